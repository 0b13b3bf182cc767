import type { Ref } from '../../server/xapi/model/records'
import { isoTime } from '../clock'
import type { Pool } from '../pool'

const stores = new WeakMap<Pool, Map<string, Buffer>>()

/** The bytes of each blob that has any, by its ref; they go with its row. */
function storeOf(pool: Pool): Map<string, Buffer> {
  const known = stores.get(pool)
  if (known) return known
  const store = new Map<string, Buffer>()
  stores.set(pool, store)
  pool.db.record((cls, ref, operation) => {
    if (cls === 'blob' && operation === 'del') store.delete(ref)
  })
  return store
}

/** Undefined: nothing was put there yet. */
export function readBlob(pool: Pool, ref: Ref<'blob'>): Buffer | undefined {
  return storeOf(pool).get(ref)
}

/** Refused with HANDLE_INVALID when the blob is gone. */
export function writeBlob(pool: Pool, ref: Ref<'blob'>, bytes: Buffer): void {
  pool.db.update('blob', ref, { size: bytes.length, last_updated: isoTime(pool.clock.now()) })
  storeOf(pool).set(ref, bytes)
}
