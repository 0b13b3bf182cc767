import { tokenOf } from '@/server/access/tokens'
import type { AuditIntent } from '@/server/audit/record'
import { xapiClassOf } from '@/server/catalogue/define'
import type { Inventory } from '@/server/inventory/inventory'
import type { ObjectId } from '@/server/inventory/rows'
import type { Actors } from '@/server/pools/actors'
import type { Pools } from '@/server/pools/pools'
import { type Deed, toldOf } from './deed'
import type { Caller } from './operations'
import { bySchedule } from './undone'

/** What the audit log says of a deed before it is done. */
export function createIntentOf({
  inventory,
  pools,
  actors,
}: {
  inventory: Pick<Inventory, 'record' | 'row'>
  pools: Pick<Pools, 'find'>
  actors: Pick<Actors, 'nameAt'>
}) {
  return async (
    { user, address, schedule }: Caller,
    { action, input, row, bulk }: Deed,
  ): Promise<AuditIntent> => {
    const pool = await pools.find(row.pool)
    const record = inventory.record(xapiClassOf(row.class), row.id)?.record
    const nameOf = (id: ObjectId) => inventory.row(id)?.name_label ?? ''
    return {
      userId: user.userId,
      userName: user.username,
      ...(schedule ? {} : { sessionId: user.sessionId }),
      address,
      action: action.id,
      sentence: action.sentence(row.name_label, input),
      pool: { id: row.pool, name: pool?.name ?? '' },
      object: { class: row.class, uuid: row.uuid, ref: row.ref, name: row.name_label },
      ...bySchedule(toldOf(action, row, input, bulk, record, nameOf), schedule),
      ...tokenOf(user),
      poolUser: await actors.nameAt(user.userId, row.pool),
    }
  }
}
