import type { Ref } from '@/server/xapi/model/records'
import type { FollowedClass } from '../classes'
import { identity, objectId } from '../ids'
import type { Freshness, ObjectId, PoolId } from '../rows'
import type { Store } from '../store'

/** What rows of one pool are made from. */
export interface View {
  store: Store
  pool: PoolId
  /** The connection's own facts, for what the pool has not said yet. */
  name: string
  address: string
  freshness: Freshness
  /** The rows made so far, by reference: thousands of them name the same few others, by one text. */
  rows?: { at(ref: string): { id: ObjectId; uuid: string } | undefined }
}

/** The id of the object a reference names; null when it dangles. */
export function idOf<C extends FollowedClass>(view: View, cls: C, ref: Ref<C>): ObjectId | null {
  const record = view.store.get(cls, ref)
  if (record === undefined) return null
  return idIn(view, record, ref)
}

/** The id of a record. To take it off the row that there is costs less than to put it together. */
export function idIn(view: View, record: { uuid: string }, ref: string): ObjectId {
  const row = view.rows?.at(ref)
  return row !== undefined && row.uuid === record.uuid ? row.id : objectId(view.pool, identity(record, ref))
}

/** Id and name for a link; null when the reference dangles. */
export function named<C extends 'host' | 'SR' | 'network' | 'VDI' | 'VM'>(
  view: View,
  cls: C,
  ref: Ref<C>,
): { id: ObjectId; name: string } | null {
  const record: { uuid: string; name_label: string } | undefined = view.store.get(cls, ref)
  if (record === undefined) return null
  return { id: objectId(view.pool, identity(record, ref)), name: record.name_label }
}
