import type { Ref } from '../server/xapi/model/records'
import type { Pool } from './pool'

/** A host that answers. */
export interface Neighbour {
  readonly pool: Pool
  readonly host: Ref<'host'>
}

/** Pools of this process, by where their hosts answer: `127.0.0.1:8080`. They reach each other without a wire. */
const known = new Map<string, Neighbour>()

export function announce(address: string, neighbour: Neighbour): void {
  known.set(address, neighbour)
}

export function withdraw(pool: Pool): void {
  for (const [address, one] of [...known]) if (one.pool === pool) known.delete(address)
}

/** Who answers at an address or below a URL; undefined: nobody. */
export function neighbourAt(text: string): Neighbour | undefined {
  const address = URL.canParse(text) && /^https?:/.test(text) ? new URL(text).host : text
  return known.get(address)
}

export function everyPool(): ReadonlySet<Pool> {
  return new Set([...known.values()].map(one => one.pool))
}
