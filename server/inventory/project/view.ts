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
  /** The rows made so far: thousands of them name the same few others, by one text. */
  rows?: { get(id: ObjectId): { id: ObjectId } | undefined }
}

/** The id of the object a reference names; null when it dangles. */
export function idOf<C extends FollowedClass>(view: View, cls: C, ref: Ref<C>): ObjectId | null {
  const record = view.store.get(cls, ref)
  if (record === undefined) return null
  const id = objectId(view.pool, identity(record, ref))
  return view.rows?.get(id)?.id ?? id
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
