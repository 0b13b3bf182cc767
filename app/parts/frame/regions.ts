/** The parts of the page in order: bar, sidebar, content, panel, task strip. Those that are not shown are left out. */
function regions(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>('[data-region]')].filter(
    region => region.getClientRects().length > 0,
  )
}

const reachable =
  'a[href]:not([tabindex="-1"]), button:not([tabindex="-1"]):not([disabled]), input:not([tabindex="-1"]), select, textarea, [tabindex="0"]'

/** Where in a region the keyboard goes on: in a table or tree the row one was at, else the first control. */
function entryOf(region: HTMLElement): HTMLElement | null {
  const rowOfList = region.querySelector<HTMLElement>('[role="grid"] [data-row][tabindex="0"]')
  const node = region.querySelector<HTMLElement>('[role="tree"] [data-node][tabindex="0"]')
  return rowOfList ?? node ?? region.querySelector<HTMLElement>(reachable)
}

/** Moves the focus to the next part of the page (1) or the one before (-1), around in a circle. */
export function focusRegion(step: 1 | -1): void {
  const all = regions()
  const inside = all.filter(region => region.contains(document.activeElement))
  // A panel lies inside the content: the innermost counts.
  const innermost = inside.at(-1)
  const at = innermost === undefined ? (step > 0 ? -1 : 0) : all.indexOf(innermost)
  for (let steps = 1; steps <= all.length; steps++) {
    const region = all[(at + step * steps + all.length * steps) % all.length]
    const target = region && entryOf(region)
    if (!region || !target || (region === innermost && steps < all.length)) continue
    target.focus()
    if (document.activeElement === target) return
  }
}
