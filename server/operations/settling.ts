import type { AuditLog, Changes } from '@/server/audit/record'
import { actionById } from '@/server/catalogue/catalogue'
import type { Steps } from '@/server/catalogue/define'
import { HalfDone } from '@/server/catalogue/half-done'
import { AppError, appError, describe, inEveryLanguage } from '@/server/errors'
import type { Inventory } from '@/server/inventory/inventory'
import type { OperationRow } from '@/server/inventory/rows'
import { type Acting, type Actors, inOwnName } from '@/server/pools/actors'
import type { HostRoutes } from '@/server/pools/host-routes'
import type { Pools } from '@/server/pools/pools'
import { t, toldWorded, type Worded, worded } from '@/server/shared/text'
import { XapiError } from '@/server/xapi/errors'
import type { Ref } from '@/server/xapi/model/records'
import { dropTask } from '@/server/xapi/tasks'
import { changesSince } from './changes-since'
import { failureOf } from './deed'
import { followTask } from './follow'
import type { createHolding } from './holding'
import { clearLeftBehind } from './left-behind'
import { idOfMade } from './made'
import { createSteps } from './steps'
import { tagOf } from './tag'

export interface Running {
  row: OperationRow
  acting: Acting
  /** The object as it was before, by which the log tells what changed. */
  before: { ref: string; record: object } | undefined
  /** What it holds of its project's limits. */
  held: string | null
  /** What the log keeps of other objects that were named, whatever else changes. */
  named?: Changes | undefined
}

interface Ended {
  result: Exclude<OperationRow['state'], 'running'>
  made: string | null
  error?: unknown
  /** What the log keeps of other objects. */
  changes?: Changes
  /** Said before the error: what of it was done all the same. */
  done?: Worded | undefined
  /** Said behind it: why not all of it could be taken back. */
  left?: unknown
}

interface SettlingOptions {
  inventory: Inventory
  pools: Pools
  routes: HostRoutes
  audit: Pick<AuditLog, 'finish'>
  actors: Pick<Actors, 'actAs' | 'failed'>
  letGo: ReturnType<typeof createHolding>['letGo']
  /** The run as it is shown now. */
  shownAs: (id: string) => OperationRow | undefined
  show: (row: OperationRow) => void
  /** Tells other processes how far it is. */
  spread: (told: { id: string; progress: number }) => void
  stopping: AbortSignal
}

/** As long as a pool may take to answer again before what is half made is left to a person. */
const answersWithinMs = 120_000

/** Follows what was begun to its end, and writes the outcome down. */
export function createSettling(options: SettlingOptions) {
  const { inventory, pools, routes, audit, actors, letGo, shownAs, show, spread, stopping } = options

  /** Runs of several steps that are under way here, by what stops them. */
  const stepping = new Map<string, () => void>()

  /** Changes what is shown of a run, while it is under way. */
  function change(row: OperationRow, to: Partial<OperationRow>): OperationRow {
    const next = { ...row, ...to }
    if (to.progress != null && to.progress !== row.progress) spread({ id: row.id, progress: to.progress })
    if (shownAs(row.id)?.state === 'running') show(next)
    return next
  }

  /** Lets go of what was held, writes down how it ended and shows it. */
  async function conclude(id: bigint, running: Running, ended: Ended): Promise<void> {
    const { row, acting, before, held, named } = running
    const { result, made, error: failure, done, left } = ended
    const isVm = held !== null && made !== null && actionById(row.action)?.makes === 'VM'
    const belongs = isVm ? await idOfMade(inventory, row.pool, made, stopping) : undefined
    // What was made is there, whatever failed after it.
    await letGo(held, made === null ? result : 'succeeded', made, belongs)
    const nameOf = (ref: string) => inventory.nameOf(row.pool, ref)
    const told = () => {
      const shape = inOwnName(describe(failure, nameOf), acting)
      const notTaken =
        left === undefined
          ? ''
          : t('Not all of it could be taken back: {message}', { message: describe(left, nameOf).message })
      return { ...shape, message: `${done ? toldWorded(done) : ''} ${shape.message} ${notTaken}`.trim() }
    }
    const error = failure === undefined ? null : inEveryLanguage(told)
    await audit.finish(id, {
      result,
      ...(failure === undefined ? {} : failureOf(failure, error?.message)),
      ...(before
        ? { changes: { ...named, ...(await changesSince(pools, row, before, nameOf)), ...ended.changes } }
        : {}),
    })
    show({
      ...row,
      state: result,
      progress: result === 'succeeded' ? 1 : row.progress,
      finishedAt: new Date().toISOString(),
      error,
    })
  }

  /**
   * Takes away what a run was making when the pool stopped answering, as soon as the pool answers again. False: it makes
   * nothing, there is nothing that is not whole, or the pool did not answer in time.
   */
  async function clearedAfter(
    id: bigint,
    { row, uuid }: Running & { uuid: string },
    known: Ref<'VM'> | null,
  ): Promise<boolean> {
    if (actionById(row.action)?.makes !== 'VM') return false
    const over = AbortSignal.any([stopping, AbortSignal.timeout(answersWithinMs)])
    try {
      await inventory.waitFor(() => pools.live(row.pool) !== undefined, over)
      const line = { id, poolId: row.pool, objectUuid: uuid }
      return await clearLeftBehind({ inventory, pools }, line, over, known)
    } catch (error) {
      console.warn('What was left half made could not be taken away:', describe(error).message)
      return false
    }
  }

  return {
    conclude,
    /** The one task that an action is. */
    async settle(
      id: bigint,
      running: Running & {
        task: Ref<'task'>
        /** What is still to be done to what it has made. */
        finish: ((made: Ref<'VM'>) => Promise<void>) | undefined
      },
    ): Promise<void> {
      const { task } = running
      const { pool } = running.row
      let shown = running.row
      const progress = (share: number) => {
        if (shown.progress !== share) shown = change(shown, { progress: share })
      }
      let ended: Ended = { result: 'unknown', made: null }
      const makes = actionById(running.row.action)?.makes !== undefined
      const fail = (error: unknown) => {
        const done = makes
          ? worded('It was made, but that was not all of it.', {})
          : worded('It was done, but not all of it.', {})
        ended = { ...ended, result: 'failed', error, done }
      }
      try {
        const outcome = await followTask({ inventory, pools, pool, task }, progress, stopping)
        ended = { made: null, ...outcome }
        if (ended.made !== null) await running.finish?.(asVm(ended.made)).catch(fail)
      } catch (error) {
        // At a stop the line stays open: the next start settles it by what the pool then says.
        if (stopping.aborted) return
        console.error('An operation could not be followed:', error instanceof Error ? error.message : error)
      }
      await conclude(id, { ...running, row: shown }, ended)
      // The pool would collect it within the hour; a crowd of finished tasks is a nuisance to other consoles.
      const live = pools.live(pool)
      if (live) await dropTask(live, task)
    },

    /** An action of several steps. What fails half way is taken back as far as the action says how. */
    async perform(
      id: bigint,
      running: Running & { userId: string; uuid: string },
      act: (steps: Steps) => Promise<void>,
    ): Promise<void> {
      const { acting, userId, uuid } = running
      const { pool } = running.row
      let shown = running.row
      const { steps, takeBack, halt, changes, made } = createSteps({
        ...{ inventory, pools, routes, pool, signal: stopping, mark: tagOf(id, uuid) },
        tagOf: step => `${tagOf(id, uuid)}/${step}`,
        acting: () => actors.actAs(userId, pool),
        tell({ task, progress }) {
          if (task !== null) inventory.subjects.note(pool, task, shown.object.id)
          shown = change(shown, { task, progress: Math.min(1, progress) })
        },
      })
      stepping.set(shown.id, halt)
      let ended: Ended
      try {
        await act(steps)
        ended = { result: 'succeeded', made: made() }
      } catch (failure) {
        // Nobody is left to take anything back: the next start says that it is not known how far it came.
        if (stopping.aborted) return void stepping.delete(shown.id)
        const half = failure instanceof HalfDone ? failure : undefined
        const error = actors.failed(userId, pool, acting, half ? half.cause : failure)
        const result = resultOf(error)
        // While it is not known whether a step was done, what belongs to it is left alone.
        const notTaken = await takeBack(result === 'unknown' ? 'always' : 'all')
        ended =
          result === 'unknown' && (await clearedAfter(id, running, made()))
            ? { result: 'failed', made: null, error: takenAway() }
            : { result, made: made(), error: result === 'unknown' ? notKnown(error) : error }
        if (half) ended.done = half.done
        const [first] = notTaken
        if (first !== undefined) ended.left = first
      }
      stepping.delete(shown.id)
      await conclude(id, { ...running, row: { ...shown, task: null } }, { ...ended, changes })
    },

    /** Lets no further step of a run begin. False: it is none of several steps, or none of this process. */
    halt(id: string): boolean {
      const halt = stepping.get(id)
      halt?.()
      return halt !== undefined
    },
  }
}

/** For what a task has made that makes VMs, or snapshots of them. */
function asVm(text: string): Ref<'VM'> {
  return text as Ref<'VM'>
}

/** Only a refusal is certain; when no answer came, the pool may have done it all the same. */
function resultOf(error: unknown): 'failed' | 'cancelled' | 'unknown' {
  if (error instanceof XapiError) return error.code === 'TASK_CANCELLED' ? 'cancelled' : 'failed'
  return error instanceof AppError ? 'failed' : 'unknown'
}

function takenAway(): unknown {
  return appError(
    'pool-unreachable',
    'The pool stopped answering while this was under way. What there was of it has been taken away.',
  )
}

function notKnown(error: unknown): unknown {
  console.warn('What became of a step is not known:', error instanceof Error ? error.message : error)
  return appError('pool-unreachable', 'What became of a step of this is not known.', {
    next: 'See what of it was done before it is tried again.',
  })
}
