import type { Ref } from '@/server/xapi/model/records'
import type { FollowedRecord } from './classes'

/** So many finished tasks are kept of a pool; those under way all are. */
export const mostFinishedTasks = 1_000

const underWay = new Set<string>(['pending', 'cancelling'])

/** Which finished tasks are kept: the newest. Of others it is only known that the pool has them. */
export class FinishedTasks {
  private readonly kept = new Map<Ref<'task'>, string>()
  private readonly old = new Set<string>()

  constructor(private readonly most: number) {}

  /** How many tasks the pool has that are not kept. */
  get aside(): number {
    return this.old.size
  }

  /** Takes in how a task is now, undefined: gone. Returns the one that is too old to be kept, if one is. */
  follow(ref: string, task: FollowedRecord<'task'> | undefined): Ref<'task'> | undefined {
    const own = asTask(ref)
    this.old.delete(ref)
    this.kept.delete(own)
    if (task === undefined || underWay.has(task.status)) return undefined
    this.kept.set(own, task.finished)
    if (this.kept.size <= this.most) return undefined
    const oldest = this.oldest()
    this.kept.delete(oldest)
    this.old.add(oldest)
    return oldest
  }

  /** Forgets those that the pool has no longer. */
  onlyAside(refs: ReadonlySet<string>): void {
    for (const ref of this.old) if (!refs.has(ref)) this.old.delete(ref)
  }

  private oldest(): Ref<'task'> {
    let [first, ...others] = this.kept
    if (first === undefined) throw new Error('No task has finished')
    for (const one of others) if (one[1] < first[1]) first = one
    return first[0]
  }
}

/** What is followed here are references of tasks. */
function asTask(ref: string): Ref<'task'> {
  return ref as Ref<'task'>
}
