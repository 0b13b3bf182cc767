import type { TaskRow } from '../rows'
import { commonFields, type Fields } from './field'

/** Milliseconds from a task's start to its end; null while it is under way. */
function took(task: TaskRow): number | null {
  return task.finished === null ? null : Date.parse(task.finished) - Date.parse(task.created)
}

/** The fields of tasks, by the ids of their columns where there is one. */
export const taskFields: Fields<TaskRow> = {
  ...commonFields<TaskRow>('task'),
  status: { sort: { text: task => task.status }, groups: true, texts: ({ row }) => row.status },
  state: { sort: { text: task => task.status }, texts: ({ row }) => row.status, bare: false },
  progress: { sort: { number: task => task.progress }, number: task => task.progress },
  created: { sort: { text: task => task.created }, moment: task => task.created },
  took: { sort: { number: took } },
  host: { sort: { nameOf: task => task.host }, groups: true, names: task => task.host },
  error: { sort: { text: task => task.error_info.join(' ') || null }, texts: ({ row }) => row.error_info },
}
