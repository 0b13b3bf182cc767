/**
 * From a change in the pool to the pixel: another client renames a VM that a page shows, and the page's own clock says when
 * its text changed; while many tabs are told of the same pool and it keeps changing.
 *
 * `npm run bench -- live [vms] [tabs] [changes a second] [samples]`; 5,000, 50, 100 and 60 if not given.
 */
import './open-things'
import { chromium, type Page } from '@playwright/test'
import { signedInApi } from '../e2e/support/api'
import { chromiumFlags } from '../e2e/support/chromium'
import { startPool } from '../e2e/support/domus'
import { enter } from '../e2e/support/enter'
import { type OtherClient, otherClient } from '../e2e/support/xen-api'
import { benchDomus } from './domus/lent'
import { type Heard, type OpenTab, openTab } from './domus/tab'
import { quantile, tell } from './figures'
import { hostsOf } from './sizes'

/** A change that takes longer was missed: then the bench says so instead of waiting for ever. */
const longestMs = 20_000
const [vms = '5000', tabs = '50', churn = '100', samples = '60'] = process.argv.slice(2)

const pool = await startPool(['--hosts', String(hostsOf(vms)), '--vms', vms, '--churn', `${churn}/s`])
const domus = await benchDomus()
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM_PATH, args: chromiumFlags })
const open: OpenTab[] = []
try {
  const page = await browser.newPage({ baseURL: domus.url })
  await enter(page, domus, pool, '/vms')
  await page.locator('[data-row]:not([data-stale])').first().waitFor({ timeout: 60_000 })
  const heard: Heard = { bytes: 0, messages: 0 }
  const api = await signedInApi(domus)
  for (let tab = 0; tab < Number(tabs); tab++) open.push(await openTab(api, domus.url, tab, heard))
  const times = await changes(page, await otherClient(pool))
  await api.dispose()
  console.log(
    `${hostsOf(vms)} hosts, ${vms} VMs, ${tabs} tabs besides, ${churn} changes a second; Node ${process.version}\n`,
  )
  const [median, p95, longest] = [0.5, 0.95, 1].map(share => quantile(times, share))
  console.log(`change to pixel: median ${median} ms, p95 ${p95} ms, longest ${longest} ms of ${times.length}`)
  console.log(`told to the other tabs meanwhile: ${(heard.bytes / 1e6).toFixed(1)} MB packed`)
  tell('live.median', median ?? Number.NaN)
  tell('live.p95', p95 ?? Number.NaN)
  tell('live.longest', longest ?? Number.NaN)
} finally {
  for (const tab of open) tab.close()
  await browser.close()
  await domus.stop()
  await pool.stop()
}

/** Milliseconds from the pool's answer to a change until the page shows it, in order. */
async function changes(page: Page, other: OtherClient): Promise<number[]> {
  const name = (await page.locator('[data-row] a').first().textContent()) ?? ''
  const [ref = ''] = await other.call('VM.get_by_name_label', name)
  const times: number[] = []
  for (let count = 0; count < Number(samples); count++) {
    const next = `${name} ${count}`
    // Resolves when the page looks: a change before that would be seen with the next one only, or never.
    const watch = await page.evaluateHandle(
      ([text, ms]) => {
        const seen = new Promise<number>((resolve, reject) => {
          const look = () => {
            if (!document.querySelector('[role=grid]')?.textContent?.includes(text)) return
            observer.disconnect()
            requestAnimationFrame(() => resolve(performance.timeOrigin + performance.now()))
          }
          const observer = new MutationObserver(look)
          observer.observe(document.body, { subtree: true, childList: true, characterData: true })
          setTimeout(() => reject(new Error(`"${text}" was not shown within ${ms} ms.`)), ms)
        })
        // It may fail before anybody asks.
        seen.catch(() => undefined)
        return { seen }
      },
      [next, longestMs] as const,
    )
    await other.call('VM.set_name_label', ref, next)
    const changed = performance.timeOrigin + performance.now()
    times.push(Math.max(0, Math.round((await watch.evaluate(({ seen }) => seen)) - changed)))
    await watch.dispose()
  }
  return times.sort((a, b) => a - b)
}
