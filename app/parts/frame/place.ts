import type { ObjectId, RowClass } from '@/server/api/types'

/** Where a path of the console leads: a list, and the object of it when there is one. */
export interface Place {
  /** First part of the path: "vms"; empty for the overview. */
  section: string
  object: { class: RowClass; id: ObjectId } | null
}

const classes: Partial<Record<string, RowClass>> = {
  pools: 'pool',
  hosts: 'host',
  vms: 'VM',
  templates: 'template',
  vapps: 'VM_appliance',
  'snapshot-schedules': 'VMSS',
  storage: 'SR',
  networks: 'network',
}

export function placeOf(pathname: string): Place {
  const [section = '', id] = pathname.split('/').filter(Boolean)
  const cls = classes[section]
  return { section, object: cls && id ? { class: cls, id: decodeURIComponent(id) } : null }
}
