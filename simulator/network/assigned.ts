import type { Ref } from '../../server/xapi/model/records'
import type { Pool } from '../pool'

/** The network inside of the hosts gives every VIF on it an address of its own, from the second of its range on. */
export function assignAddress(pool: Pool, ref: Ref<'VIF'>): void {
  const vif = pool.db.get('VIF', ref)
  const network = pool.db.find('network', vif.network)
  const first = network?.other_config.ip_begin
  if (!network || first === undefined || network.assigned_ips[ref] !== undefined) return
  const taken = new Set(Object.values(network.assigned_ips))
  const last = number(network.other_config.ip_end ?? first)
  for (let next = number(first) + 1; next <= last; next++) {
    const address = dotted(next)
    if (taken.has(address)) continue
    pool.db.update('network', vif.network, { assigned_ips: { ...network.assigned_ips, [ref]: address } })
    return
  }
}

function number(address: string): number {
  return address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0)
}

function dotted(value: number): string {
  return [24, 16, 8, 0].map(shift => Math.floor(value / 2 ** shift) % 256).join('.')
}
