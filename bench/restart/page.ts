import { chromium } from '@playwright/test'
import { chromiumFlags } from '../../e2e/support/chromium'
import { startPool } from '../../e2e/support/domus'
import { enter } from '../../e2e/support/enter'
import { benchDomus } from '../domus/lent'
import { hostsOf } from '../sizes'

/**
 * Seconds until a browser, which is running, has the list of VMs again, as of a time: the pool is away. From when the new
 * process says that it serves, and from the order to the old one to end. Of a large pool the median of three restarts.
 */
export async function measurePage(size: string): Promise<{ sinceServing: number; sinceAsked: number }> {
  const pool = await startPool(['--hosts', String(hostsOf(size)), '--vms', size])
  const domus = await benchDomus()
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM_PATH, args: chromiumFlags })
  try {
    const page = await browser.newPage({ baseURL: domus.url })
    await enter(page, domus, pool, '/vms')
    await page.locator('[data-row]:not([data-stale])').first().waitFor({ timeout: 60_000 })
    await pool.fault({ fault: 'refuse' })
    const rounds: { sinceServing: number; sinceAsked: number }[] = []
    for (let round = 0; round < (Number(size) < 1000 ? 1 : 3); round++) {
      const begun = performance.now()
      // Resolves when the new process says that it serves.
      await domus.restart()
      const serving = performance.now()
      await page.goto('/vms')
      await page.locator('[data-row][data-stale]').first().waitFor({ timeout: 60_000 })
      const shown = performance.now()
      console.log(
        `\nserves ${((serving - begun) / 1000).toFixed(2)} s after it was told to end, a page of data ${((shown - serving) / 1000).toFixed(2)} s later`,
      )
      rounds.push({ sinceServing: (shown - serving) / 1000, sinceAsked: (shown - begun) / 1000 })
      await page.goto('about:blank')
    }
    return {
      sinceServing: median(rounds.map(round => round.sinceServing)),
      sinceAsked: median(rounds.map(round => round.sinceAsked)),
    }
  } finally {
    await browser.close()
    await domus.stop()
    await pool.stop()
  }
}

const median = (all: readonly number[]) => [...all].sort((a, b) => a - b)[Math.floor(all.length / 2)] ?? 0
