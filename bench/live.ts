/**
 * From a change in the pool to the pixel: another client renames a VM that a page shows, and the page's own clock says when
 * its text changed; while many tabs are told of the same pool and it keeps changing.
 *
 * `npm run bench -- live [vms] [tabs] [changes a second]`; 5,000, 50 and 100 if not given.
 */
import { type BrowserContext, chromium, type Page } from '@playwright/test'
import { chromiumFlags } from '../e2e/support/chromium'
import { startDomus, startPool } from '../e2e/support/domus'
import { type OtherClient, otherClient } from '../e2e/support/xen-api'

const samples = 60
const [vms = '5000', tabs = '50', churn = '100'] = process.argv.slice(2)

const pool = await startPool(['--hosts', '64', '--vms', vms, '--churn', `${churn}/s`])
const domus = await startDomus()
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM_PATH, args: chromiumFlags })
const stop = new AbortController()
try {
  const context = await browser.newContext({ baseURL: domus.url })
  const page = await context.newPage()
  await page.goto('/vms')
  await page.getByLabel('User name').fill(domus.username)
  await page.getByLabel('Password', { exact: true }).fill(domus.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL('**/vms')
  const { url: address, username, password } = pool
  await page.request.post('/api/trpc/pool.connect', { data: { address, username, password, accepted: [] } })
  await page.locator('[data-row]:not([data-stale])').first().waitFor({ timeout: 60_000 })
  const heard = { bytes: 0 }
  await Promise.all(Array.from({ length: Number(tabs) }, (_, tab) => openTab(context, tab, heard)))
  const times = await changes(page, await otherClient(pool))
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0
  console.log(
    `64 hosts, ${vms} VMs, ${tabs} tabs besides, ${churn} changes a second; Node ${process.version}\n`,
  )
  console.log(
    `change to pixel: median ${at(0.5)} ms, p95 ${at(0.95)} ms, longest ${at(1)} ms of ${times.length}`,
  )
  console.log(`told to the other tabs meanwhile: ${(heard.bytes / 1e6).toFixed(1)} MB packed`)
} finally {
  stop.abort()
  await browser.close()
  await domus.stop()
  await pool.stop()
}

/** A tab without a browser: it says what it shows, and reads what it is told as it comes over the wire. */
async function openTab(context: BrowserContext, tab: number, heard: { bytes: number }): Promise<void> {
  const cookie = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ')
  const id = `bench-${tab}`
  const query = {
    class: 'VM',
    within: null,
    filter: tab % 2 ? 'state:running' : '',
    sort: { id: 'name', desc: false },
  }
  const list = { key: 'vms', query, from: tab * 40, count: 100 }
  const tree = { toggled: [], reveal: null, from: tab * 80, count: 100 }
  await context.request.post('/api/trpc/live.show', {
    data: { tab: id, interests: { seq: 1, lists: [list], tree, rows: [] } },
  })
  const input = encodeURIComponent(JSON.stringify({ tab: id }))
  const answer = await fetch(`${domus.url}/api/trpc/live.changes?input=${input}`, {
    headers: { cookie, 'accept-encoding': 'gzip' },
    signal: stop.signal,
  })
  if (!answer.ok || !answer.body) throw new Error(`A tab was refused: ${answer.status}`)
  const read = async (stream: ReadableStream<Uint8Array>) => {
    for await (const part of stream) heard.bytes += part.length
  }
  read(answer.body).catch((error: unknown) => {
    if (!stop.signal.aborted) throw error
  })
}

/** Milliseconds from the pool's answer to a change until the page shows it, in order. */
async function changes(page: Page, other: OtherClient): Promise<number[]> {
  const name = (await page.locator('[data-row] a').first().textContent()) ?? ''
  const [ref = ''] = await other.call('VM.get_by_name_label', name)
  const times: number[] = []
  for (let count = 0; count < samples; count++) {
    const next = `${name} ${count}`
    const seen = page.evaluate(
      text =>
        new Promise<number>(resolve => {
          const look = () => {
            if (!document.querySelector('[role=grid]')?.textContent?.includes(text)) return
            observer.disconnect()
            requestAnimationFrame(() => resolve(performance.timeOrigin + performance.now()))
          }
          const observer = new MutationObserver(look)
          observer.observe(document.body, { subtree: true, childList: true, characterData: true })
        }),
      next,
    )
    await other.call('VM.set_name_label', ref, next)
    const changed = performance.timeOrigin + performance.now()
    times.push(Math.max(0, Math.round((await seen) - changed)))
  }
  return times.sort((a, b) => a - b)
}
