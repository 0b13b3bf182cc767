import type { Ref } from '../../server/xapi/model/records'
import { addVtpm, contentsOf, dropVtpm } from '../devices/vtpm'
import { Failure } from '../failure'
import { type Pool, poolRow } from '../pool'
import { assertVmOperation } from '../tables/allowed/vm'
import type { Handlers } from './types'

function assertState(pool: Pool, ref: Ref<'VM'>, allowed: readonly string[]): void {
  const { power_state } = pool.db.get('VM', ref)
  if (allowed.includes(power_state)) return
  const expected = allowed.map(state => state.toLowerCase()).join(';')
  throw new Failure('VM_BAD_POWER_STATE', ref, expected, power_state.toLowerCase())
}

export const vtpm: Handlers<'VTPM'> = {
  create: ({ pool }, vm, unique) => {
    assertVmOperation(pool.db, vm, 'create_vtpm')
    if (poolRow(pool)[1].restrictions.restrict_vtpm !== 'false')
      throw new Failure('FEATURE_RESTRICTED', 'restrict_vtpm')
    return addVtpm(pool, vm, unique)
  },
  destroy: ({ pool }, ref) => {
    assertState(pool, pool.db.get('VTPM', ref).VM, ['Halted', 'Suspended'])
    dropVtpm(pool, ref)
  },
  get_contents: ({ pool }, ref) => contentsOf(pool, ref),
  set_contents: ({ pool }, ref, value) => {
    pool.db.get('VTPM', ref)
    if (Buffer.from(value, 'base64').toString('base64') !== value)
      throw new Failure('INTERNAL_ERROR', 'Malformed base64 text')
    pool.db.destroy('secret', pool.hidden.get(ref) ?? '')
    pool.hidden.set(ref, pool.db.create('secret', { value }))
  },
}
