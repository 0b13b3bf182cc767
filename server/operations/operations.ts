import { EventEmitter } from 'node:events'
import { type Principal, permissionsOn, sees } from '@/server/access/policy'
import type { Quotas } from '@/server/access/projects/quotas'
import { requireRecentSignIn } from '@/server/access/recent-sign-in'
import type { Rights } from '@/server/access/rights'
import { whyNotMark, whyNotVapps } from '@/server/access/scope-marks'
import type { Sights } from '@/server/access/sight/sights'
import type { AuditIntent, AuditLog } from '@/server/audit/record'
import { asWritten } from '@/server/audit/written'
import { actionById } from '@/server/catalogue/catalogue'
import { isFor, xapiClassOf } from '@/server/catalogue/define'
import { HalfDone } from '@/server/catalogue/half-done'
import { lackedBy, whyNot } from '@/server/catalogue/why-not'
import type { Db } from '@/server/db/client'
import { type AppError, appError, describe } from '@/server/errors'
import type { Inventory } from '@/server/inventory/inventory'
import { type Organisation, organisationOf } from '@/server/inventory/organisation'
import type { AnyRow, ObjectId, OperationRow, PoolId } from '@/server/inventory/rows'
import type { Acting, Actors } from '@/server/pools/actors'
import type { HostRoutes } from '@/server/pools/host-routes'
import type { Pools } from '@/server/pools/pools'
import { XapiError } from '@/server/xapi/errors'
import type { Ref } from '@/server/xapi/model/records'
import { createAroundVm } from './around-vm'
import { createAsSeen } from './as-seen'
import { type Asked, asked, type Told } from './asked'
import { createBegun } from './begun'
import { type BulkStart, createBulks } from './bulk'
import { createBulksElsewhere } from './bulks-elsewhere'
import { assertMayCancel, createCancelTask } from './cancel-task'
import { type Deed, marksIn, refOf } from './deed'
import { createHolding } from './holding'
import { createIntentOf } from './intent'
import { rowOfLine } from './line-row'
import { createMoves } from './moves'
import { type Plan, type Sorted, sortOut } from './plan'
import { createReceiving } from './receiving'
import { createSettling } from './settling'
import { sentenceOf } from './spoken'
import { createStartWays } from './start-ways'
import { createSurroundings } from './surroundings'
import { tagOf } from './tag'
import { rowsIn, rowsOf, seenBy, type Targets } from './targets'
import { createTrials } from './trials'
import { alikeIn, createUndoing } from './undoing'
import { createUndone, type ScheduleRunName } from './undone'

export interface Caller {
  user: Principal
  address: string
  /** The schedule by which it is done, when nobody is there to press or to be told. */
  schedule?: ScheduleRunName
}

const unseen = 'Who asked for it does not see this object.'

/** Finished runs stay visible this long and this many; the audit log keeps them for good. */
const kept = 200

/** The one way to run an action of the catalogue. */
export function createOperations({
  db,
  inventory,
  pools,
  routes,
  audit,
  actors,
  sights,
  rights,
  quotas,
}: {
  db: Db
  inventory: Inventory
  pools: Pools
  routes: HostRoutes
  audit: AuditLog
  actors: Pick<Actors, 'actAs' | 'nameAt' | 'failed'>
  sights: Pick<Sights, 'with'>
  rights: Pick<Rights, 'book'>
  quotas: Pick<Quotas, 'reserve' | 'bind' | 'settle' | 'release'>
}) {
  const rows = new Map<string, OperationRow>()
  const changes = new EventEmitter<{
    change: [OperationRow]
    progress: [{ id: string; progress: number }]
    bulk: [OperationRow]
    bulkCancel: [id: string]
  }>().setMaxListeners(0)
  const stopping = new AbortController()

  const named = (pool: PoolId) => (ref: string) => inventory.nameOf(pool, ref)

  const asSeen = createAsSeen(sights, named)

  function show(row: OperationRow): void {
    rows.delete(row.id)
    rows.set(row.id, row)
    for (const [id, old] of rows) {
      if (rows.size <= kept) break
      if (old.state !== 'running') rows.delete(id)
    }
    changes.emit('change', row)
  }

  /** A pool that does not answer refuses what would be done in it: said and written down before anything is tried. */
  async function actingFor({ user, schedule }: Caller, pool: PoolId, intent: AuditIntent): Promise<Acting> {
    try {
      return await actors.actAs(user.userId, pool)
    } catch (error) {
      const { code, message } = describe(error)
      await undone(intent, { errorCode: code, errorText: message }, schedule)
      throw asSeen(user, pool, error)
    }
  }

  const surroundingsOf = createSurroundings({ inventory, db })
  const intentOf = createIntentOf({ inventory, pools, actors })
  const undone = createUndone({ audit, show })
  const receiving = createReceiving(actors)
  const trials = createTrials({ inventory, actors, surroundingsOf, receiving, asSeen })
  const begunAllTheSame = createBegun({ inventory, pools, stopping: stopping.signal })
  const { hold, letGo } = createHolding({ quotas, audit })
  const undoing = createUndoing(db)
  const { settle, perform, conclude, halt } = createSettling({
    ...{ inventory, pools, routes, audit, actors, letGo, show, stopping: stopping.signal },
    shownAs: id => rows.get(id),
    spread: told => void changes.emit('progress', told),
  })

  /** How it stands once it is over. While it lasts its pool is kept. */
  function whenOver({ id, pool }: OperationRow, work: Promise<void>): Promise<OperationRow['state']> {
    const letPoolGo = pools.hold(new Set([pool]))
    return work
      .then(
        () => rows.get(id)?.state ?? 'unknown',
        (error): 'unknown' => {
          console.error('An outcome could not be written down:', error)
          return 'unknown'
        },
      )
      .finally(letPoolGo)
  }

  async function refuse(caller: Caller, deed: Deed, reason: string, allowed: boolean): Promise<AppError> {
    const errorCode = allowed ? 'refused' : 'not-allowed'
    await undone(await intentOf(caller, deed), { errorCode, errorText: reason }, caller.schedule)
    return asWritten(appError(errorCode, reason))
  }

  /**
   * Audit line, call, outcome. Resolves when the pool has accepted the task, or has done what is no task; `ended` when it
   * is over. Rejects with what a person is told when anything before that stands in the way.
   */
  async function execute(
    caller: Caller,
    deed: Deed,
  ): Promise<{ id: string; undoable: boolean; ended: Promise<OperationRow['state']> }> {
    const { action, row: object, input, bulk } = deed
    const before = inventory.record(xapiClassOf(object.class), object.id)
    const after = action.changes?.(object, input, before?.record).after
    const hanging = after && whyNotMark(caller.user, rights.book, object, marksIn(after))
    if (hanging) throw await refuse(caller, deed, hanging, false)
    const regrouped = action.regroups?.(object, input)
    const hung =
      regrouped &&
      regrouped.vms.length > 0 &&
      whyNotVapps(
        caller.user,
        rights.book,
        new Set([regrouped.into, ...regrouped.vms.map(id => inventory.entry(id)?.extra.vapp ?? null)]),
      )
    if (hung) throw await refuse(caller, deed, hung, false)
    const intent = await intentOf(caller, deed)
    const { user } = caller
    const named = action.tells && intent.changes
    const acting = await actingFor(caller, object.pool, intent)
    const { session } = acting
    const around = surroundingsOf(object.pool)
    if (!around) throw appError('pool-connecting', 'This pool has not been read yet.')
    const told = { ref: refOf(action, object.ref), row: object, input, around }
    const reason = await trials.refusal(user, acting, action, object, input)
    if (reason) throw await refuse(caller, deed, reason, true)
    const held = await hold(user, action, object, input, before?.record, intent)
    const id = await audit.begin(intent)
    const started: OperationRow = {
      id: String(id),
      action: action.id,
      ...sentenceOf(action, object.name_label, input),
      pool: object.pool,
      object: { class: object.class, id: object.id, name: object.name_label },
      user: user.username,
      state: 'running',
      progress: null,
      startedAt: new Date().toISOString(),
      finishedAt: null,
      error: null,
      task: null,
      ...(bulk === undefined ? {} : { bulk }),
      ...(action.snapshotsIn ? { snapshots: action.snapshotsIn(input) } : {}),
    }
    show(started)
    try {
      if (held !== null) await quotas.bind(held, id)
      if (action.apply) {
        await action.apply({ xapi: session.call, ...told })
        await letGo(held, 'succeeded', null)
        await audit.finish(id, { result: 'succeeded' })
        show({ ...started, state: 'succeeded', progress: 1, finishedAt: new Date().toISOString() })
        const inverse = action.undo?.(object, input, before?.record)
        const undoable =
          inverse !== undefined &&
          (await undoing.remember(bulk ?? started.id, user.userId, { ...inverse, object: object.id }))
        return { id: started.id, undoable, ended: Promise.resolve('succeeded') }
      }
      if (action.steps) {
        const running = { row: started, acting, before, held, userId: user.userId, uuid: object.uuid }
        const { steps } = action
        const over = perform(id, running, work => steps({ work, ...told }))
        return { id: started.id, undoable: false, ended: whenOver(started, over) }
      }
      const tag = tagOf(id, object.uuid)
      const task = await action
        .run({
          xapi: session.begin({ tag }),
          call: session.call,
          ...told,
          receive: receiving.toDo(user.userId),
        })
        .catch((error: unknown) => begunAllTheSame(error, object.pool, tag))
      const row = { ...started, task }
      inventory.subjects.note(object.pool, task, object.id)
      await audit.followedAs(id, { ref: task })
      show(row)
      const { finish } = action
      const rest = finish && (async (made: Ref<'VM'>) => finish({ call: session.call, made, input, around }))
      const work = settle(id, { row, acting, task, before, held, named, finish: rest })
      return { id: row.id, undoable: false, ended: whenOver(row, work) }
    } catch (failure) {
      const half = failure instanceof HalfDone ? failure : undefined
      const error = actors.failed(user.userId, object.pool, acting, half ? half.cause : failure)
      const done = half?.done
      // Only a refusal is certain; when no answer came, the pool may have done it all the same.
      const result = error instanceof XapiError ? 'failed' : 'unknown'
      await conclude(
        id,
        { row: started, acting, before: undefined, held },
        { result, made: null, error, done },
      )
      // Whoever pressed the button reads it with names, as the audit log does.
      throw asSeen(user, object.pool, error, done)
    }
  }

  /** Sorts out what a person may have done to these now. */
  function sortedFor({ user }: Caller, given: Asked, { action, input }: Told): Told & { sorted: Sorted } {
    trials.mustSee(user, action, input)
    return sights.with(user.access, sight => {
      const silence = (pool: PoolId) => {
        try {
          pools.session(pool)
          return undefined
        } catch (error) {
          return sight.error(describe(error), pool).message
        }
      }
      const askerOf = (row: AnyRow) => ({ permissions: permissionsOn(user, row) })
      const found = rowsOf(seenBy(inventory, user, sight), given.targets)
      return { action, input, sorted: sortOut(action, found, askerOf, silence, input) }
    })
  }

  const cancelTask = createCancelTask({ rows, inventory, sights, pools, audit, actors, halt })
  const bulks = createBulks({
    show,
    spread: row => void changes.emit('bulk', row),
    execute,
    refuse,
    cancelOne: cancelTask,
    hold: pools.hold,
  })
  changes.on('change', bulks.heard)
  const elsewhere = createBulksElsewhere({ rows, show, cancelOne: cancelTask })

  function runMany(caller: Caller, given: Asked): BulkStart {
    const { action, input, sorted } = sortedFor(caller, given, asked(given))
    if (action.bulk === false && sorted.can.length + sorted.cannot.length > 1)
      throw appError('bad-input', 'This is done to one object at a time.')
    if (action.recentSignIn) requireRecentSignIn(caller.user)
    return bulks.start(caller, { action, input, sorted })
  }

  /** Permission and precondition on the server's own store, and then as `execute`. */
  async function begin(
    caller: Caller,
    given: { action: string; object: ObjectId; input?: unknown },
  ): ReturnType<typeof execute> {
    const { action, input } = asked(given)
    const row = inventory.row(given.object)
    if (!isFor(action, row)) throw appError('not-found', 'This object is gone.')
    if (!sees(caller.user, row)) {
      const intent = await intentOf(caller, { action, input, row })
      await undone(intent, { errorCode: 'not-allowed', errorText: unseen }, caller.schedule)
      throw appError('not-found', 'This object is gone.')
    }
    trials.mustSee(caller.user, action, input)
    const permissions = permissionsOn(caller.user, row)
    const reason = whyNot(action, row, { permissions }, input)
    const deed = { action, input, row }
    if (reason) throw await refuse(caller, deed, reason, lackedBy(action, { permissions }) === undefined)
    if (action.recentSignIn) requireRecentSignIn(caller.user)
    return execute(caller, deed)
  }

  return {
    /**
     * Permission, precondition on the server's own store, audit line, call. Resolves when the pool has accepted the task
     * or done what is none; rejects with what a person is told when anything before that stands in the way.
     */
    async run(
      caller: Caller,
      given: { action: string; object: ObjectId; input?: unknown },
    ): Promise<{ id: string; undoable: boolean }> {
      const { id, undoable } = await begin(caller, given)
      return { id, undoable }
    },

    /**
     * The same to its end, for what runs without anybody there. Resolves to how it stands then: "running" where this
     * process ends before. What is refused before the call is shown among the operations too.
     */
    async runToEnd(
      caller: Caller,
      given: { action: string; object: ObjectId; input?: unknown },
    ): Promise<{ id: string; state: OperationRow['state']; error: OperationRow['error'] }> {
      const { id, ended } = await begin(caller, given)
      const state = await ended
      return { id, state, error: rows.get(id)?.error ?? null }
    },

    /** Writes down, and shows as failed, what a schedule was to do and what could not even be tried. */
    undone,

    ...createAroundVm({ inventory, sights, actors, asSeen }),
    ...createStartWays({ inventory, sights, actors, asSeen }),
    moves: createMoves({ inventory, sights }),

    organisation: ({ user }: Caller, given: Targets): Organisation =>
      sights.with(user.access, sight => {
        const within = 'folder' in given ? given.folder : undefined
        return organisationOf(rowsIn(sight.table), rowsOf(seenBy(inventory, user, sight), given), within)
      }),

    /** What would happen, the pool's own refusals among it; without an input, as far as that can be told without it. */
    async plan(caller: Caller, given: Asked): Promise<Plan> {
      const action = actionById(given.action)
      const told = action && given.input === undefined ? { action, input: undefined } : asked(given)
      const { input, sorted } = sortedFor(caller, given, told)
      return trials.planned(caller.user, told.action, sorted, input)
    },

    /**
     * Does it to whatever it can be done to, some at a time. Resolves at once: what comes of it is told as one operation,
     * and each object has a line of its own in the audit log, those that were refused too.
     */
    runMany,

    /** Takes a run of the same person back, as operations of their own: one for each way in which objects differed. */
    async undo(caller: Caller, id: string): Promise<BulkStart[]> {
      const steps = await undoing.take(id, caller.user.userId)
      if (steps.length === 0) throw appError('not-found', 'This can’t be undone any more.')
      return alikeIn(steps).map(([first, objects]) => runMany(caller, { ...first, targets: { objects } }))
    },

    /** Asks the pool to cancel a running operation: best effort; the task says what came of it. */
    async cancel(caller: Caller, id: string): Promise<void> {
      const row = rows.get(id)
      if (row?.parts === undefined) return cancelTask(caller, id)
      assertMayCancel(caller.user, row)
      if (bulks.has(id)) return bulks.cancel(caller, id)
      if (row.state !== 'running') throw appError('not-found', 'This operation is not running any more.')
      changes.emit('bulkCancel', id)
      await elsewhere.cancelUnderWay(caller, id)
    },

    /**
     * Shows what audit lines of other processes say: those named, or all that are open and all that were completed
     * since `since`, as after a time in which nothing was heard.
     */
    async readElsewhere(which: { ids: string[] } | { since: Date }): Promise<void> {
      const nameOf = (pool: PoolId, ref: string) => inventory.nameOf(pool, ref)
      for (const line of await audit.ofOthers(which)) {
        const read = rowOfLine(line, nameOf)
        if (!read) continue
        const row = elsewhere.partOf(read)
        const known = rows.get(row.id)
        if (JSON.stringify({ ...known, progress: null }) === JSON.stringify({ ...row, progress: null }))
          continue
        show({ ...row, progress: row.progress ?? known?.progress ?? null })
      }
    },

    /** Another process says how far its run is. */
    progressElsewhere({ id, progress }: { id: string; progress: number }): void {
      const row = rows.get(id)
      if (row?.state === 'running' && row.progress !== progress) show({ ...row, progress })
    },

    /** What other processes tell of runs over many objects. */
    bulksElsewhere: { ...elsewhere, halt: bulks.halt },
    /** Tells of the runs over many objects of this process, and which of others are to be cancelled. */
    onBulk(told: (row: OperationRow) => void, cancelled: (id: string) => void): () => void {
      changes.on('bulk', told).on('bulkCancel', cancelled)
      return () => changes.off('bulk', told).off('bulkCancel', cancelled)
    },

    rows: (): OperationRow[] => [...rows.values()],
    subscribe(listener: (row: OperationRow) => void): () => void {
      changes.on('change', listener)
      return () => changes.off('change', listener)
    },
    /** Tells how far the runs of this process are. */
    onProgress(listener: (told: { id: string; progress: number }) => void): () => void {
      changes.on('progress', listener)
      return () => changes.off('progress', listener)
    },
    stop: () => stopping.abort(new Error('Domus stops')),
  }
}
export type Operations = ReturnType<typeof createOperations>
