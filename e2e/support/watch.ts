import type { Page } from '@playwright/test'

/** What a list has shown since the watch began. */
export interface RowWatch {
  /** The fewest rows there were at any moment. */
  fewest(): Promise<number>
  /** Names that were there at the start and were missing at some moment since. */
  missed(): Promise<string[]>
}

/** Notices every change of the list that is open, however short, and remembers what it took away. */
export async function watchRows(page: Page, list: string): Promise<RowWatch> {
  const grid = page.getByRole('grid', { name: list })
  const state = await grid.evaluateHandle(element => {
    const names = () =>
      [...element.querySelectorAll('tbody tr')].map(row => row.querySelector('a')?.textContent ?? '')
    const first = names()
    const found = { fewest: first.length, missed: new Set<string>() }
    const look = () => {
      const now = new Set(names())
      found.fewest = Math.min(found.fewest, now.size)
      for (const name of first) if (!now.has(name)) found.missed.add(name)
    }
    // The list itself may be taken away: then every row is missed.
    new MutationObserver(() => {
      if (element.isConnected) return look()
      found.fewest = 0
      for (const name of first) found.missed.add(name)
    }).observe(document, { childList: true, subtree: true, characterData: true })
    return found
  })
  return {
    fewest: () => state.evaluate(found => found.fewest),
    missed: () => state.evaluate(found => [...found.missed]),
  }
}
