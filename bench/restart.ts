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
import { startChild } from './child'
import { tell } from './figures'
import type { Life } from './restart/lives'
import type { Ready } from './simulator/serve'
import { hostsOf } from './sizes'

const [first = '5000', folder = '', vms = '', url = '', username = '', password = ''] = process.argv.slice(2)
// A process reads only the code of its own part.
if (first === 'serve') await (await import('./simulator/serve')).serve(hostsOf(folder), Number(folder), 0)
else if (first === 'keep')
  process.send?.(
    await (await import('./restart/lives')).keep(folder, Number(vms), { url, username, password }),
  )
else if (first === 'show') process.send?.(await (await import('./restart/lives')).show(folder))
else {
  await measure(first)
  const { sinceServing, sinceAsked } = await (await import('./restart/page')).measurePage(first)
  tell('restart.page', sinceServing)
  tell('restart.process', sinceAsked)
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

function say(what: string, { used, records, heap }: Life): void {
  console.log(
    `${what}: ${used.seconds.toFixed(2)} s, ${used.cpu.toFixed(2)} s of the processor, longest pause ${used.pause.toFixed(0)} ms (${used.ownPause.toFixed(0)} ms of its own doing), ${records} records, ${(heap / 1e6).toFixed(0)} MB of heap`,
  )
}
