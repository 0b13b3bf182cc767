import { isoTime } from '../clock'
import { isLive, type Pool } from '../pool'
import { freeMemory } from './memory'

/** Hosts compare and write what they measure this often. */
const SECONDS = 5
/** What dom0 and Xen take and give back between two looks, in bytes. */
const RIPPLE = 2 * 1024 * 1024

/** Lets the hosts report their memory for as long as the pool's clock runs. */
export function beat(pool: Pool): void {
  pool.clock.after(SECONDS, () => {
    reportMemory(pool, () => Math.floor(Math.random() * RIPPLE))
    beat(pool)
  })
}

/** Every host that is up writes down what no domain has. `taken`: what is gone for a moment besides, in bytes. */
export function reportMemory(pool: Pool, taken: () => number): void {
  for (const [ref, host] of pool.db.all('host')) {
    if (!isLive(pool, host)) continue
    pool.db.update('host_metrics', host.metrics, {
      memory_free: Math.max(0, freeMemory(pool, ref) - taken()),
      last_updated: isoTime(pool.clock.now()),
    })
  }
}
