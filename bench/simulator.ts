/**
 * How a large simulated pool serves: how soon it is ready, how long the first answer of event.from takes in both
 * languages, and how long anything else had to wait meanwhile; then how it keeps up with changes.
 *
 * `npm run bench -- simulator [hosts] [vms] [changes a second] [seconds]`; 64, 10,000, 500 and 10 if not given. The
 * pool lives in a process of its own, which also looks at how late its event loop is.
 */
import './open-things'
import { startChild } from './child'
import { type FigureId, tell } from './figures'
import type { Figures, Ready } from './simulator/serve'
import { follow, Visitor } from './simulator/visitor'

const [first = '64', vms = '10000', rate = '500', seconds = '10'] = process.argv.slice(2)
const SECONDS = Number(seconds)

if (first === 'serve')
  await (await import('./simulator/serve')).serve(Number(vms), Number(rate), Number(seconds))
else await compare(Number(first), Number(vms), Number(rate))

async function compare(hosts: number, size: number, churn: number): Promise<void> {
  const start = performance.now()
  const pool = await born(hosts, size, 0)
  const { url, username, password } = pool.ready
  say(`${hosts} hosts, ${size} VMs, ${pool.ready.rows} rows; Node ${process.version}`)
  say(`ready after ${((performance.now() - start) / 1000).toFixed(1)} s\n`)
  line(['', 'MB', 's', 'MB/s', 'longest pause ms', 'slowest other call ms'])
  const visitor = await Visitor.signIn(url, username, password)
  for (const [name, work, figure] of contests(visitor)) {
    await pool.figures()
    const { bytes, seconds, slowest } = await visitor.measured(work)
    const { pause } = await pool.figures()
    const mb = bytes / 1e6
    if (figure) tell(figure, mb / seconds)
    line([
      name,
      mb.toFixed(1),
      seconds.toFixed(2),
      (mb / seconds).toFixed(0),
      pause.toFixed(0),
      slowest.toFixed(0),
    ])
  }
  await pool.stop()
  await changes(hosts, size, churn)
}

function contests(visitor: Visitor): readonly (readonly [string, () => Promise<number>, FigureId?])[] {
  return [
    ['event.from, JSON', () => visitor.bytes('json', 'event.from', [['*'], '', 30.5]), 'simulator.json'],
    ['event.from, XML', () => visitor.bytes('xml', 'event.from', [['*'], '', 30.5]), 'simulator.xml'],
    ['VM.get_all_records, JSON', () => visitor.bytes('json', 'VM.get_all_records', [])],
    ['VM.get_all_records, XML', () => visitor.bytes('xml', 'VM.get_all_records', [])],
  ]
}

async function changes(hosts: number, size: number, churn: number): Promise<void> {
  const pool = await born(hosts, size, churn)
  const { url, username, password } = pool.ready
  const visitor = await Visitor.signIn(url, username, password)
  const followed = await follow(visitor, SECONDS, () => pool.figures())
  const { pause, writes, busy } = await pool.figures()
  await pool.stop()
  tell('simulator.writes', writes / SECONDS)
  say(`\n${churn} changes a second asked for, ${SECONDS} s, one client that follows everything:`)
  say(
    `${(writes / SECONDS).toFixed(0)} rows written a second, ${(followed.events / SECONDS).toFixed(0)} events a second`,
  )
  say(
    `in ${followed.batches} answers; longest pause ${pause.toFixed(0)} ms, ${(busy * 100).toFixed(0)} % of a core`,
  )
}

interface Born {
  readonly ready: Ready
  /** What was measured since the last look. */
  figures(): Promise<Figures>
  stop(): Promise<void>
}

async function born(hosts: number, size: number, churn: number): Promise<Born> {
  const child = startChild(['serve', String(hosts), String(size), String(churn)])
  const ready = await child.next<Ready>()
  return {
    ready,
    figures: () => {
      child.send('figures')
      return child.next<Figures>()
    },
    stop: () => child.stop(),
  }
}

function line(cells: readonly string[]): void {
  say(
    cells.map((cell, index) => (index === 0 ? cell.padEnd(26) : cell.padStart(index > 3 ? 23 : 9))).join(''),
  )
}

function say(text: string): void {
  process.stdout.write(`${text}\n`)
}
