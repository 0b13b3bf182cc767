/**
 * What a browser has to load and how it feels with a large pool: the production build, a simulated pool, Chromium.
 *
 * `npm run bench -- browser [vms]`; 10,000 VMs on 64 hosts if not given. Bytes are those on the wire. An interaction is
 * measured by the browser itself, from the press to the next paint; a frame counts as dropped when it comes later than
 * twice its turn at 60 a second.
 */
import { type BrowserContext, chromium, type Page } from '@playwright/test'
import { chromiumFlags } from '../e2e/support/chromium'
import { type Domus, type Pool, startDomus, startPool } from '../e2e/support/domus'

const [vms = '10000'] = process.argv.slice(2)
const say = (name: string, value: string) => console.log(`${name.padEnd(58)} ${value}`)

const pool = await startPool(['--hosts', '64', '--vms', vms])
const domus = await startDomus()
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM_PATH, args: chromiumFlags })
try {
  console.log(`64 hosts, ${vms} VMs; ${browser.version()}, Node ${process.version}\n`)
  const state = await connect(await browser.newContext({ baseURL: domus.url }), domus, pool)
  await firstPage(await browser.newContext({ baseURL: domus.url, storageState: state }), 1)
  await firstPage(await browser.newContext({ baseURL: domus.url, storageState: state }), 4)
  await work(await browser.newContext({ baseURL: domus.url, storageState: state }))
} finally {
  await browser.close()
  await domus.stop()
  await pool.stop()
}

async function connect(context: BrowserContext, to: Domus, lab: Pool) {
  const page = await context.newPage()
  await page.goto('/vms')
  await page.getByLabel('User name').fill(to.username)
  await page.getByLabel('Password', { exact: true }).fill(to.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL('**/vms')
  await page.getByText('No pool is connected').first().waitFor()
  const start = performance.now()
  const { url: address, username, password } = lab
  await page.request.post('/api/trpc/pool.connect', { data: { address, username, password, accepted: [] } })
  await page.locator('[data-row]').first().waitFor()
  const listed = performance.now() - start
  await page.locator('[data-row]:not([data-stale])').first().waitFor()
  say('from the press on Connect to VMs listed', `${(listed / 1000).toFixed(2)} s`)
  say('… to everything known', `${((performance.now() - start) / 1000).toFixed(2)} s`)
  const state = await context.storageState()
  await context.close()
  return state
}

async function firstPage(context: BrowserContext, slower: number): Promise<void> {
  const page = await context.newPage()
  const devtools = await context.newCDPSession(page)
  await devtools.send('Network.enable')
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: slower })
  let bytes = 0
  devtools.on('Network.dataReceived', ({ encodedDataLength }) => {
    bytes += encodedDataLength
  })
  await page.addInitScript(() => {
    Object.assign(window, { painted: 0 })
    new PerformanceObserver(list => {
      for (const { startTime } of list.getEntries()) Object.assign(window, { painted: startTime })
    }).observe({ type: 'largest-contentful-paint', buffered: true })
  })
  await page.goto('/vms')
  await page.locator('[data-row]').first().waitFor()
  await page.waitForLoadState('networkidle', { timeout: 3000 }).catch(() => undefined)
  const painted: unknown = await page.evaluate('window.painted')
  if (slower === 1) say('first page, cold: transferred', `${(bytes / 1000).toFixed(0)} kB`)
  say(`first page, cold, processor slowed ${slower} times: largest paint`, `${Number(painted).toFixed(0)} ms`)
  await context.close()
}

async function work(context: BrowserContext): Promise<void> {
  const page = await context.newPage()
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.goto('/vms')
  await page.locator('[data-row]').first().waitFor()
  await page.evaluate(() => {
    Object.assign(window, { slowest: 0 })
    new PerformanceObserver(list => {
      for (const { duration } of list.getEntries())
        Object.assign(window, { slowest: Math.max(Number(Reflect.get(window, 'slowest')), duration) })
    }).observe({ type: 'event', buffered: true, ...{ durationThreshold: 16 } })
  })
  const grid = page.getByRole('grid', { name: 'Virtual machines' })
  const all = await grid.getAttribute('aria-rowcount')

  const box = page.getByRole('searchbox', { name: 'Filter VMs' })
  await box.pressSequentially('state:running web-1', { delay: 60 })
  await page.waitForFunction(
    ([before]) => document.querySelector('[role=grid]')?.getAttribute('aria-rowcount') !== before,
    [all],
  )
  say('typing a filter: slowest interaction', `${await slowest(page)} ms`)
  await box.fill('')
  for (const column of ['Memory', 'Host', 'Name'])
    await page.getByRole('button', { name: column, exact: true }).click()
  await page.waitForTimeout(500)
  say('sorting: slowest interaction', `${await slowest(page)} ms`)

  say('scrolling the list, 120 px a frame: dropped frames', await dropped(page, '[role=grid]'))
  say('scrolling the tree, 120 px a frame: dropped frames', await dropped(page, '[role=tree]'))

  await page.locator('[data-row]').first().focus()
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 2, name: 'Resources' }).waitFor()
  say('opening a VM: slowest interaction', `${await slowest(page)} ms`)
  await context.close()
}

/** The slowest interaction since this was asked last. */
async function slowest(page: Page): Promise<number> {
  await page.waitForTimeout(300)
  return page.evaluate(() => {
    const found = Number(Reflect.get(window, 'slowest'))
    Object.assign(window, { slowest: 0 })
    return Math.round(found)
  })
}

function dropped(page: Page, what: string): Promise<string> {
  return page.evaluate(async selector => {
    const inner = document.querySelector(selector)
    const scroller = inner?.parentElement
    if (!scroller) return 'not there'
    const frame = () => new Promise<number>(resolve => requestAnimationFrame(resolve))
    let [before, late, longest] = [await frame(), 0, 0]
    const frames = 180
    for (let count = 0; count < frames; count++) {
      scroller.scrollTop += 120
      const now = await frame()
      if (now - before > 2000 / 60) late += 1
      longest = Math.max(longest, now - before)
      before = now
    }
    return `${late} of ${frames}, longest ${longest.toFixed(0)} ms`
  }, what)
}
