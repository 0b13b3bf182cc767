import type { Ref } from '@/server/xapi/model/records'
import type { FollowedRecord } from '../classes'
import type { TemplateRow } from '../rows'
import { familyOf } from '../templates/family'
import { hiddenOf, isTemplate } from '../visible'
import { isHvm } from './guest'
import { organised } from './organised'
import { idIn, idOf, type View } from './view'
import { networksOf } from './vm'
import { disksOf } from './vm-disks'

/** Undefined for what is no template that a person makes VMs of. */
export function projectTemplate(view: View, ref: Ref<'VM'>): TemplateRow | undefined {
  const vm = view.store.get('VM', ref)
  return vm === undefined || !isTemplate(vm) ? undefined : templateRow(view, ref, vm)
}

function templateRow(view: View, ref: Ref<'VM'>, vm: FollowedRecord<'VM'>): TemplateRow {
  const disks = disksOf(view.store, ref)
  return {
    class: 'template',
    id: idIn(view, vm, ref),
    pool: view.pool,
    ref,
    uuid: vm.uuid,
    name_label: vm.name_label,
    name_description: vm.name_description,
    allowed_operations: vm.allowed_operations,
    current_operations: vm.current_operations,
    tags: vm.tags,
    ...organised(vm.other_config),
    ...hiddenOf(vm),
    kind: isDefault(vm) ? 'default' : 'custom',
    instant: vm.other_config.instant === 'true',
    family: familyOf(vm),
    home: idOf(view, 'host', vm.affinity),
    isHvm: isHvm(vm),
    firmware: firmwareOf(vm),
    vcpus: vm.VCPUs_at_startup,
    memory: vm.memory_dynamic_max,
    disks: disks.length,
    diskBytes: disks.reduce((sum, { vdi }) => sum + (vdi?.virtual_size ?? 0), 0),
    networks: networksOf(view, ref),
  }
}

/** Pools before XenServer 7.2 say it in `other_config`. */
export function isDefault(vm: FollowedRecord<'VM'>): boolean {
  return vm.is_default_template === true || vm.other_config.default_template === 'true'
}

function firmwareOf(vm: FollowedRecord<'VM'>): TemplateRow['firmware'] {
  if (vm.HVM_boot_params.firmware !== 'uefi') return 'bios'
  return vm.platform.secureboot === 'true' ? 'secure' : 'uefi'
}
