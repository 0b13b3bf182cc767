import { createInventory, type Inventory } from '../../server/inventory/inventory'
import { asSource } from '../../server/pools/open'
import { login } from '../../server/xapi/session'

/** Where a pool answers. */
export interface Place {
  readonly url: string
  readonly username: string
  readonly password: string
}

/** When the pool's VMs were known, and when all of it was. */
export interface Follower {
  readonly listed: Promise<unknown>
  readonly filled: Promise<unknown>
  stop(): Promise<void>
}

/** Our inventory, following the pool as the server does. */
export function follow(place: Place, wire: 'json' | 'xml', vms: number): Follower & { inventory: Inventory } {
  const inventory = createInventory({
    describe: error => ({ code: 'internal', message: String(error) }),
  })
  inventory.follow({ id: 'bench', name: 'bench', address: place.url }, async signal => {
    const { url: address, username, password } = place
    return asSource(
      await login({ address, username, password, pins: {}, members: [], originator: 'bench', wire, signal }),
    )
  })
  const pool = () => inventory.pool('bench')
  return {
    inventory,
    listed: inventory.waitFor(() => (inventory.store('bench')?.tallies.vms ?? 0) >= vms),
    filled: inventory.waitFor(() => pool()?.freshness.state === 'live'),
    stop: () => inventory.stop(),
  }
}
