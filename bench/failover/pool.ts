import { realClock } from '../../simulator/clock'
import { coordinatorOf, poolRow } from '../../simulator/pool'
import { generatedPool } from '../../simulator/seeds/generated'
import { startSimulator } from '../../simulator/simulator'

/** Where a protected pool answers. */
export interface Protected {
  readonly url: string
  readonly username: string
  readonly password: string
  /** Where the host answers that the others will agree on. */
  readonly survivor: string
}

/**
 * Serves a pool whose hosts have ports of their own and protect one another. Its coordinator is gone once it is told
 * anything; it says "lost" then.
 */
export async function serveProtected(hosts: number, vms: number, speed: number): Promise<void> {
  const simulator = await startSimulator({
    seed: ground => generatedPool({ hosts, vms }, ground),
    clock: realClock(speed),
    memberPort: 0,
  })
  const { pool, url, username, password, memberUrl: survivor } = simulator
  if (!survivor) throw new Error('The pool has one host only')
  // Who asks for the members has to find them where they answer here.
  for (const [ref] of [...pool.db.all('host')]) {
    const address = pool.endpoints.get(ref)?.address
    if (address !== undefined) pool.db.update('host', ref, { address })
  }
  pool.db.update('pool', poolRow(pool)[0], { ha_enabled: true })
  process.on('message', () => {
    const { name_label } = pool.db.get('host', coordinatorOf(pool))
    void simulator.faults.hostDown(name_label).then(() => process.send?.('lost'))
  })
  const ready: Protected = { url, username, password, survivor }
  process.send?.(ready)
}
