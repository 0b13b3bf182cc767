/**
 * Whether memory stays flat: the heap of Domus after collection, again and again, while a pool changes all the time and
 * tabs are told of it over HTTP; and what that costs of the processor.
 *
 * `npm run bench -- memory [minutes] [vms] [tabs] [changes a second]`; 10, 5,000, 50 and 500 if not given. The growth is
 * the slope of the straight line nearest to all samples after the first minute, or the first fifth of a shorter run: what
 * is cached is cached by then.
 */
import './open-things'
import { setTimeout as sleep } from 'node:timers/promises'
import { busy } from './domus/inspector'
import { openLab } from './domus/lab'
import { tell } from './figures'
import { hostsOf } from './sizes'

const [minutes = '10', vms = '5000', tabs = '50', churn = '500'] = process.argv.slice(2)
const ms = Number(minutes) * 60_000
/** Four a minute, and as many as a slope needs. */
const SAMPLES = Math.max(4, Math.round(Number(minutes) * 4))

const lab = await openLab()
try {
  await lab.connect(['--hosts', String(hostsOf(vms)), '--vms', vms, '--churn', `${churn}/s`])
  await lab.tabs(Number(tabs))
  console.log(
    `${vms} VMs, ${churn} changes a second, ${tabs} tabs, ${minutes} minutes; Node ${process.version}\n`,
  )
  await sleep(Math.min(60_000, ms / 5))
  const begun = performance.now()
  const samples: { minute: number; heap: number; rss: number }[] = []
  let before = await lab.inspector.collected()
  const first = before
  let [share, counted] = [0, 0]
  for (let sample = 0; sample < SAMPLES; sample++) {
    await sleep(begun + (ms * (sample + 1)) / SAMPLES - performance.now())
    // Collecting is the measurement's own work and does not count.
    const after = await lab.inspector.standing()
    share += after.cpu - before.cpu
    counted += after.at - before.at
    before = await lab.inspector.collected()
    samples.push({
      minute: (performance.now() - begun) / 60_000,
      heap: before.heap / 1e6,
      rss: before.rss / 1e6,
    })
    if (sample % 4 === 3)
      console.log(
        `after ${samples.at(-1)?.minute.toFixed(1)} min: ${(before.heap / 1e6).toFixed(1)} MB of heap, ${(before.rss / 1e6).toFixed(0)} MB resident`,
      )
  }
  const growth = 10 * slope(samples.map(({ minute, heap }) => [minute, heap]))
  const heap = samples.reduce((sum, sample) => sum + sample.heap, 0) / samples.length
  console.log(
    `\nheap after collection ${(first.heap / 1e6).toFixed(1)} MB at first, ${heap.toFixed(1)} MB on average; it grows by ${growth.toFixed(1)} MB in 10 minutes`,
  )
  console.log(
    `${((100 * share) / counted).toFixed(0)} % of a core (${busy(first, before).toFixed(0)} with collecting)`,
  )
  tell('memory.slope', growth)
  tell('memory.heap', heap)
  tell('memory.cpu', (100 * share) / counted)
} finally {
  await lab.stop()
}

/** Of the straight line nearest to the points by least squares. */
function slope(points: readonly (readonly [number, number])[]): number {
  const mean = (at: 0 | 1) => points.reduce((sum, point) => sum + point[at], 0) / points.length
  const [x, y] = [mean(0), mean(1)]
  const over = points.reduce((sum, point) => sum + (point[0] - x) * (point[1] - y), 0)
  const under = points.reduce((sum, point) => sum + (point[0] - x) ** 2, 0)
  return over / under
}
