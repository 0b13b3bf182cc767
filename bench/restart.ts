/**
 * What a warm restart costs: keeping a pool in the background, and showing it again before the pool is asked.
 *
 * `npm run bench -- restart [vms]`; 5,000 if not given. The pool, the life before and the life after have a process each.
 */
import { fork } from 'node:child_process'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { createInventory } from '../server/inventory/inventory'
import { createSnapshots } from '../server/inventory/snapshot/snapshots'
import { follow } from './inventory/followers'
import { heapAfterCollection, type Used, Watch } from './inventory/watch'
import { type Ready, serve } from './simulator/serve'

const HOSTS = 64

interface Life {
  readonly used: Used
  readonly records: number
  readonly heap: number
}

const [first = '5000', folder = '', vms = '', url = '', username = '', password = ''] = process.argv.slice(2)
if (first === 'serve') await serve(HOSTS, Number(folder), 0)
else if (first === 'keep') process.send?.(await keep())
else if (first === 'show') process.send?.(await show())
else await measure(first)

async function measure(size: string): Promise<void> {
  const own = mkdtempSync(path.join(os.tmpdir(), 'domus-bench-'))
  const pool = child<Ready>(['serve', size])
  try {
    const ready = await pool.said
    console.log(`${HOSTS} hosts, ${size} VMs; Node ${process.version}\n`)
    const kept = child<Life>(['keep', own, size, ready.url, ready.username, ready.password])
    tell('kept', await kept.said)
    kept.stop()
    console.log(`  ${(statSync(path.join(own, 'bench.inventory')).size / 1e6).toFixed(1)} MB on disk`)
    const shown = child<Life>(['show', own])
    tell('shown again', await shown.said)
    shown.stop()
  } finally {
    pool.stop()
    rmSync(own, { recursive: true })
  }
}

function tell(what: string, { used, records, heap }: Life): void {
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

/** A process of this file; `said` is the first thing it sends, which is what the branch above gives. */
function child<T>(args: readonly string[]): { said: Promise<T>; stop: () => void } {
  const made = fork(fileURLToPath(import.meta.url), args)
  const said = new Promise<T>((resolve, reject) => {
    made.once('message', message => resolve(asSaid<T>(message)))
    made.once('exit', code => reject(new Error(`${args[0]} ended with ${code}`)))
  })
  return { said, stop: () => made.kill('SIGKILL') }
}

function asSaid<T>(message: unknown): T {
  return message as T
}
