import type { Ref } from '@/server/xapi/model/records'
import type { ObjectId, PoolId } from './rows'

export const nullRef = 'OpaqueRef:NULL'

/** What is written where an object has no other: no home, no disk. */
export function noRef<C extends string>(): Ref<C> {
  return nullRef as Ref<C>
}

/** True for a reference that names nothing. Others may still dangle: look them up. */
export function isNullRef(ref: string | undefined): boolean {
  return ref === undefined || ref === '' || ref === nullRef
}

/** The id by which browsers know an object: `<pool>.<uuid>`. */
export function objectId(pool: PoolId, uuid: string): ObjectId {
  return `${pool}.${uuid}`
}

/** Takes an id apart; `uuid` is null for the id of a pool. Pool ids hold no dot. */
export function splitId(id: ObjectId): { pool: PoolId; uuid: string | null } {
  const dot = id.indexOf('.')
  return dot < 0 ? { pool: id, uuid: null } : { pool: id.slice(0, dot), uuid: id.slice(dot + 1) }
}

/** An object's uuid; its reference for the rare record without one (some internal rows). */
export function identity(record: { uuid: string }, ref: string): string {
  return record.uuid === '' ? ref : record.uuid
}
