import type { Ref } from '@/server/xapi/model/records'
import { isNullRef } from '../ids'
import type { TaskRow } from '../rows'
import { unlessNever } from './times'
import { idOf, type View } from './view'

/** A task; the parts of a task are its own affair and get no row. */
export function projectTask(view: View, ref: Ref<'task'>): TaskRow | undefined {
  const task = view.store.get('task', ref)
  const id = idOf(view, 'task', ref)
  if (task === undefined || id === null || !isNullRef(task.subtask_of)) return undefined
  return {
    class: 'task',
    id,
    pool: view.pool,
    ref,
    uuid: task.uuid,
    name_label: task.name_label,
    name_description: task.name_description,
    allowed_operations: task.allowed_operations,
    current_operations: task.current_operations,
    tags: [],
    status: task.status,
    progress: task.progress,
    created: task.created,
    finished: unlessNever(task.finished),
    error_info: task.error_info,
    host: idOf(view, 'host', task.resident_on),
  }
}
