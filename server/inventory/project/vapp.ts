import type { Ref } from '@/server/xapi/model/records'
import { identity, objectId } from '../ids'
import type { VappMember, VappRow } from '../rows'
import { isVm } from '../visible'
import type { View } from './view'

/** XAPI's own set of its VMs comes in a later event than the VMs that name it: these are asked. */
export function projectVapp(view: View, ref: Ref<'VM_appliance'>): VappRow | undefined {
  const { store, pool } = view
  const vapp = store.get('VM_appliance', ref)
  if (vapp === undefined) return undefined
  return {
    class: 'VM_appliance',
    id: objectId(pool, identity(vapp, ref)),
    pool,
    ref,
    uuid: vapp.uuid,
    name_label: vapp.name_label,
    name_description: vapp.name_description,
    allowed_operations: vapp.allowed_operations,
    current_operations: vapp.current_operations,
    tags: [],
    folder: '',
    fields: {},
    members: membersOf(view, ref),
  }
}

function membersOf({ store, pool }: View, ref: Ref<'VM_appliance'>): VappMember[] {
  const members: (VappMember & { name: string })[] = []
  for (const [vm, record] of store.recordsAt('VM', 'appliance', ref)) {
    if (!isVm(record)) continue
    members.push({
      id: objectId(pool, identity(record, vm)),
      power_state: record.power_state,
      order: record.order,
      startDelay: record.start_delay,
      shutdownDelay: record.shutdown_delay,
      restart: record.ha_restart_priority,
      name: record.name_label,
    })
  }
  members.sort((a, b) => a.order - b.order || (a.name < b.name ? -1 : 1))
  return members.map(({ name: _, ...member }) => member)
}
