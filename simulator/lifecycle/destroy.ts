import type { Ref } from '../../server/xapi/model/records'
import { dropVbd, dropVif } from '../devices/rows'
import { dropVtpm } from '../devices/vtpm'
import type { Pool } from '../pool'
import { assertVmOperation } from '../tables/allowed/vm'
import { NULL, refOf } from '../tables/row'

/** The VM and everything that was only there for it; its disks stay. */
export function destroyVm(pool: Pool, ref: Ref<'VM'>): void {
  assertVmOperation(pool.db, ref, 'destroy')
  const vm = pool.db.get('VM', ref)
  for (const child of vm.children) pool.db.update('VM', child, { parent: vm.parent })
  for (const vbd of vm.VBDs) dropVbd(pool, vbd)
  for (const vif of vm.VIFs) dropVif(pool, vif)
  for (const vtpm of vm.VTPMs) dropVtpm(pool, vtpm)
  for (const console of vm.consoles) pool.db.destroy('console', console)
  pool.db.destroy('VM_guest_metrics', vm.guest_metrics)
  pool.db.destroy('VM', ref)
  pool.db.destroy('VM_metrics', vm.metrics)
  pool.guests.delete(vm.uuid)
}

/** A template or a VM again. A template belongs to nothing and has no metrics. */
export function setTemplate(pool: Pool, ref: Ref<'VM'>, template: boolean): void {
  const { metrics } = pool.db.get('VM', ref)
  if (!template) {
    pool.db.update('VM', ref, { is_a_template: false })
    return
  }
  assertVmOperation(pool.db, ref, 'make_into_template')
  pool.db.get('VM_metrics', metrics)
  pool.db.update('VM', ref, { is_a_template: true, groups: [], metrics: refOf<'VM_metrics'>(NULL) })
  pool.db.destroy('VM_metrics', metrics)
}
