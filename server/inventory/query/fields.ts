import type { RowClass, Rows } from '../rows'
import type { ListedClass } from '../views'
import type { Fields } from './field'
import { hostFields, networkFields, poolFields, srFields } from './infrastructure-fields'
import { taskFields } from './task-fields'
import { vmFields } from './vm-fields'

/** By what the rows of each class are found. */
export const fieldsOf: { [C in RowClass]: Fields<Rows[C]> } = {
  pool: poolFields,
  host: hostFields,
  VM: vmFields,
  SR: srFields,
  network: networkFields,
  task: taskFields,
}

/** Whether rows of a listed class can be sorted by this. */
export function isSortable(cls: ListedClass, id: string): boolean {
  return Object.hasOwn(fieldsOf[cls], id) && fieldsOf[cls][id]?.sort !== undefined
}
