/**
 * What it costs to follow a large pool: from the first byte to the list of VMs and to all that is known, the time of the
 * processor, the longest pause of the event loop, and the heap; beside the client that others use, in the same run. Then
 * what a steady rate of changes costs with many browser tabs.
 *
 * `npm run bench -- inventory [vms] [tabs] [changes a second] [seconds] [one]`; 5,000, 50, 500 and 20 if not given. The pool
 * and each of its followers have a process of their own. With `one`, one changing pool is there for all of them: that is
 * for function, because it answers from its caches.
 */
import './open-things'
import { setTimeout as sleep } from 'node:timers/promises'
import { startChild } from './child'
import { tell } from './figures'
import {
  asContest,
  type Contest,
  contests,
  type Filled,
  fill,
  placeOf,
  toArguments,
} from './inventory/contest'
import type { Place } from './inventory/followers'
import { heapAfterCollection, type Used, Watch } from './inventory/watch'
import { hostsOf } from './sizes'

/** A large pool does not fit what Node gives a process at first. */
const memory = ['--max-old-space-size=8192']

interface Steady {
  readonly used: Used
  readonly heapBefore: number
  readonly heapAfter: number
  readonly messages: number
  readonly bytes: number
}

const [first = '5000', second = '50', third = '500', fourth = '20', ...rest] = process.argv.slice(2)
// A process reads only the code of its own part.
if (first === 'serve')
  await (await import('./simulator/serve')).serve(hostsOf(second), Number(second), Number(third))
else if (first === 'fill') process.send?.(await fill(asContest(second), Number(third), placeOf(rest)))
else if (first === 'steady')
  process.send?.(await steady(Number(second), Number(third), Number(fourth), placeOf(rest)))
else if (rest[0] === 'one') await withPool(third, both)
else {
  await compare(withPool)
  await withPool(third, keepUp)
}

async function both(place: Place): Promise<void> {
  await compare((_, use) => use(place))
  await keepUp(place)
}

async function withPool<T>(churn: string, use: (place: Place) => Promise<T>): Promise<T> {
  const pool = startChild(['serve', first, churn])
  const made = await use(await pool.next<Place>())
  await pool.stop()
  return made
}

async function compare(on: typeof withPool<Filled>): Promise<void> {
  console.log(`${hostsOf(first)} hosts, ${first} VMs; Node ${process.version}\n`)
  line(['', 'listed s', 'filled s', 'CPU s', 'pause ms', 'own pause ms', 'heap MB'])
  const results = new Map<Contest, Filled>()
  for (const contest of contests) {
    // A fresh pool each: none finds what another left in its caches.
    const filled = await on('0', async place => {
      const follower = startChild(['fill', contest, first, '', ...toArguments(place)], memory)
      const filled = await follower.next<Filled>()
      await follower.stop()
      return filled
    })
    const { listed, used, heap } = filled
    line([
      contest,
      listed.toFixed(2),
      used.seconds.toFixed(2),
      used.cpu.toFixed(2),
      used.pause.toFixed(0),
      used.ownPause.toFixed(0),
      mb(heap),
    ])
    results.set(contest, filled)
  }
  const of = (contest: Contest) => {
    const found = results.get(contest)
    if (!found) throw new Error(`${contest} was not measured`)
    return found
  }
  const [json, xml] = [of('Domus, JSON'), of('Domus, XML')]
  const [peerJson, peerXml] = [of('xen-api, JSON'), of('xen-api, XML')]
  tell('fill.listed', json.listed)
  tell('fill.filled-json', json.used.seconds, peerJson.used.seconds)
  tell('fill.filled-xml', xml.used.seconds, peerXml.used.seconds)
  tell('fill.pause-json', json.used.pause, peerJson.used.pause)
  tell('fill.pause-xml', xml.used.pause, peerXml.used.pause)
  tell('fill.heap', json.heap / 1e6, peerJson.heap / 1e6)
  tell('fill.cpu-json', json.used.cpu, peerJson.used.cpu)
  tell('fill.cpu-xml', xml.used.cpu, peerXml.used.cpu)
  tell('fill.heap-json', json.heap / 1e6, peerJson.heap / 1e6)
  tell('fill.heap-xml', xml.heap / 1e6, peerXml.heap / 1e6)
}

async function keepUp(place: Place): Promise<void> {
  const follower = startChild(['steady', first, second, fourth, ...toArguments(place)], memory)
  const { used, heapBefore, heapAfter, messages, bytes } = await follower.next<Steady>()
  await follower.stop()
  const share = (100 * used.cpu) / used.seconds
  const each = messages / used.seconds / Number(second)
  console.log(`\n${third} changes a second, ${second} tabs, ${fourth} s:`)
  console.log(`  ${share.toFixed(0)} % of a core`)
  console.log(`  longest pause ${used.pause.toFixed(0)} ms, of its own doing ${used.ownPause.toFixed(0)} ms`)
  console.log(`  heap ${mb(heapBefore)} MB before, ${mb(heapAfter)} MB after`)
  console.log(
    `  ${each.toFixed(1)} messages a second and tab, ${(bytes / used.seconds / 1e3).toFixed(0)} kB a second in all`,
  )
  tell('steady.pause', used.pause)
  tell('steady.pause-own', used.ownPause)
  tell('steady.cpu', share)
  tell('steady.messages', each)
}

async function steady(vms: number, tabs: number, seconds: number, place: Place): Promise<Steady> {
  const [{ follow }, { openTabs }] = await Promise.all([
    import('./inventory/followers'),
    import('./inventory/tabs'),
  ])
  const { inventory, filled, stop } = follow(place, 'json', vms)
  await filled
  const open = openTabs(inventory, tabs)
  await sleep(Math.min(2, seconds) * 1000)
  const heapBefore = await heapAfterCollection()
  const { messages, bytes } = { ...open.told }
  const watch = new Watch()
  await sleep(seconds * 1000)
  const used = watch.used()
  watch.stop()
  const told = { messages: open.told.messages - messages, bytes: open.told.bytes - bytes }
  const heapAfter = await heapAfterCollection()
  open.stop()
  void stop()
  return { used, heapBefore, heapAfter, ...told }
}

function mb(bytes: number): string {
  return (bytes / 1e6).toFixed(0)
}

function line(cells: readonly string[]): void {
  console.log(cells.map((cell, i) => (i === 0 ? cell.padEnd(18) : cell.padStart(14))).join(''))
}
