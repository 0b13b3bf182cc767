/**
 * What one process of Domus carries: processor and memory of the process that serves, following one large pool, with
 * tabs over HTTP, and with further pools. PostgreSQL, the pools and the readers of the tabs are other processes.
 *
 * `npm run bench -- process [vms] [pools] [tabs] [seconds]`; 5,000 VMs, 8 further pools of a tenth of that, 200 tabs (and a
 * quarter of them before) and 10 seconds if not given. The large pool writes 100 rows a second, the others 10 each.
 */
import './open-things'
import { setTimeout as sleep } from 'node:timers/promises'
import { busy } from './domus/inspector'
import { openLab } from './domus/lab'
import { type FigureId, tell } from './figures'
import { hostsOf } from './sizes'

const [vms = '5000', pools = '8', tabs = '200', seconds = '10'] = process.argv.slice(2)
const further = String(Math.ceil(Number(vms) / 10))

const lab = await openLab()
try {
  await lab.connect(['--hosts', String(hostsOf(vms)), '--vms', vms, '--churn', '100/s'])
  console.log(`${hostsOf(vms)} hosts, ${vms} VMs, 100 changes a second; Node ${process.version}\n`)
  await measure('no tab', 'process.idle-cpu', 'process.idle-memory')
  await lab.tabs(Math.ceil(Number(tabs) / 4))
  await measure(`${Math.ceil(Number(tabs) / 4)} tabs`, 'process.tabs50-cpu', 'process.tabs50-memory')
  await lab.tabs(Number(tabs))
  await measure(`${tabs} tabs`, 'process.tabs200-cpu', 'process.tabs200-memory')
  for (let pool = 0; pool < Number(pools); pool++)
    await lab.connect([
      '--hosts',
      String(Math.min(8, hostsOf(further))),
      '--vms',
      further,
      '--churn',
      '10/s',
      '--seed',
      String(pool + 2),
    ])
  await measure(`… and ${pools} further pools of ${further} VMs`, 'process.pools-cpu', 'process.pools-memory')
} finally {
  await lab.stop()
}

async function measure(what: string, cpu: FigureId, memory: FigureId): Promise<void> {
  await sleep(Math.min(1, Number(seconds)) * 1000)
  await lab.inspector.collected()
  const [before, bytes] = [await lab.inspector.standing(), lab.heard.bytes]
  await sleep(Number(seconds) * 1000)
  const after = await lab.inspector.standing()
  const kilobytes = (lab.heard.bytes - bytes) / 1e3 / (after.at - before.at)
  const { rss, heap } = await lab.inspector.collected()
  console.log(
    `${what}: ${busy(before, after).toFixed(0)} % of a core, ${(rss / 1e6).toFixed(0)} MB resident, ${(heap / 1e6).toFixed(0)} MB of heap after collection, ${kilobytes.toFixed(0)} kB/s to tabs`,
  )
  tell(cpu, busy(before, after))
  tell(memory, after.rss / 1e6)
}
