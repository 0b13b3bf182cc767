import { generatedPool } from '../../simulator/seeds/generated'
import { startSimulator } from '../../simulator/simulator'

/** Where a pool answers. */
export interface Ready {
  readonly url: string
  readonly username: string
  readonly password: string
  readonly rows: number
}

/** What was measured since the last look. */
export interface Figures {
  /** The longest time for which nothing else could run, in milliseconds. */
  readonly pause: number
  /** Rows written. */
  readonly writes: number
  /** Share of one core that was used. */
  readonly busy: number
}

const LOOK_MS = 2

/** Serves a pool in this process, which tells its parent where, and its figures when asked. */
export async function serve(hosts: number, vms: number, churn: number): Promise<void> {
  const simulator = await startSimulator({ seed: ground => generatedPool({ hosts, vms }, ground), churn })
  const { url, username, password, pool } = simulator
  let rows = 0
  for (const [, table] of pool.db.tables()) rows += table.entries.size
  let [pause, generation, since, used] = [0, pool.db.generation, performance.now(), process.cpuUsage()]
  const look = () => {
    const [at, before] = [performance.now(), process.cpuUsage()]
    setTimeout(() => {
      const { user, system } = process.cpuUsage(before)
      // Not counted is for how long another program had the processor.
      pause = Math.max(pause, Math.min(performance.now() - at - LOOK_MS, (user + system) / 1000))
      look()
    }, LOOK_MS)
  }
  look()
  process.on('message', () => {
    const { user, system } = process.cpuUsage(used)
    const figures: Figures = {
      pause,
      writes: pool.db.generation - generation,
      busy: (user + system) / 1000 / (performance.now() - since),
    }
    ;[pause, generation, since, used] = [0, pool.db.generation, performance.now(), process.cpuUsage()]
    process.send?.(figures)
  })
  const ready: Ready = { url, username, password, rows }
  process.send?.(ready)
}
