import type { Ref } from '@/server/xapi/model/records'
import { keptSnapshot, snapshotKind } from '../belongings'
import type { SnapshotRow } from '../rows'
import { hiddenOf, isTemplate, isVm } from '../visible'
import { organised } from './organised'
import { idIn, idOf, type View } from './view'
import { disksOf } from './vm-disks'

/** Undefined for what is no snapshot of a VM. */
export function projectSnapshot(view: View, ref: Ref<'VM'>): SnapshotRow | undefined {
  const { store, pool } = view
  const vm = store.get('VM', ref)
  if (vm === undefined || !vm.is_a_snapshot) return undefined
  const { id, disks, memory, time } = keptSnapshot(store, pool, ref, vm)
  const storage = new Set([...disks, ...(memory ? [memory] : [])].map(({ sr }) => idOf(view, 'SR', sr)))
  return {
    class: 'snapshot',
    id,
    pool,
    ref,
    uuid: vm.uuid,
    name_label: vm.name_label,
    name_description: vm.name_description,
    allowed_operations: vm.allowed_operations,
    current_operations: vm.current_operations,
    tags: vm.tags,
    ...organised(vm.other_config),
    ...hiddenOf(vm),
    vm: ownerOf(view, vm.snapshot_of),
    time: time || null,
    kind: snapshotKind(vm),
    scheduled: vm.is_snapshot_from_vmpp || vm.is_vmss_snapshot,
    disks: disks.length,
    size: disksOf(store, ref).reduce((sum, { vdi }) => sum + (vdi?.virtual_size ?? 0), 0),
    used: [...disks, ...(memory ? [memory] : [])].reduce((sum, { used }) => sum + used, 0),
    storage: [...storage].filter(sr => sr !== null).sort(),
  }
}

function ownerOf(view: View, ref: Ref<'VM'>): SnapshotRow['vm'] {
  const vm = view.store.get('VM', ref)
  if (vm === undefined || !(isVm(vm) || isTemplate(vm))) return null
  return { id: idIn(view, vm, ref), name: vm.name_label }
}
