/**
 * The live stream of many tabs by server-sent events, as Domus gives it, beside the same stream by WebSocket (tRPC's own
 * handler for it, messages packed as well): processor, memory and bytes of the server, and how soon a change of the pool
 * is in the tabs.
 *
 * `npm run bench -- feed [vms] [tabs] [changes a second] [seconds]`; 5,000, 50, 200 and 20 if not given. One pool for both,
 * which take turns twice, half of the time each; the pool, each server and the readers have a process each.
 *
 * `npm run bench -- feed texts` compares ways to write one message for many tabs, without a pool.
 */
import './open-things'
import { setTimeout as sleep } from 'node:timers/promises'
import { otherClient } from '../e2e/support/xen-api'
import { startChild } from './child'
import { readStream } from './feed/reader'
import type { Carrier, Cost, Streams } from './feed/server'
import { type FigureId, quantile, tell } from './figures'
import { placeOf, toArguments } from './inventory/contest'
import type { Place } from './inventory/followers'
import { hostsOf } from './sizes'

const RENAME_MS = 250
/** What a tab has not heard by then is not waited for. */
const LONGEST_MS = 10_000

interface Result {
  readonly cpu: number
  readonly bytes: number
  readonly memory: number
  readonly p95: number
}

const [first = '5000', tabs = '50', churn = '200', seconds = '20', ...rest] = process.argv.slice(2)
// A process reads only the code of its own part.
if (first === 'texts') (await import('./feed/texts')).compareTexts()
else if (first === 'serve')
  await (await import('./simulator/serve')).serve(hostsOf(tabs), Number(tabs), Number(churn))
else if (first === 'sse' || first === 'ws')
  await (await import('./feed/server')).serveStreams(first, Number(tabs), Number(churn), placeOf(rest))
else {
  const pool = startChild(['serve', first, churn])
  const place = await pool.next<Place>()
  console.log(
    `${hostsOf(first)} hosts, ${first} VMs, ${tabs} tabs, ${churn} changes a second, ${seconds} s; Node ${process.version}\n`,
  )
  const results: Record<Carrier, Result[]> = { sse: [], ws: [] }
  // There and back: neither has the quieter machine.
  for (const carrier of ['sse', 'ws', 'ws', 'sse'] as const) {
    const result = await measure(carrier, place)
    results[carrier].push(result)
    console.log(
      `${carrier.padEnd(4)} ${result.cpu.toFixed(0)} % of a core, ${result.bytes.toFixed(0)} kB/s, ${result.memory.toFixed(0)} MB resident, p95 ${result.p95.toFixed(0)} ms from the call of the pool to the tabs`,
    )
  }
  await pool.stop()
  const mean = (carrier: Carrier, of: keyof Result) =>
    results[carrier].reduce((sum, result) => sum + result[of], 0) / results[carrier].length
  const compare = (figure: FigureId, of: keyof Result) => tell(figure, mean('sse', of), mean('ws', of))
  compare('feed.cpu', 'cpu')
  compare('feed.bytes', 'bytes')
  compare('feed.p95', 'p95')
  compare('feed.memory', 'memory')
}

async function measure(carrier: Carrier, place: Place): Promise<Result> {
  const server = startChild(
    [carrier, first, tabs, seconds, ...toArguments(place)],
    ['--max-old-space-size=8192'],
  )
  const { port, probe } = await server.next<Streams>()
  let [wanted, changed] = ['', 0]
  const times: number[] = []
  let heardByAll = () => {}
  const readers: { close(): void }[] = []
  for (let tab = 0; tab < Number(tabs); tab++) {
    let heard = ''
    readers.push(
      await readStream(carrier, port, tab, text => {
        if (wanted === heard || !text.includes(wanted)) return
        heard = wanted
        times.push(Math.max(0, performance.now() - changed))
        if (times.length % Number(tabs) === 0) heardByAll()
      }),
    )
  }
  const cost = () => {
    server.send('cost')
    return server.next<Cost>()
  }
  await sleep(Math.min(1, Number(seconds)) * 1000)
  const other = await otherClient(place)
  const before = await cost()
  for (let count = 0; count < (Number(seconds) * 500) / RENAME_MS; count++) {
    const next = `${probe.name} ${carrier} ${count}.`
    // From the call, not its answer: tabs may be told before that is here.
    ;[wanted, changed] = [next, performance.now()]
    await other.call('VM.set_name_label', probe.ref, next)
    await sleep(RENAME_MS)
  }
  const after = await cost()
  // A busy machine may not have brought even the first one yet, and a slow one is a figure as well.
  if (times.length % Number(tabs) !== 0 || times.length === 0)
    await Promise.race([
      sleep(LONGEST_MS, undefined, { ref: false }),
      new Promise<void>(resolve => (heardByAll = resolve)),
    ])
  for (const reader of readers) reader.close()
  await server.stop()
  const passed = (after.at - before.at) / 1000
  return {
    cpu: (100 * (after.cpu - before.cpu)) / passed,
    bytes: (after.bytes - before.bytes) / 1e3 / passed,
    memory: after.memory / 1e6,
    p95: quantile(
      times.sort((a, b) => a - b),
      0.95,
    ),
  }
}
