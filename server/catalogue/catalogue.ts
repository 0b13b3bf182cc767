import type { RowClass } from '@/server/inventory/rows'
import { fieldActions } from './custom-field-definitions'
import type { Action, ActionClass } from './define'
import { hostSettings } from './host-settings'
import { networkSettings } from './network-settings'
import { addFolders, objectActions } from './organise'
import { poolSettings } from './pool-settings'
import {
  hostProperties,
  networkProperties,
  poolProperties,
  scheduleProperties,
  storageProperties,
  templateProperties,
  vappProperties,
  vmProperties,
} from './properties'
import { searchActions } from './searches'
import {
  scheduleChange,
  scheduleCreate,
  scheduleDelete,
  scheduleDisable,
  scheduleEnable,
  scheduleRun,
  scheduleSetMembers,
  vmSetSchedule,
} from './snapshot-schedules'
import { vappActions } from './vapp'
import { vappCreate, vappDelete, vappSetMembers, vmSetVapp } from './vapp-members'
import { vmActions } from './vm'
import { vmBootActions } from './vm-boot'
import { vmCopy, vmCopyActions, vmDelete } from './vm-copies'
import { vmCreate } from './vm-create'
import { vmAddDisk, vmDiskActions } from './vm-disks'
import { vmForceActions } from './vm-force'
import { vmAddGpu, vmRemoveGpu } from './vm-gpus'
import { vmMove } from './vm-move'
import { vmAddNic, vmNicActions } from './vm-nics'
import { vmPlaceActions } from './vm-place'
import { vmQuickCreate } from './vm-quick-create'
import { vmSetBootOrder, vmShapeActions } from './vm-shape'
import { vmSnapshotActions } from './vm-snapshots'
import { vmStartAnywayActions } from './vm-start-anyway'
import { vmSetSystem } from './vm-system'
import { vmAddTpm, vmRemoveTpm } from './vm-tpm'
import { vmSetVcpus } from './vm-vcpus'

const byClass: Record<ActionClass, readonly Action[]> = {
  VM: [
    ...vmActions,
    ...vmBootActions,
    ...vmStartAnywayActions,
    ...vmSnapshotActions,
    ...vmCopyActions,
    ...vmForceActions,
    ...vmPlaceActions,
    vmMove,
    vmSetVapp,
    vmSetSchedule,
    ...vmProperties,
    ...vmShapeActions,
    ...vmDiskActions,
    ...vmNicActions,
    vmAddTpm,
    vmRemoveTpm,
    vmSetSystem,
    vmAddGpu,
    vmRemoveGpu,
    ...objectActions,
  ],
  VM_appliance: [...vappActions, vappSetMembers, ...vappProperties, vappDelete],
  VMSS: [
    scheduleRun,
    scheduleEnable,
    scheduleDisable,
    scheduleChange,
    scheduleSetMembers,
    ...scheduleProperties,
    scheduleDelete,
  ],
  host: [vmCreate, ...hostProperties, ...hostSettings, ...objectActions],
  SR: [...storageProperties, ...objectActions],
  network: [...networkProperties, ...networkSettings, ...objectActions],
  pool: [
    vmCreate,
    vappCreate,
    scheduleCreate,
    ...poolProperties,
    ...poolSettings,
    ...objectActions,
    addFolders,
    ...fieldActions,
    ...searchActions,
  ],
  template: [
    vmQuickCreate,
    vmCopy,
    ...templateProperties,
    vmSetVcpus,
    vmSetBootOrder,
    vmAddDisk,
    vmAddNic,
    vmDelete,
    ...objectActions,
  ],
}
const byId = new Map<string, Action>(Object.values(byClass).flatMap(actions => actions.map(a => [a.id, a])))

/** What can be done to objects of a class, in the order of menus; nothing for classes without actions. */
export function actionsFor<C extends RowClass>(cls: C): readonly Action[] {
  return cls in byClass ? byClass[cls as ActionClass].filter(action => action.listed !== false) : []
}

export function actionById(id: string): Action | undefined {
  return byId.get(id)
}

export function allActions(): readonly Action[] {
  return [...byId.values()]
}
