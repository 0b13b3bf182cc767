import type { Ref } from '../../server/xapi/model/records'
import type { Pool } from '../pool'

/** What a trusted module holds lies in a secret of its own. */
export function addVtpm(pool: Pool, VM: Ref<'VM'>, is_unique: boolean, contents = ''): Ref<'VTPM'> {
  const ref = pool.db.create('VTPM', { VM, is_unique, persistence_backend: 'xapi' })
  pool.hidden.set(ref, pool.db.create('secret', { value: contents }))
  return ref
}

export function dropVtpm(pool: Pool, ref: Ref<'VTPM'>): void {
  pool.db.destroy('secret', pool.hidden.get(ref) ?? '')
  pool.hidden.delete(ref)
  pool.db.destroy('VTPM', ref)
}

/** What the module of a VM holds, in base64. */
export function contentsOf(pool: Pool, ref: Ref<'VTPM'>): string {
  pool.db.get('VTPM', ref)
  return pool.db.find('secret', pool.hidden.get(ref) ?? '')?.value ?? ''
}
