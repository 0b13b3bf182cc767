'use client'

import type { ComponentType } from 'react'
import { onDemandPart } from '@/app/ui/on-demand-part'
import { propertyPrefix } from '@/server/catalogue/property-prefix'
import type { ActionFormProps } from './action-form'

const PropertyEdit = onDemandPart(() => import('./property-edit').then(found => found.PropertyEditDialog))
const SnapshotTake = onDemandPart(() => import('./snapshot-take').then(found => found.SnapshotTakeDialog))
const NewVm = onDemandPart(() => import('./new-vm/new-vm').then(found => found.NewVmDialog))
const VmCopy = onDemandPart(() => import('./copy-vm').then(found => found.VmCopyDialog))
const Revert = onDemandPart(() => import('./vm/snapshot-revert').then(found => found.SnapshotRevertDialog))
const SnapshotsDelete = onDemandPart(() =>
  import('./vm/snapshots-delete').then(found => found.SnapshotsDeleteDialog),
)
const SnapshotUse = onDemandPart(() => import('./vm/snapshot-use').then(found => found.SnapshotUseDialog))
const NetworkMtu = onDemandPart(() => import('./network-mtu').then(found => found.NetworkMtuDialog))
const VmDelete = onDemandPart(() => import('./vm/delete').then(found => found.VmDeleteDialog))
const TagsEdit = onDemandPart(() => import('./tags-edit').then(found => found.TagsEditDialog))
const FolderMove = onDemandPart(() => import('./folder-move').then(found => found.FolderMoveDialog))
const FolderNew = onDemandPart(() => import('./folder-new').then(found => found.FolderNewDialog))
const FieldsEdit = onDemandPart(() => import('./fields-edit').then(found => found.FieldsEditDialog))
const HostChoose = onDemandPart(() => import('./host-choose').then(found => found.HostChooseDialog))
const MoveVm = onDemandPart(() => import('./move-vm/move-vm').then(found => found.MoveVmDialog))
const MemoryChange = onDemandPart(() => import('./memory-change').then(found => found.MemoryChangeDialog))
const StartChange = onDemandPart(() => import('./start-change').then(found => found.StartChangeDialog))
const VcpusChange = onDemandPart(() => import('./vcpus-change').then(found => found.VcpusChangeDialog))
const NicChange = onDemandPart(() => import('./device/nic-change').then(found => found.NicChangeDialog))
const DiskNew = onDemandPart(() => import('./device/disk-new').then(found => found.DiskNewDialog))
const DiskMove = onDemandPart(() => import('./device/disk-move').then(found => found.DiskMoveDialog))
const DiskChange = onDemandPart(() => import('./device/disk-change').then(found => found.DiskChangeDialog))
const MediumChoose = onDemandPart(() =>
  import('./device/medium-choose').then(found => found.MediumChooseDialog),
)
const DeviceRemove = onDemandPart(() =>
  import('./device/device-remove').then(found => found.DeviceRemoveDialog),
)
const GpuAdd = onDemandPart(() => import('./device/gpu-add').then(found => found.GpuAddDialog))
const HostLog = onDemandPart(() => import('./host-settings').then(found => found.HostLogDialog))
const HostIqn = onDemandPart(() => import('./host-settings').then(found => found.HostIqnDialog))
const HostMultipathing = onDemandPart(() =>
  import('./host-settings').then(found => found.HostMultipathingDialog),
)
const VappStart = onDemandPart(() => import('./vapp/start').then(found => found.VappStartDialog))
const VappStartReady = onDemandPart(() => import('./vapp/start').then(found => found.VappStartReadyDialog))
const VappNew = onDemandPart(() => import('./vapp/new').then(found => found.VappNewDialog))
const VappChange = onDemandPart(() => import('./vapp/members').then(found => found.VappMembersDialog))
const VappAssign = onDemandPart(() => import('./vapp/assign').then(found => found.VappAssignDialog))
const ScheduleNew = onDemandPart(() => import('./schedule/new').then(found => found.ScheduleNewDialog))
const ScheduleChange = onDemandPart(() =>
  import('./schedule/change').then(found => found.ScheduleChangeDialog),
)
const ScheduleMembers = onDemandPart(() =>
  import('./schedule/members').then(found => found.ScheduleMembersDialog),
)
const ScheduleAssign = onDemandPart(() =>
  import('./schedule/assign').then(found => found.ScheduleAssignDialog),
)
const BootOrder = onDemandPart(() => import('./boot-order').then(found => found.BootOrderDialog))

const properties = Object.values(propertyPrefix).flatMap(prefix => [
  [`${prefix}.rename`, PropertyEdit],
  [`${prefix}.describe`, PropertyEdit],
]) satisfies [string, ComponentType<ActionFormProps>][]

/** The form of each action that has an input, by the action's id. Fetched when it is first opened. */
export const actionForms: Readonly<Record<string, ComponentType<ActionFormProps>>> = {
  ...Object.fromEntries(properties),
  'vm.create': NewVm,
  'vm.copy': VmCopy,
  'vm.snapshot': SnapshotTake,
  'vm.revert': Revert,
  'vm.deleteSnapshots': SnapshotsDelete,
  'vm.fromSnapshot': SnapshotUse,
  'vm.templateFromSnapshot': SnapshotUse,
  'vm.delete': VmDelete,
  'vm.startOn': HostChoose,
  'vm.resumeOn': HostChoose,
  'vm.migrate': HostChoose,
  'vm.setHome': HostChoose,
  'vm.move': MoveVm,
  'vm.setMemory': MemoryChange,
  'vm.setVcpus': VcpusChange,
  'vm.setStartOptions': StartChange,
  'vm.setBootOrder': BootOrder,
  'vm.addNic': NicChange,
  'vm.setNic': NicChange,
  'vm.removeNic': DeviceRemove,
  'vm.addDisk': DiskNew,
  'vm.setDisk': DiskChange,
  'vm.moveDisk': DiskMove,
  'vm.attachDisk': MediumChoose,
  'vm.insertDisc': MediumChoose,
  'vm.detachDisk': DeviceRemove,
  'vm.deleteDisk': DeviceRemove,
  'vm.removeTpm': DeviceRemove,
  'vm.addGpu': GpuAdd,
  'vm.removeGpu': DeviceRemove,
  'host.setLog': HostLog,
  'host.setIqn': HostIqn,
  'network.setMtu': NetworkMtu,
  'host.setMultipathing': HostMultipathing,
  'vm.setVapp': VappAssign,
  'vapp.create': VappNew,
  'vapp.start': VappStart,
  'vapp.startReady': VappStartReady,
  'vapp.setMembers': VappChange,
  'vm.setSchedule': ScheduleAssign,
  'schedule.create': ScheduleNew,
  'schedule.change': ScheduleChange,
  'schedule.setMembers': ScheduleMembers,
  'object.setTags': TagsEdit,
  'object.setFolder': FolderMove,
  'object.setFields': FieldsEdit,
  'pool.addFolders': FolderNew,
}
