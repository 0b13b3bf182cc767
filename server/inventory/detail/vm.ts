import { clockOf, enlightenmentsOf } from '@/server/shared/guest-system'
import { coresPerSocket, weightOf } from '@/server/shared/vcpus'
import type { Ref } from '@/server/xapi/model/records'
import { type KeptSnapshot, snapshotKind, snapshotsOf } from '../belongings'
import type { FollowedRecord } from '../classes'
import type { MachineDetail, TemplateDetail, VmDetail, VmSnapshot } from '../details'
import { gpuKindsFor, gpuObstacle, gpuRemovalObstacle, gpusOf } from '../gpus'
import { identity, objectId } from '../ids'
import { memoryRoom } from '../memory-room'
import { guestAddresses, guestTools, isHvm, toolsVersion } from '../project/guest'
import { organised } from '../project/organised'
import { projectTemplate } from '../project/template'
import { unlessNever } from '../project/times'
import { idOf, named, type View } from '../project/view'
import { projectVm } from '../project/vm'
import { drivesOf, type VmDisk } from '../project/vm-disks'
import { toolsDisc } from '../tools-disc'
import { platformOf } from '../versions'
import { vtpmObstacle, vtpmsOf } from '../vtpms'

/** All a VM's page shows; null when there is no such VM. */
export function vmDetail(view: View, ref: Ref<'VM'>): VmDetail | null {
  const { store } = view
  const vm = store.get('VM', ref)
  const row = projectVm(view, ref)
  if (vm === undefined || row === undefined) return null
  const guest = store.get('VM_guest_metrics', vm.guest_metrics)
  return {
    ...machineOf(view, ref, vm, row.startTime === null && row.host === null ? undefined : guest),
    row,
    hostName: row.host === null ? null : (store.get('host', vm.resident_on)?.name_label ?? null),
    installTime: unlessNever(store.get('VM_metrics', vm.metrics)?.install_time),
    secureBoot: isHvm(vm) && vm.HVM_boot_params.firmware === 'uefi' && vm.platform.secureboot === 'true',
    enlightenments: enlightenmentsOf(vm.platform),
    clock: clockOf(vm.platform),
    vtpms: vtpmsOf(store, view.pool, ref).map(({ ref: _, ...vtpm }) => vtpm),
    vtpmObstacle: vtpmObstacle(store, ref),
    gpus: gpusOf(store, view.pool, ref).map(({ ref: _, ...gpu }) => gpu),
    gpuRemoval: gpuRemovalObstacle(store, ref),
    gpuKinds: gpuKindsFor(store, view.pool, ref).map(({ groupRef: _, typeRef: __, ...kind }) => kind),
    gpuObstacle: gpuObstacle(store, view.pool, ref),
    haRestartPriority: vm.ha_restart_priority,
    order: vm.order,
    startDelay: vm.start_delay,
    shutdownDelay: vm.shutdown_delay,
    shadowMultiplier: vm.HVM_shadow_multiplier,
    vendorDevice: vm.has_vendor_device,
    guestTools: guestTools(vm, guest, platformOf(store)),
    toolsVersion: toolsVersion(guest),
    toolsDisc: toolsDisc(store) !== undefined,
    kernel: guest?.os_version.uname || null,
    snapshots: snapshotsOf(view.store, view.pool, ref).map(one => snapshotOf(view, one)),
    parent: idOf(view, 'VM', vm.parent),
  }
}

/** All a template's page shows; null when there is no such template. */
export function templateDetail(view: View, ref: Ref<'VM'>): TemplateDetail | null {
  const vm = view.store.get('VM', ref)
  const row = projectTemplate(view, ref)
  return vm === undefined || row === undefined ? null : { ...machineOf(view, ref, vm, undefined), row }
}

/** `guest`: what is known of a guest that runs. */
function machineOf(
  view: View,
  ref: Ref<'VM'>,
  vm: FollowedRecord<'VM'>,
  guest: FollowedRecord<'VM_guest_metrics'> | undefined,
): Omit<MachineDetail, 'row'> {
  const { store } = view
  const hvm = isHvm(vm)
  return {
    domainType:
      vm.domain_type === 'unspecified' || vm.domain_type === '' ? (hvm ? 'hvm' : 'pv') : vm.domain_type,
    firmware: hvm ? (vm.HVM_boot_params.firmware ?? 'bios') : '',
    bootOrder: vm.HVM_boot_params.order ?? '',
    vcpusMax: vm.VCPUs_max,
    vcpusAtStart: vm.VCPUs_at_startup,
    coresPerSocket: coresPerSocket(vm.platform),
    vcpuWeight: weightOf(vm.VCPUs_params),
    memoryStaticMin: vm.memory_static_min,
    memoryStaticMax: vm.memory_static_max,
    memoryDynamicMin: vm.memory_dynamic_min,
    memoryDynamicMax: vm.memory_dynamic_max,
    memoryRoom: memoryRoom(store, ref, vm),
    bootArguments: vm.PV_args,
    bootsFromDisc: [...store.recordsAt('VBD', 'VM', ref)].some(
      ([, { type, bootable }]) => type === 'CD' && bootable,
    ),
    disks: drivesOf(store, ref).map(drive => diskOf(view, drive)),
    nics: nicsOf(view, ref, guest),
    otherConfig: vm.other_config,
  }
}

function diskOf(view: View, { ref, vbd, vdi }: VmDisk): VmDetail['disks'][number] {
  return {
    id: objectId(view.pool, identity(vbd, ref)),
    name: vdi?.name_label ?? '',
    description: vdi?.name_description ?? '',
    device: vbd.device,
    position: vbd.userdevice,
    type: vbd.type,
    mode: vbd.mode,
    attached: vbd.currently_attached,
    empty: vbd.empty,
    missing: !vbd.empty && (vdi === undefined || vdi.missing),
    size: vdi?.virtual_size ?? 0,
    used: Math.max(0, vdi?.physical_utilisation ?? 0),
    sr: vdi === undefined ? null : named(view, 'SR', vdi.SR),
    bootable: vbd.bootable,
    operations: vbd.allowed_operations,
    diskOperations: vdi?.allowed_operations ?? [],
  }
}

function nicsOf(view: View, ref: Ref<'VM'>, guest: Parameters<typeof guestAddresses>[0]): VmDetail['nics'] {
  const cards = [...view.store.recordsAt('VIF', 'VM', ref)]
  cards.sort(([, a], [, b]) => Number(a.device) - Number(b.device))
  return cards.map(([card, vif]) => ({
    id: objectId(view.pool, identity(vif, card)),
    device: vif.device,
    mac: vif.MAC,
    network: named(view, 'network', vif.network),
    attached: vif.currently_attached,
    mtu: vif.MTU,
    addresses: guestAddresses(guest, vif.device),
    limit: rateOf(vif),
    operations: vif.allowed_operations,
  }))
}

function rateOf({ qos_algorithm_type, qos_algorithm_params }: FollowedRecord<'VIF'>): number | null {
  const rate = qos_algorithm_type === 'ratelimit' ? Number(qos_algorithm_params.kbps) : 0
  return rate > 0 ? rate : null
}

function snapshotOf(view: View, { id, record, disks, memory, time }: KeptSnapshot): VmSnapshot {
  const info = record.snapshot_info
  return {
    id,
    name: record.name_label,
    description: record.name_description,
    time,
    kind: snapshotKind(record),
    wasRunning: info['power-state-at-snapshot'] === 'Running',
    parent: idOf(view, 'VM', record.parent),
    disks: disks.length,
    used: [...disks, ...(memory ? [memory] : [])].reduce((sum, { used }) => sum + used, 0),
    allowed_operations: record.allowed_operations,
    running: Object.values(record.current_operations),
    scheduled: record.is_snapshot_from_vmpp || record.is_vmss_snapshot,
    tags: record.tags,
    ...organised(record.other_config),
  }
}
