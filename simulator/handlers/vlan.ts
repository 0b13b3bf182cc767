import type { Ref } from '../../server/xapi/model/records'
import { Failure } from '../failure'
import { createVlan, destroyVlan, hostsInOrder } from '../network/pifs'
import type { Pool } from '../pool'
import type { Handlers } from './types'

export const vlan: Handlers<'VLAN'> = {
  create: ({ pool }, tagged, tag, network) => createVlan(pool, tagged, tag, network),
  destroy: ({ pool }, ref) => destroyVlan(pool, ref),
}

/** A VLAN on the card of this name of every host. */
export function createPoolVlan(
  pool: Pool,
  device: string,
  network: Ref<'network'>,
  tag: number,
): Ref<'PIF'>[] {
  const cards = hostsInOrder(pool).map(host => {
    const card = pool.db
      .get('host', host)
      .PIFs.find(ref => pool.db.find('PIF', ref)?.device === device && pool.db.get('PIF', ref).VLAN === -1)
    if (!card) throw new Failure('INVALID_VALUE', 'device', device)
    return card
  })
  return cards.map(card => pool.db.get('VLAN', createVlan(pool, card, tag, network)).untagged_PIF)
}
