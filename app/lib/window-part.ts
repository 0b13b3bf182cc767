/** Rows beyond what is seen on either side, so that scrolling seldom waits. */
const margin = 60
/** The same below the first row: a page that is opened fetches what it shows and little more, one that is scrolled more. */
const marginAtTop = 20
/** What most windows of a browser show fits: the first question, when nothing is drawn yet, needs no second one. */
const least = 60
const step = 20
/** As much as the server gives at once. */
const most = 500

/** Where a part begins and how long it is so that `first` to `last` are in it, in steps: scrolling a row asks nothing. */
export function partFor(first: number, last: number): { from: number; count: number } {
  const from = Math.max(0, Math.floor((first - margin) / step) * step)
  const to = Math.ceil((last + 1 + Math.min(margin, marginAtTop + first)) / step) * step
  return { from, count: Math.min(most, Math.max(least, to - from)) }
}
