import type { Db } from '@/server/db/client'
import { describe } from '@/server/errors'
import type { ObjectId } from '@/server/inventory/rows'

/** What takes one step of a run back. */
export interface UndoStep {
  action: string
  input: unknown
  object: ObjectId
}

/** Not for long: what others did since would be overwritten. */
const keptMs = 15 * 60_000
/** What is too old is cleared away no oftener than this. */
const clearedMs = 60_000

/** How runs are taken back, by whoever ran them, once. Kept in the database: any process may be asked. */
export function createUndoing(db: Db, now: () => number = Date.now) {
  let clearedAt = -Infinity

  async function clear(): Promise<void> {
    if (now() - clearedAt < clearedMs) return
    clearedAt = now()
    await db.undoStep.deleteMany({ where: { at: { lt: oldest() } } })
  }
  const oldest = () => new Date(now() - keptMs)

  return {
    /** Whether it is kept. What is done is done: that it can't be taken back is no reason to call it failed. */
    async remember(run: string, userId: string, { action, input, object }: UndoStep): Promise<boolean> {
      try {
        await clear()
        const at = new Date(now())
        await db.undoStep.create({ data: { run, userId, action, input: JSON.stringify(input), object, at } })
        return true
      } catch (error) {
        console.error('How a run is taken back could not be kept:', describe(error).message)
        return false
      }
    },
    /** The steps, and they are forgotten; none for what can't be undone any more, or by this person. */
    async take(run: string, userId: string): Promise<UndoStep[]> {
      // One statement: of two that ask at once only one gets them.
      const steps = await db.$queryRaw<{ action: string; input: string; object: ObjectId }[]>`
        DELETE FROM "UndoStep" WHERE run = ${run} AND "userId" = ${userId} AND at >= ${oldest()}
        RETURNING action, input, object`
      return steps.map(({ action, input, object }): UndoStep => {
        const told: unknown = JSON.parse(input)
        return { action, input: told, object }
      })
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
