import { fieldOfColumn } from '@/server/shared/custom-fields'
import type { RowClass, Rows } from '../rows'
import type { ListedClass } from '../views'
import type { Field, Fields } from './field'
import { hostFields, networkFields, poolFields, srFields } from './infrastructure-fields'
import { snapshotFields, vdiFields } from './part-fields'
import { scheduleFields } from './schedule-fields'
import { taskFields } from './task-fields'
import { templateFields } from './template-fields'
import { vappFields } from './vapp-fields'
import { vmFields } from './vm-fields'

/** By what the rows of each class are found. */
export const fieldsOf: { [C in RowClass]: Fields<Rows[C]> } = {
  pool: poolFields,
  host: hostFields,
  VM: vmFields,
  SR: srFields,
  template: templateFields,
  VM_appliance: vappFields,
  VMSS: scheduleFields,
  network: networkFields,
  VDI: vdiFields,
  snapshot: snapshotFields,
  task: taskFields,
}

/** By what rows of a class are sorted under this name, if they are: custom fields are by whatever name they have. */
export function sortOf<C extends RowClass>(cls: C, id: string): Field<Rows[C]>['sort'] {
  const custom = fieldOfColumn(id)
  if (custom !== undefined) return { text: row => (row.class === 'task' ? null : row.fields[custom] || null) }
  const fields: Fields<Rows[C]> = fieldsOf[cls]
  return Object.hasOwn(fields, id) ? fields[id]?.sort : undefined
}

/** Makes the values that rows of a class stand together by under this name, if they can. */
export function groupsOf<C extends RowClass>(
  cls: C,
  id: string,
): Field<Rows[C]>['sort'] | ((row: Rows[C]) => readonly string[]) {
  const fields: Fields<Rows[C]> = fieldsOf[cls]
  const each = Object.hasOwn(fields, id) ? fields[id]?.groups : undefined
  return typeof each === 'function' ? each : sortOf(cls, id)
}

/** Whether rows of a listed class can be sorted by this. */
export function isSortable(cls: ListedClass, id: string): boolean {
  return sortOf(cls, id) !== undefined
}

/** Whether rows of a listed class can stand together by this. */
export function isGroupable(cls: ListedClass, id: string): boolean {
  if (fieldOfColumn(id) !== undefined) return cls !== 'task'
  const fields: Readonly<Record<string, { groups?: unknown }>> = fieldsOf[cls]
  return Object.hasOwn(fields, id) && fields[id]?.groups !== undefined
}
