/**
 * What a browser has to load and how it feels with a large pool: the production build, a simulated pool, Chromium.
 *
 * `npm run bench -- browser [vms] [vms] [frames] [ms]`: connecting and the first page with 5,000 VMs on 64 hosts, the list and the
 * tree with 10,000, scrolled over 180 frames, if not given. A page is given 3,000 ms more after its rows: what it still
 * fetches counts. Bytes are those on the wire. An interaction is
 * measured by the browser itself, from the press to the next paint; a frame counts as dropped when it comes later than
 * twice its turn at 60 a second; a task of the page counts when it is longer than 50 ms, 0 when there is none.
 */
import './open-things'
import { type BrowserContext, chromium, type Page } from '@playwright/test'
import { disconnectAllPools, signInBehind } from '../e2e/support/api'
import { chromiumFlags } from '../e2e/support/chromium'
import { type Pool, startPool } from '../e2e/support/domus'
import { type BenchDomus, benchDomus } from './domus/lent'
import { type FigureId, tell } from './figures'
import { hostsOf } from './sizes'

const [vms = '5000', rows = '10000', frames = '180', settle = '3000'] = process.argv.slice(2)
const say = (name: string, value: string) => console.log(`${name.padEnd(58)} ${value}`)

const domus = await benchDomus()
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM_PATH, args: chromiumFlags })
console.log(`${browser.version()}, Node ${process.version}`)
try {
  await withPool(vms, async (context, state) => {
    await firstPage(await context(state), 1)
    await firstPage(await context(state), 4)
    if (rows === vms) await work(await context(state))
  })
  if (rows !== vms) await withPool(rows, async (context, state) => work(await context(state)), false)
} finally {
  await browser.close()
  await domus.stop()
}

type State = Awaited<ReturnType<BrowserContext['storageState']>>

/** Connects a pool of so many VMs and forgets it after the work; the figures of connecting count if `told`. */
async function withPool(
  size: string,
  use: (context: (state: State) => Promise<BrowserContext>, state: State) => Promise<void>,
  told = true,
): Promise<void> {
  console.log(`\n${size} VMs on ${hostsOf(size)} hosts`)
  const pool = await startPool(['--hosts', String(hostsOf(size)), '--vms', size])
  try {
    const state = await connect(await browser.newContext({ baseURL: domus.url }), domus, pool, told)
    await use(storageState => browser.newContext({ baseURL: domus.url, storageState }), state)
    await disconnectAllPools(domus)
  } finally {
    await pool.stop()
  }
}

async function connect(context: BrowserContext, to: BenchDomus, lab: Pool, told: boolean): Promise<State> {
  const page = await context.newPage()
  await signInBehind(page.request, to)
  await page.goto('/vms')
  await page.getByText('No pool is connected').first().waitFor()
  const start = performance.now()
  const { url: address, username, password } = lab
  await page.request.post('/api/trpc/pool.connect', { data: { address, username, password, accepted: [] } })
  await page.locator('[data-row]').first().waitFor()
  const listed = performance.now() - start
  await page.locator('[data-row]:not([data-stale])').first().waitFor()
  say('from the press on Connect to VMs listed', `${(listed / 1000).toFixed(2)} s`)
  const filled = performance.now() - start
  say('… to everything known', `${(filled / 1000).toFixed(2)} s`)
  if (told) {
    tell('browser.listed', listed / 1000)
    tell('browser.filled', filled / 1000)
  }
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
  // The live stream keeps the network busy: there is no end to wait for.
  await page.waitForTimeout(Number(settle))
  const painted: unknown = await page.evaluate('window.painted')
  if (slower === 1) {
    say('first page, cold: transferred', `${(bytes / 1000).toFixed(0)} kB`)
    tell('page.bytes', bytes / 1000)
  }
  tell(slower === 1 ? 'page.painted-plain' : 'page.painted', Number(painted))
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
  const interaction = async (what: string, figure: FigureId) => {
    const ms = await slowest(page)
    say(`${what}: slowest interaction`, `${ms} ms`)
    tell(figure, ms)
  }
  const scrolling = async (what: string, role: string, figure: FigureId, tasks: FigureId) => {
    const { late, longest, task } = await dropped(page, `[role=${role}]`, Number(frames))
    say(
      `scrolling the ${what}, 120 px a frame: dropped frames`,
      `${late} of ${frames}, longest ${longest.toFixed(0)} ms`,
    )
    tell(figure, (100 * late) / Number(frames))
    say(`… longest task of the page`, task === 0 ? 'none over 50 ms' : `${task.toFixed(0)} ms`)
    tell(tasks, task)
  }
  const grid = page.getByRole('grid', { name: 'Virtual machines' })
  const all = await grid.getAttribute('aria-rowcount')

  const box = page.getByRole('searchbox', { name: 'Filter VMs' })
  await box.pressSequentially('state:running web-1', { delay: 60 })
  await page.waitForFunction(
    ([before]) => document.querySelector('[role=grid]')?.getAttribute('aria-rowcount') !== before,
    [all],
  )
  await interaction('typing a filter', 'list.filter')
  await box.fill('')
  for (const column of ['Memory', 'Host', 'Name'])
    await page.getByRole('button', { name: column, exact: true }).click()
  await page.waitForTimeout(500)
  await interaction('sorting', 'list.sort')

  await scrolling('list', 'grid', 'list.dropped', 'list.longest-task')
  await scrolling('tree', 'tree', 'tree.dropped', 'tree.longest-task')

  await page.locator('[data-row]').first().focus()
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 2, name: 'Resources' }).waitFor()
  await interaction('opening a VM', 'list.open')
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

/** `task`: milliseconds of the longest task over 50 ms, 0 when there was none. */
function dropped(
  page: Page,
  what: string,
  frames: number,
): Promise<{ late: number; longest: number; task: number }> {
  return page.evaluate(
    async ([selector, count]) => {
      const scroller = document.querySelector(selector)?.parentElement
      if (!scroller) throw new Error(`${selector} is not there`)
      let task = 0
      const tasks = new PerformanceObserver(list => {
        for (const { duration } of list.getEntries()) task = Math.max(task, duration)
      })
      tasks.observe({ type: 'longtask' })
      const frame = () => new Promise<number>(resolve => requestAnimationFrame(resolve))
      let [before, late, longest] = [await frame(), 0, 0]
      for (let turn = 0; turn < count; turn++) {
        scroller.scrollTop += 120
        const now = await frame()
        if (now - before > 2000 / 60) late += 1
        longest = Math.max(longest, now - before)
        before = now
      }
      // What was the last frame's is told a moment later.
      await frame()
      for (const { duration } of tasks.takeRecords()) task = Math.max(task, duration)
      tasks.disconnect()
      return { late, longest, task }
    },
    [what, frames] as const,
  )
}
