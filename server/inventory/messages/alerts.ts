import type { Enums, MessageRecord, Ref } from '@/server/xapi/model/records'
import type { FollowedPool } from '../followed-pool'
import { objectId } from '../ids'
import type { Alert, ObjectId, PoolId, RowClass } from '../rows'

/** What XAPI calls the class of an object in a message; networks and tasks have none. */
export const messageClasses: Partial<Record<RowClass, Enums['cls']>> = {
  VM: 'VM',
  host: 'Host',
  SR: 'SR',
  pool: 'Pool',
  VMSS: 'VMSS',
}

/** As a pool has noted it, whoever looks. */
export interface NotedAlert extends Omit<Alert, 'object' | 'dismissible'> {
  ref: Ref<'message'>
  /** The row it is about, if there is one of its class. */
  about: ObjectId | null
}

/** What the pools have noted that somebody should see, newest first. */
export function alertsOf(pools: ReadonlyMap<PoolId, Pick<FollowedPool, 'messages'>>): NotedAlert[] {
  const found: NotedAlert[] = []
  for (const [pool, { messages }] of pools)
    for (const [ref, record] of messages.alerts()) found.push(noted(pool, ref, record))
  return found.sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : a.id < b.id ? 1 : -1))
}

function noted(pool: PoolId, ref: Ref<'message'>, record: MessageRecord): NotedAlert {
  const { uuid, name, priority, timestamp, body, cls, obj_uuid } = record
  const about = cls === 'Pool' ? pool : cls in classNames ? objectId(pool, obj_uuid) : null
  return { id: objectId(pool, uuid), pool, ref, name, priority, at: timestamp, body, about }
}

const classNames = { VM: true, Host: true, SR: true, VMSS: true }
