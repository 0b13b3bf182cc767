'use client'

import type { AuditRow, RowClass } from '@/server/api/types'
import { ObjectLink } from '../object-link'

const classes: Record<string, RowClass> = {
  VM: 'VM',
  template: 'template',
  VM_appliance: 'VM_appliance',
  VMSS: 'VMSS',
  host: 'host',
  SR: 'SR',
  network: 'network',
  pool: 'pool',
  task: 'task',
}

/** What a line of the log is about, leading to it while it is there; it keeps the name it had then. */
export function AuditObject({ row }: { row: AuditRow }) {
  const { object, pool } = row
  const cls = object && classes[object.class]
  if (object && cls && pool)
    return <ObjectLink cls={cls} id={`${pool.id}.${object.uuid}`} name={object.name} />
  if (object) return object.name
  return <ObjectLink cls="pool" id={pool?.id ?? null} name={pool?.name} />
}
