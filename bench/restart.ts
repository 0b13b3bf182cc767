/**
 * What a warm restart costs: keeping a pool in the background, showing it again before the pool is asked, and, for the
 * whole of Domus, the time until a browser has a page of data again while the pool is away.
 *
 * `npm run bench -- restart [vms]`; 5,000 if not given. The pool, the life before and the life after have a process each.
 */
import './open-things'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { chromium } from '@playwright/test'
import { chromiumFlags } from '../e2e/support/chromium'
import { startDomus, startPool } from '../e2e/support/domus'
import { enter } from '../e2e/support/enter'
import { createInventory } from '../server/inventory/inventory'
import { createSnapshots } from '../server/inventory/snapshot/snapshots'
import { startChild } from './child'
import { tell } from './figures'
import { follow } from './inventory/followers'
import { heapAfterCollection, type Used, Watch } from './inventory/watch'
import { type Ready, serve } from './simulator/serve'
import { hostsOf } from './sizes'

interface Life {
  readonly used: Used
  readonly records: number
  readonly heap: number
}

const [first = '5000', folder = '', vms = '', url = '', username = '', password = ''] = process.argv.slice(2)
if (first === 'serve') await serve(hostsOf(folder), Number(folder), 0)
else if (first === 'keep') process.send?.(await keep())
else if (first === 'show') process.send?.(await show())
else {
  await measure(first)
  await measurePage(first)
}

async function measure(size: string): Promise<void> {
  const own = mkdtempSync(path.join(os.tmpdir(), 'domus-bench-'))
  const pool = startChild(['serve', size])
  try {
    const ready = await pool.next<Ready>()
    console.log(`${hostsOf(size)} hosts, ${size} VMs; Node ${process.version}\n`)
    const keeper = startChild(['keep', own, size, ready.url, ready.username, ready.password])
    const kept = await keeper.next<Life>()
    say('kept', kept)
    await keeper.stop()
    const disk = statSync(path.join(own, 'bench.inventory')).size / 1e6
    console.log(`  ${disk.toFixed(1)} MB on disk`)
    const shower = startChild(['show', own])
    const shown = await shower.next<Life>()
    say('shown again', shown)
    await shower.stop()
    tell('restart.kept', kept.used.cpu)
    tell('restart.disk', disk)
    tell('restart.rows', shown.used.seconds)
  } finally {
    await pool.stop()
    rmSync(own, { recursive: true })
  }
}

/** From the order to end until a browser, which is running, has the list of VMs again, as of a time: the pool is away. */
async function measurePage(size: string): Promise<void> {
  const pool = await startPool(['--hosts', String(hostsOf(size)), '--vms', size])
  const domus = await startDomus()
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM_PATH, args: chromiumFlags })
  try {
    const page = await browser.newPage({ baseURL: domus.url })
    await enter(page, domus, pool, '/vms')
    await page.locator('[data-row]:not([data-stale])').first().waitFor({ timeout: 60_000 })
    await pool.fault({ fault: 'refuse' })
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
    tell('restart.page', (shown - serving) / 1000)
    tell('restart.process', (shown - begun) / 1000)
  } finally {
    await browser.close()
    await domus.stop()
    await pool.stop()
  }
}

function say(what: string, { used, records, heap }: Life): void {
  console.log(
    `${what}: ${used.seconds.toFixed(2)} s, ${used.cpu.toFixed(2)} s of the processor, longest pause ${used.pause.toFixed(0)} ms (${used.ownPause.toFixed(0)} ms of its own doing), ${records} records, ${(heap / 1e6).toFixed(0)} MB of heap`,
  )
}

function snapshots() {
  return createSnapshots({
    folder,
    key: Buffer.alloc(32, 1),
    log: line => {
      throw new Error(line)
    },
  })
}

async function keep(): Promise<Life> {
  const { inventory, filled } = follow({ url, username, password }, 'json', Number(vms))
  await filled
  const store = inventory.store('bench')
  if (!store) throw new Error('The pool is not followed')
  const watch = new Watch()
  await snapshots().write('bench', store, Date.now(), new AbortController().signal)
  const used = watch.used()
  watch.stop()
  return { used, records: store.revision, heap: await heapAfterCollection() }
}

async function show(): Promise<Life> {
  const watch = new Watch()
  const inventory = createInventory({
    describe: error => ({ code: 'internal', message: String(error) }),
    snapshots: snapshots(),
  })
  // The pool never answers: what is seen was kept.
  inventory.follow({ id: 'bench', name: '', address: '' }, () => new Promise(() => undefined))
  await inventory.waitFor(() => inventory.pool('bench')?.freshness.state === 'stale')
  const used = watch.used()
  watch.stop()
  return { used, records: inventory.store('bench')?.revision ?? 0, heap: await heapAfterCollection() }
}
