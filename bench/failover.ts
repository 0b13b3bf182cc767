/**
 * The coordinator is lost: hosts agree on another one, which answers at an address of its own; how long until the screen
 * is live again, and whether anything left it meanwhile. The page's own clock says when it changed.
 *
 * `npm run bench -- failover [vms] [hosts] [speed]`; 5,000 VMs on 16 hosts if not given. The simulated pool is protected
 * and takes a lost coordinator for dead after a minute, at `speed` times the pace of the clock. At more than 1 the figures
 * say less: the longer a pool is away, the more seldom it is tried.
 */
import './open-things'
import { chromium, type Page } from '@playwright/test'
import { chromiumFlags } from '../e2e/support/chromium'
import { enter } from '../e2e/support/enter'
import { startChild } from './child'
import { benchDomus } from './domus/lent'
import { type Protected, serveProtected } from './failover/pool'
import { tell } from './figures'

const [first = '5000', second = '16', third = '1', fourth = ''] = process.argv.slice(2)
if (first === 'serve') await serveProtected(Number(third), Number(second), Number(fourth))
else await measure(first, second, third)

async function measure(vms: string, hosts: string, speed: string): Promise<void> {
  const pool = startChild(['serve', vms, hosts, speed])
  const domus = await benchDomus()
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM_PATH, args: chromiumFlags })
  try {
    const lab = await pool.next<Protected>()
    const page = await browser.newPage({ baseURL: domus.url })
    await enter(page, domus, { ...lab, fault: () => Promise.reject(), stop: () => pool.stop() }, '/vms')
    await page.locator('[data-row]:not([data-stale])').first().waitFor({ timeout: 60_000 })
    const gone = await watchGone(page)
    const [stale, live] = [await whenRowsAre(page, true), await whenRowsAre(page, false)]
    const lost = now()
    // Asked while nobody answers: the survivor's first answer is to this call.
    pool.send('lose the coordinator')
    await pool.next<'lost'>()
    const answers = survivorAnswers(lab.survivor).then(now)
    const [staleAt, liveAt, answeredAt] = [await stale(), await live(), await answers]
    const missed = await gone()
    console.log(`${hosts} hosts, ${vms} VMs; Node ${process.version}\n`)
    console.log(`the screen says that the pool is lost after ${((staleAt - lost) / 1000).toFixed(2)} s`)
    console.log(`a survivor answers after ${((answeredAt - lost) / 1000).toFixed(2)} s`)
    console.log(`live again ${((liveAt - answeredAt) / 1000).toFixed(2)} s after that`)
    console.log(`objects that left the list meanwhile: ${missed.length} ${missed.join(', ')}`)
    tell('failover.live', (liveAt - answeredAt) / 1000)
    tell('failover.stale', (staleAt - lost) / 1000)
    tell('failover.gone', missed.length)
  } finally {
    await browser.close()
    await domus.stop()
    await pool.stop()
  }
}

/** Milliseconds since the epoch, as pages count them too. */
function now(): number {
  return performance.timeOrigin + performance.now()
}

/** Begins to watch; the answer gives the moment at which rows were first grey, or none was any more after some had been. */
async function whenRowsAre(page: Page, grey: boolean): Promise<() => Promise<number>> {
  const watch = await page.evaluateHandle(wanted => {
    let before = false
    const seen = new Promise<number>(resolve => {
      const look = () => {
        const stale = document.querySelector('[data-row][data-stale]') !== null
        if (wanted ? stale : before && !stale) {
          observer.disconnect()
          resolve(performance.timeOrigin + performance.now())
        }
        before = stale
      }
      const observer = new MutationObserver(look)
      observer.observe(document.body, { subtree: true, childList: true, attributes: true })
    })
    return { seen }
  }, grey)
  return () => watch.evaluate(({ seen }) => seen)
}

/**
 * Notices rows that leave the list, however shortly. Which of the last ones are drawn depends on how much room there is,
 * and a note takes some: counted are rows of the whole list, and gaps among those that are drawn.
 */
async function watchGone(page: Page): Promise<() => Promise<string[]>> {
  const grid = page.getByRole('grid', { name: 'Virtual machines' })
  const watch = await grid.evaluateHandle(element => {
    const names = () =>
      [...element.querySelectorAll('[data-row]')].map(row => row.querySelector('a')?.textContent ?? '')
    const all = () => Number(element.getAttribute('aria-rowcount'))
    const [first, rows] = [names(), all()]
    const missed = new Set<string>()
    new MutationObserver(() => {
      if (!element.isConnected) missed.add('the list itself')
      if (all() < rows) missed.add(`${rows - all()} rows`)
      const shown = names()
      const last = first.indexOf(shown.at(-1) ?? '')
      for (const name of first.slice(0, last)) if (!shown.includes(name)) missed.add(name)
    }).observe(document, { childList: true, subtree: true, characterData: true, attributes: true })
    return missed
  })
  return () => watch.evaluate(missed => [...missed])
}

/** Resolves when the host has answered a call, whatever it says. */
async function survivorAnswers(url: string): Promise<void> {
  for (;;) {
    try {
      await (await fetch(`${url}/jsonrpc`, { method: 'POST', body: ask })).text()
      return
    } catch (error) {
      // The connection was cut with all others.
      if (!(error instanceof TypeError)) throw error
    }
  }
}

const ask = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'host.list_methods', params: [] })
