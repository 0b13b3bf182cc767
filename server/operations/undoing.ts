import type { ObjectId } from '@/server/inventory/rows'

/** What takes one step of a run back. */
export interface UndoStep {
  action: string
  input: unknown
  object: ObjectId
}

/** What can be undone is kept for the latest runs and not for long: what others did since would be overwritten. */
const kept = 50
const keptMs = 15 * 60_000

/** How runs are taken back, by whoever ran them, once. Kept in this process only: a restart forgets it. */
export function createUndoing(now: () => number = Date.now) {
  const runs = new Map<string, { userId: string; at: number; steps: UndoStep[] }>()
  const known = (id: string) => {
    const run = runs.get(id)
    return run && now() - run.at <= keptMs ? run : undefined
  }
  return {
    remember(id: string, userId: string, step: UndoStep): void {
      const run = runs.get(id) ?? { userId, at: now(), steps: [] }
      run.steps.push(step)
      runs.set(id, run)
      for (const old of runs.keys()) {
        if (runs.size <= kept) break
        runs.delete(old)
      }
    },
    has: (id: string): boolean => known(id) !== undefined,
    /** The steps, and they are forgotten; undefined for what can't be undone any more, or by this person. */
    take(id: string, userId: string): UndoStep[] | undefined {
      const run = known(id)
      if (run?.userId !== userId) return undefined
      runs.delete(id)
      return run.steps
    },
  }
}

/** Steps that do the same, with the objects they do it to. */
export function alikeIn(steps: readonly UndoStep[]): [UndoStep, ObjectId[]][] {
  const groups = new Map<string, [UndoStep, ObjectId[]]>()
  for (const step of steps) {
    const key = JSON.stringify([step.action, step.input])
    const group = groups.get(key)
    if (group) group[1].push(step.object)
    else groups.set(key, [step, [step.object]])
  }
  return [...groups.values()]
}
