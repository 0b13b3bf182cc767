/**
 * What a pool ten times as large takes: time, pauses and heap until all of it is known.
 *
 * `npm run bench -- size [vms]`; 50,000 VMs on 64 hosts if not given. The pool and its follower have a process each.
 */
import './open-things'
import { startChild } from './child'
import { tell } from './figures'
import { type Filled, fill, placeOf, toArguments } from './inventory/contest'
import type { Place } from './inventory/followers'
import { hostsOf } from './sizes'

const memory = ['--max-old-space-size=8192']

const [first = '50000', vms = '', ...rest] = process.argv.slice(2)
if (first === 'serve') await (await import('./simulator/serve')).serve(hostsOf(vms), Number(vms), 0)
else if (first === 'fill') process.send?.(await fill('Domus, JSON', Number(vms), placeOf(rest)))
else {
  const pool = startChild(['serve', first], memory)
  const place = await pool.next<Place>()
  const follower = startChild(['fill', first, ...toArguments(place)], memory)
  const { used, heap } = await follower.next<Filled>()
  await Promise.all([follower.stop(), pool.stop()])
  console.log(`${hostsOf(first)} hosts, ${first} VMs; Node ${process.version}\n`)
  console.log(
    `all known after ${used.seconds.toFixed(1)} s, ${used.cpu.toFixed(1)} s of the processor, longest pause ${used.pause.toFixed(0)} ms (${used.ownPause.toFixed(0)} ms of its own doing), ${(heap / 1e6).toFixed(0)} MB of heap`,
  )
  tell('size.heap', heap / 1e6)
  tell('size.filled', used.seconds)
  tell('size.pause', used.pause)
}
