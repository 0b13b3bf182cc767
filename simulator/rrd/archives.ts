/** Seconds between two samples. */
export const STEP = 5

export type Consolidation = 'AVERAGE' | 'MIN' | 'MAX'

export interface Archive {
  readonly rows: number
  /** Samples in a row. */
  readonly samples: number
}

/** Ten minutes, two hours, a week, a year. */
export const archives: readonly Archive[] = [
  { rows: 120, samples: 1 },
  { rows: 120, samples: 12 },
  { rows: 168, samples: 720 },
  { rows: 366, samples: 17_280 },
]

/** Seconds a row of it stands for. */
export function widthOf(archive: Archive): number {
  return archive.samples * STEP
}

/** The first archive whose rows are as wide as asked and which reaches back to `start`; else the longest. */
export function archiveFor(start: number, interval: number, newest: number): Archive {
  const fits = archives.find(
    one => widthOf(one) >= Math.floor(interval / STEP) * STEP && start > newest - one.rows * widthOf(one),
  )
  const longest = archives[archives.length - 1]
  const found = fits ?? longest
  if (!found) throw new RangeError('There are no archives')
  return found
}

/** The time of the newest complete row at `now`, in seconds. */
export function newestRow(archive: Archive, now: number): number {
  return now - (now % widthOf(archive))
}

/** Times of rows, oldest first. */
export function rowTimes(first: number, last: number, width: number): number[] {
  const times: number[] = []
  for (let at = first; at <= last; at += width) times.push(at)
  return times
}
