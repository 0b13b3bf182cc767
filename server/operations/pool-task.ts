import { describe, inEveryLanguage } from '@/server/errors'
import type { PoolTaskDetail, PoolTaskPart } from '@/server/inventory/details'
import { nullRef, objectId } from '@/server/inventory/ids'
import type { Inventory } from '@/server/inventory/inventory'
import type { AnyRow, ObjectId, PoolId, RowClass } from '@/server/inventory/rows'
import type { Store } from '@/server/inventory/store'
import type { Records, Ref } from '@/server/xapi/model/records'
import { taskError } from '@/server/xapi/tasks'
import { lineOfTag } from './tag'

/** Deeper than any work of a pool goes; a circle among records ends here. */
const deepest = 6
const mostParts = 200
/** Of several objects that are busy with a task, it is about the first of these. */
const nearest: readonly RowClass[] = ['VM', 'SR', 'network', 'host', 'pool']

/** All that is known of a task of a pool: its parts, what it is about, and what went wrong. Null: there is none. */
export function poolTask(
  inventory: Pick<Inventory, 'record' | 'row' | 'rows' | 'store' | 'idOf' | 'nameOf'>,
  id: ObjectId,
): PoolTaskDetail | null {
  const row = inventory.row(id)
  const found = inventory.record('task', id)
  const store = row && inventory.store(row.pool)
  if (row?.class !== 'task' || !found || !store) return null
  const { ref, record } = found
  const error = taskError(record, record.name_label.replace(/^Async\./, ''))
  const tag = lineOfTag(record.other_config['http:tag'])
  const about = aboutOf(inventory, row.pool, ref, record, tag?.uuid)
  return {
    row,
    operation: tag?.line ?? null,
    object: about ? { class: about.class, id: about.id, name: about.name_label } : null,
    // XenCenter marks what it begins.
    startedBy: tag ? 'Domus' : record.other_config.XenCenterUUID === undefined ? null : 'XenCenter',
    error: error ? inEveryLanguage(() => describe(error, name => inventory.nameOf(row.pool, name))) : null,
    parts: partsOf(store, ref, 1),
  }
}

function partsOf(store: Store, parent: Ref<'task'>, depth: number): PoolTaskPart[] {
  const parts: PoolTaskPart[] = []
  for (const [ref, task] of store.all('task')) {
    if (task.subtask_of !== parent || parts.length === mostParts) continue
    parts.push({
      id: ref,
      name: task.name_label,
      status: task.status,
      progress: task.progress,
      created: task.created,
      finished: task.status === 'pending' ? null : task.finished,
      error: task.error_info,
      parts: depth < deepest ? partsOf(store, ref, depth + 1) : [],
    })
  }
  return parts.sort((a, b) => a.created.localeCompare(b.created))
}

/**
 * The object a task is about. A task does not say: our own tag names it, XenCenter writes it down as `applies_to`, and
 * while the task is under way the object itself names the task among its operations.
 */
function aboutOf(
  inventory: Pick<Inventory, 'row' | 'rows' | 'idOf'>,
  pool: PoolId,
  ref: Ref<'task'>,
  { other_config }: Pick<Records['task'], 'other_config'>,
  tagged: string | undefined,
): AnyRow | undefined {
  if (tagged) return inventory.row(objectId(pool, tagged))
  for (const named of (other_config.applies_to ?? '').split(/[,;\s]+/)) {
    const id = named === '' || named === nullRef ? undefined : inventory.idOf(pool, named)
    const row = id === undefined ? undefined : inventory.row(id)
    if (row && row.class !== 'task') return row
  }
  const busy = inventory
    .rows()
    .filter(row => row.pool === pool && row.class !== 'task' && Object.hasOwn(row.current_operations, ref))
  // A start of a VM is an operation of its host as well.
  const rank = (row: AnyRow) => nearest.indexOf(row.class)
  return busy.sort((a, b) => rank(a) - rank(b))[0]
}
