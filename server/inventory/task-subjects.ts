import type { EntryChanges } from './query/row-table'
import { type AnyRow, type ObjectId, type PoolId, standingClasses } from './rows'

/** Tasks that never got a row are forgotten once there are so many. */
const most = 20_000
const none: ReadonlySet<ObjectId> = new Set()

/**
 * What tasks work on: objects name the tasks at work on them, and who starts one says so here. It is remembered after the
 * task's end, as long as the task is there.
 */
export class TaskSubjects {
  private readonly byTask = new Map<string, Set<ObjectId>>()

  of(pool: PoolId, task: string): ReadonlySet<ObjectId> {
    return this.byTask.get(keyOf(pool, task)) ?? none
  }

  note(pool: PoolId, task: string, object: ObjectId): void {
    const key = keyOf(pool, task)
    const known = this.byTask.get(key)
    if (known) {
      known.add(object)
      return
    }
    this.byTask.set(key, new Set([object]))
    for (const old of this.byTask.keys()) {
      if (this.byTask.size <= most) break
      this.byTask.delete(old)
    }
  }

  follow(changes: EntryChanges): void {
    for (const cls of standingClasses) {
      if (cls === 'task') continue
      for (const { after } of changes[cls]) if (after) this.noteAll(after.row)
    }
    for (const { before, after } of changes.task) {
      if (before && !after) this.byTask.delete(keyOf(before.row.pool, before.row.ref))
    }
  }

  private noteAll(row: AnyRow): void {
    for (const task in row.current_operations) this.note(row.pool, task, row.id)
  }
}

const keyOf = (pool: PoolId, task: string) => `${pool} ${task}`
