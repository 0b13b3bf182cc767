/**
 * What it costs to follow a large pool: from the first byte to the list of VMs and to all that is known, the time of the
 * processor, the longest pause of the event loop, and the heap; beside the client that others use, in the same run. Then
 * what a steady rate of changes costs with many browser tabs.
 *
 * `npm run bench -- inventory [vms] [tabs] [changes a second]`; 5,000, 50 and 500 if not given. The pool and each of its
 * followers have a process of their own.
 */
import { type ChildProcess, fork } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { type Follower, follow, followWithPeer, type Place } from './inventory/followers'
import { openTabs } from './inventory/tabs'
import { heapAfterCollection, type Used, Watch } from './inventory/watch'
import { serve } from './simulator/serve'

const HOSTS = 64
const STEADY_SECONDS = 20
const contests = ['Domus, JSON', 'Domus, XML', 'xen-api, JSON', 'xen-api, XML'] as const
type Contest = (typeof contests)[number]

interface Filled {
  readonly listed: number
  readonly used: Used
  readonly heap: number
}
interface Steady {
  readonly used: Used
  readonly heapBefore: number
  readonly heapAfter: number
  readonly messages: number
  readonly bytes: number
}

const children = new Set<ChildProcess>()
process.once('exit', () => {
  for (const made of children) made.kill('SIGKILL')
})

const [first = '5000', second = '50', third = '500', ...rest] = process.argv.slice(2)
if (first === 'serve') await serve(HOSTS, Number(second), Number(third))
else if (first === 'fill') await answer(() => fill(asContest(second), Number(third), placeOf(rest)))
else if (first === 'steady') await answer(() => steady(Number(second), Number(third), placeOf(rest)))
else await compare(Number(first), Number(second), Number(third))

async function compare(vms: number, tabs: number, churn: number): Promise<void> {
  console.log(`${HOSTS} hosts, ${vms} VMs; Node ${process.version}\n`)
  line(['', 'listed s', 'filled s', 'CPU s', 'pause ms', 'own pause ms', 'heap MB'])
  for (const contest of contests) {
    // A fresh pool each: none finds what another left in its caches.
    const pool = await child(['serve', String(vms), '0'])
    const place = asPlace(await pool.next())
    const follower = await child(['fill', contest, String(vms), place.url, place.username, place.password])
    const { listed, used, heap } = asFilled(await follower.next())
    follower.stop()
    pool.stop()
    line([
      contest,
      listed.toFixed(2),
      used.seconds.toFixed(2),
      used.cpu.toFixed(2),
      used.pause.toFixed(0),
      used.ownPause.toFixed(0),
      mb(heap),
    ])
  }
  const pool = await child(['serve', String(vms), String(churn)])
  const place = asPlace(await pool.next())
  const follower = await child([
    'steady',
    String(vms),
    String(tabs),
    place.url,
    place.username,
    place.password,
  ])
  const { used, heapBefore, heapAfter, messages, bytes } = asSteady(await follower.next())
  follower.stop()
  pool.stop()
  console.log(`\n${churn} changes a second, ${tabs} tabs, ${STEADY_SECONDS} s:`)
  console.log(`  ${((100 * used.cpu) / used.seconds).toFixed(0)} % of a core`)
  console.log(`  longest pause ${used.pause.toFixed(0)} ms, of its own doing ${used.ownPause.toFixed(0)} ms`)
  console.log(`  heap ${mb(heapBefore)} MB before, ${mb(heapAfter)} MB after`)
  console.log(
    `  ${(messages / used.seconds / tabs).toFixed(1)} messages a second and tab, ${(bytes / used.seconds / 1e3).toFixed(0)} kB a second in all`,
  )
}

async function fill(contest: Contest, vms: number, place: Place): Promise<Filled> {
  const watch = new Watch()
  const follower = followerOf(contest, vms, place)
  const start = performance.now()
  const listed = follower.listed.then(() => (performance.now() - start) / 1000)
  await follower.filled
  const used = watch.used()
  watch.stop()
  const heap = await heapAfterCollection()
  const seconds = await listed
  void follower.stop()
  return { listed: seconds, used, heap }
}

async function steady(vms: number, tabs: number, place: Place): Promise<Steady> {
  const { inventory, filled, stop } = follow(place, 'json', vms)
  await filled
  const open = openTabs(inventory, tabs)
  await sleep(2000)
  const heapBefore = await heapAfterCollection()
  const { messages, bytes } = { ...open.told }
  const watch = new Watch()
  await sleep(STEADY_SECONDS * 1000)
  const used = watch.used()
  watch.stop()
  const told = { messages: open.told.messages - messages, bytes: open.told.bytes - bytes }
  const heapAfter = await heapAfterCollection()
  open.stop()
  void stop()
  return { used, heapBefore, heapAfter, ...told }
}

function followerOf(contest: Contest, vms: number, place: Place): Follower {
  switch (contest) {
    case 'Domus, JSON':
      return follow(place, 'json', vms)
    case 'Domus, XML':
      return follow(place, 'xml', vms)
    case 'xen-api, JSON':
      return followWithPeer(place, 'json-rpc')
    case 'xen-api, XML':
      return followWithPeer(place, 'xml-rpc')
  }
}

function asContest(text: string): Contest {
  const found = contests.find(contest => contest === text)
  if (!found) throw new Error(`No such contest: ${text}`)
  return found
}

function placeOf([url = '', username = '', password = '']: readonly string[]): Place {
  return { url, username, password }
}

async function answer(work: () => Promise<unknown>): Promise<void> {
  process.send?.(await work())
}

async function child(args: readonly string[]): Promise<{ next: () => Promise<unknown>; stop: () => void }> {
  const made: ChildProcess = fork(fileURLToPath(import.meta.url), args, {
    execArgv: [...process.execArgv, '--max-old-space-size=8192'],
  })
  children.add(made)
  return {
    next: () =>
      new Promise((resolve, reject) => {
        made.once('message', resolve)
        made.once('exit', code => reject(new Error(`${args[0]} ended with ${code}`)))
      }),
    stop: () => {
      made.removeAllListeners('exit')
      made.kill('SIGKILL')
    },
  }
}

/** The children are this very file: they send what the functions above give. */
function asPlace(message: unknown): Place {
  return message as Place
}
function asFilled(message: unknown): Filled {
  return message as Filled
}
function asSteady(message: unknown): Steady {
  return message as Steady
}

function mb(bytes: number): string {
  return (bytes / 1e6).toFixed(0)
}

function line(cells: readonly string[]): void {
  console.log(cells.map((cell, i) => (i === 0 ? cell.padEnd(18) : cell.padStart(14))).join(''))
}
