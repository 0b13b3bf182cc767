import { folderNames, folderPath } from '@/server/shared/folders'
import { say } from '@/server/shared/text'
import { type AnyRow, isPartClass } from '../rows'
import type { GroupMode } from '../views'

/** A group on the way to a place: its id is one of all groups of the view. */
export interface Step {
  id: string
  label: string
  /** Groups that stand first, before those with names. */
  order: number
}

export type GroupedRow = Exclude<AnyRow, { class: 'task' }>

const types: Record<GroupedRow['class'], [order: number, label: string]> = {
  pool: [0, say('Pools')],
  host: [1, say('Hosts')],
  VM: [2, say('VMs')],
  template: [3, say('Templates')],
  VM_appliance: [4, say('vApps')],
  VMSS: [5, say('Snapshot schedules')],
  SR: [6, say('Storage')],
  network: [7, say('Networks')],
  VDI: [8, say('Disks')],
  snapshot: [9, say('Snapshots')],
}

/** Ids of groups have no spaces but the first, whatever they are named after. */
const idOf = (kind: string, key: string) => `${kind} ${encodeURIComponent(key)}`
/** Where what is in no group stands: last, and closed at first. */
const nowhere = (label: string): Step => ({ id: 'none', label, order: 2 })

/** The steps to a folder, from the top. */
export function folderSteps(path: string): Step[] {
  const names = folderNames(path)
  return names.map((label, at) => ({
    id: idOf('folder', folderPath(names.slice(0, at + 1))),
    label,
    order: 1,
  }))
}

/** Every place that an object has in a view: the groups from the top to the one it stands in. */
export function placesOf(mode: GroupMode, row: GroupedRow): Step[][] {
  // A vApp is a group itself, and pools keep no tags, folders and fields of either.
  if ((row.class === 'VM_appliance' || row.class === 'VMSS') && mode !== 'type') return []
  // Their rows are there for those alone who look at all of them.
  if (isPartClass(row.class) && mode !== 'type') return []
  switch (mode) {
    case 'type': {
      const [order, label] = types[row.class]
      return [[{ id: idOf('type', row.class), label, order }]]
    }
    case 'folder':
      return [row.folder === '' ? [nowhere(say('In no folder'))] : folderSteps(row.folder)]
    case 'tag':
      if (row.tags.length === 0) return [[nowhere(say('Without a tag'))]]
      return [...new Set(row.tags)].map(tag => [{ id: idOf('tag', tag), label: tag, order: 1 }])
    case 'vapp': {
      if (row.class !== 'VM') return []
      const { appliance } = row
      if (appliance === null) return [[nowhere(say('In no vApp'))]]
      return [[{ id: idOf('vapp', appliance.id), label: appliance.name, order: 1 }]]
    }
    default: {
      const value = row.fields[mode.slice('field:'.length)]
      return [
        [value ? { id: idOf('value', value), label: value, order: 1 } : nowhere(say('Without a value'))],
      ]
    }
  }
}
