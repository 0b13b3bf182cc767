import { type Principal, permissionsOn, sees } from '@/server/access/policy'
import type { Rights } from '@/server/access/rights'
import type { AuditIntent, AuditLog } from '@/server/audit/record'
import { actionById } from '@/server/catalogue/catalogue'
import { lackedBy } from '@/server/catalogue/why-not'
import type { Db } from '@/server/db/client'
import type { AuditEntry, Prisma } from '@/server/db/generated/client'
import { describe } from '@/server/errors'
import { splitId } from '@/server/inventory/ids'
import type { Inventory } from '@/server/inventory/inventory'
import type { ObjectId, VmRow } from '@/server/inventory/rows'
import type { Pools } from '@/server/pools/pools'
import {
  type DeedState,
  graceMs,
  isOver,
  isSchedulable,
  keptRuns,
  type Schedulable,
  scheduleRuleSchema,
} from '@/server/shared/action-schedule'
import { nextAfter } from '@/server/shared/schedule-times'
import { say } from '@/server/shared/text'
import type { Caller, Operations } from '../operations'
import { bySchedule, type ScheduleRunName } from '../undone'

/** So many VMs of a run at a time: pools queue much of what they are asked for themselves. */
const atOnce = 8
/** What a process has taken for itself and has no audit line for after this was never called. */
const begunMs = 60_000

const including = { deeds: true, schedule: { include: { owner: true } } } as const
type Run = Prisma.ActionScheduleRunGetPayload<{ include: typeof including }>
type Deed = Run['deeds'][number]

type Report = (what: string, error: unknown) => void

interface Ended {
  state: DeedState
  reason?: string
  line?: bigint
}

/** In which state it has nothing to do. */
const leadsTo: Partial<Record<Schedulable, string>> = {
  'vm.start': 'Running',
  'vm.resume': 'Running',
  'vm.shutDown': 'Halted',
  'vm.suspend': 'Suspended',
}
const stands: Record<string, string> = {
  Running: say('It was running already.'),
  Halted: say('It was shut down already.'),
  Suspended: say('It was suspended already.'),
}

/**
 * Does what schedules say, step by step, for the process that leads: `step` makes a run of each schedule that is due and
 * goes on with every run that is not over. What is in the database keeps it from being done twice: a run is unique by
 * schedule and due time and is made in the transaction that sets the next time; a VM of it is taken (waiting → begun)
 * before the executor is asked, and what is taken is not taken again – not by a leader that follows while this one still
 * ends what it has begun, and not after a crash: then its audit line says what came of it.
 */
export function createDueRuns({
  db,
  audit,
  inventory,
  pools,
  rights,
  operations,
  now = Date.now,
}: {
  db: Db
  audit: Pick<AuditLog, 'note'>
  inventory: Pick<Inventory, 'row' | 'pool'>
  pools: Pick<Pools, 'find' | 'hold'>
  rights: Pick<Rights, 'refresh' | 'principal'>
  operations: Pick<Operations, 'runToEnd' | 'undone'>
  now?: () => number
}) {
  /** What this process is about: VMs of runs. */
  const underWay = new Map<string, { run: bigint; done: Promise<void> }>()

  /** Makes a run of everything that is due. A time long past is one of its own: it will be noted as missed. */
  async function makeRuns(): Promise<void> {
    const due = await db.actionSchedule.findMany({
      where: { enabled: true, nextAt: { lte: new Date(now()) } },
      include: { vms: true },
      orderBy: { nextAt: 'asc' },
    })
    for (const { id, action, rule, zone, nextAt, vms } of due) {
      if (!nextAt) continue
      const read = scheduleRuleSchema.safeParse(rule)
      const after = read.success ? nextAfter(read.data, zone, nextAt.getTime()) : null
      await db.$transaction(async tx => {
        // Who changed it meanwhile, or was quicker, has set another time.
        const { count } = await tx.actionSchedule.updateMany({
          where: { id, enabled: true, nextAt },
          data: { nextAt: after === null ? null : new Date(after) },
        })
        if (count === 0) return
        await tx.actionScheduleRun.createMany({
          data: [{ scheduleId: id, dueAt: nextAt, action }],
          skipDuplicates: true,
        })
        const made = await tx.actionScheduleRun.findUniqueOrThrow({
          where: { scheduleId_dueAt: { scheduleId: id, dueAt: nextAt } },
        })
        await tx.actionScheduleDeed.createMany({
          data: vms.map(({ object, name }) => ({ runId: made.id, object, name })),
          skipDuplicates: true,
        })
      })
    }
  }

  /** In whose name it runs, with what they may do now; or why not. */
  async function actorOf({ schedule, id }: Run): Promise<Caller | string> {
    const { owner, name } = schedule
    if (owner.disabledAt) return disabled
    // A right that was withdrawn a moment ago, in another process, is withdrawn.
    await rights.refresh()
    const user: Principal = rights.principal({
      sessionId: '',
      userId: owner.id,
      username: owner.username,
      mustChangePassword: false,
      method: 'password',
      authenticatedAt: 0,
      secondFactor: 'not-needed',
    })
    return { user, address: '', schedule: { name, run: id } }
  }

  const isLate = ({ dueAt }: Pick<Run, 'dueAt'>) => now() > dueAt.getTime() + graceMs

  function vmOf(object: ObjectId): VmRow | undefined {
    const row = inventory.row(object)
    return row?.class === 'VM' ? row : undefined
  }

  async function intentOf({ schedule, action, id }: Run, { object, name }: Deed): Promise<AuditIntent> {
    const { pool, uuid } = splitId(object)
    const connection = await pools.find(pool)
    const row = vmOf(object)
    const named = row?.name_label ?? name
    const run: ScheduleRunName = { name: schedule.name, run: id }
    return bySchedule<AuditIntent>(
      {
        userId: schedule.owner.id,
        userName: schedule.owner.username,
        address: '',
        action,
        sentence: actionById(action)?.sentence(named, undefined) ?? `${action}: ${named}`,
        pool: { id: pool, name: connection?.name ?? '' },
        object: { class: 'VM', uuid: uuid ?? '', ref: row?.ref ?? '', name: named },
      },
      run,
    )
  }

  async function notDone(
    run: Run,
    deed: Deed,
    state: DeedState,
    reason: string,
    code: string,
  ): Promise<Ended> {
    const { schedule, id } = run
    const line = await operations.undone(
      await intentOf(run, deed),
      { errorCode: code, errorText: reason },
      { name: schedule.name, run: id },
    )
    return { state, reason, line }
  }

  /** Takes it, so that nobody else does it. */
  async function take({ runId, object }: Deed): Promise<boolean> {
    const { count } = await db.actionScheduleDeed.updateMany({
      where: { runId, object, state: 'waiting' },
      data: { state: 'begun', begunAt: new Date(now()) },
    })
    return count > 0
  }

  async function end({ runId, object }: Deed, { state, reason = '', line }: Ended): Promise<void> {
    await db.actionScheduleDeed.updateMany({
      where: { runId, object, state: { in: ['begun', 'unknown'] } },
      data: { state, reason, ...(line === undefined ? {} : { line }) },
    })
  }

  /** Its audit line, by the run that it names: written before anything is called. */
  function lineOf({ runId, object }: Deed): Promise<AuditEntry | null> {
    return db.auditEntry.findFirst({
      where: {
        objectUuid: splitId(object).uuid,
        params: { path: ['scheduleRun'], equals: String(runId) },
      },
      orderBy: { id: 'desc' },
    })
  }

  /** It is as it is to be, and its owner could have done it. */
  function nothingToDo({ action }: Run, row: VmRow, { user }: Caller): boolean {
    const known = actionById(action)
    if (!known || !isSchedulable(action) || leadsTo[action] !== row.power_state) return false
    return sees(user, row) && lackedBy(known, { permissions: permissionsOn(user, row) }) === undefined
  }

  async function doOne(run: Run, deed: Deed, row: VmRow, caller: Caller): Promise<Ended | null> {
    const { action } = run
    if (nothingToDo(run, row, caller)) {
      const reason = stands[row.power_state] ?? ''
      const { params, ...intent } = await intentOf(run, deed)
      const line = await audit.note({ ...intent, params: { ...params, note: reason }, result: 'succeeded' })
      return { state: 'succeeded', reason, line }
    }
    try {
      const { id, state, error } = await operations.runToEnd(caller, { action, object: deed.object })
      // This process ends: its line is settled by another one, and then so is this.
      if (state === 'running') return null
      return { state, reason: error?.message ?? '', line: BigInt(id) }
    } catch (error) {
      const line = (await lineOf(deed))?.id
      const { code, message } = describe(error)
      const state =
        code === 'not-allowed' || code === 'not-found' || code === 'refused' ? 'refused' : 'failed'
      return { state, reason: code === 'not-found' ? unseen : message, ...(line !== undefined && { line }) }
    }
  }

  /** Why it can't be asked for now: `wait` for a pool that may be back. Null: it can. */
  async function hindrance(object: ObjectId): Promise<'wait' | string | null> {
    const { pool } = splitId(object)
    if (inventory.pool(pool)?.freshness.state !== 'live')
      return (await pools.find(pool)) ? 'wait' : disconnected
    return vmOf(object) ? null : gone
  }

  async function goOn(run: Run, deed: Deed, actor: () => ReturnType<typeof actorOf>): Promise<void> {
    const stops = await hindrance(deed.object)
    const late = isLate(run)
    if (stops === 'wait' && !late) return
    const caller = late ? null : await actor()
    if (!(await take(deed))) return
    const row = vmOf(deed.object)
    const ended =
      caller === null
        ? await notDone(run, deed, 'missed', missed, 'timeout')
        : stops !== null || !row
          ? await notDone(run, deed, 'refused', stops ?? gone, 'not-found')
          : typeof caller === 'string'
            ? await notDone(run, deed, 'refused', caller, 'not-allowed')
            : await doOne(run, deed, row, caller)
    if (ended) await end(deed, ended)
  }

  /** What came of what another process had begun. */
  async function settle(run: Run, deed: Deed): Promise<void> {
    const line = await lineOf(deed)
    if (!line) {
      const begun = deed.begunAt?.getTime() ?? 0
      if (now() - begun > begunMs) await end(deed, await notDone(run, deed, 'unknown', lost, 'timeout'))
      return
    }
    if (line.result === 'started') return
    const state = line.errorCode === 'timeout' && line.result === 'refused' ? 'missed' : stateOf(line.result)
    await end(deed, { state, reason: line.errorText ?? '', line: line.id })
  }

  /** Begins what of a run can be begun now; true where nothing of it is left. */
  function work(run: Run, report: Report): boolean {
    let caller: ReturnType<typeof actorOf> | undefined
    const actor = () => {
      caller ??= actorOf(run)
      return caller
    }
    let room = atOnce - [...underWay.values()].filter(one => one.run === run.id).length
    let left = false
    for (const deed of run.deeds) {
      const waits = deed.state === 'waiting'
      if (!waits && deed.state !== 'begun') continue
      left = true
      const key = `${deed.runId} ${deed.object}`
      if (room <= 0 || underWay.has(key)) continue
      room -= 1
      const letGo = pools.hold(new Set([splitId(deed.object).pool]))
      const done = (waits ? goOn(run, deed, actor) : settle(run, deed))
        .catch(error => report('A scheduled action could not be done', error))
        .finally(() => {
          letGo()
          underWay.delete(key)
        })
      underWay.set(key, { run: run.id, done })
    }
    return !left
  }

  async function close({ id, scheduleId }: Run): Promise<void> {
    await db.actionScheduleRun.updateMany({
      where: { id, endedAt: null },
      data: { endedAt: new Date(now()) },
    })
    await prune(scheduleId)
  }

  async function prune(scheduleId: string): Promise<void> {
    const old = await db.actionScheduleRun.findMany({
      where: { scheduleId, endedAt: { not: null } },
      orderBy: { dueAt: 'desc' },
      skip: keptRuns,
      select: { id: true },
    })
    if (old.length > 0)
      await db.actionScheduleRun.deleteMany({ where: { id: { in: old.map(({ id }) => id) } } })
  }

  return {
    /**
     * One look at what there is to do. Resolves once it is begun; `idle` once all that this process has begun is over.
     * What fails is told to `report`, and looked at again the next time.
     */
    async step(report: Report): Promise<void> {
      await makeRuns()
      const open = await db.actionScheduleRun.findMany({
        where: { endedAt: null },
        include: including,
        orderBy: { dueAt: 'asc' },
      })
      for (const run of open) if (work(run, report)) await close(run)
    },

    /** Resolves when nothing that this process has begun is under way. */
    async idle(): Promise<void> {
      while (underWay.size > 0) await Promise.all([...underWay.values()].map(({ done }) => done))
    },
  }
}

const unseen = say('Its owner does not see this VM any more.')
const gone = say('This VM is gone.')
const disabled = say('Its owner is disabled.')
const disconnected = say('Its pool is not connected any more.')
const missed = say(
  'It could not be asked of the pool within 15 minutes of its time, and was not done afterwards.',
)
const lost = say('Domus stopped before it was asked of the pool. It was not done again.')

function stateOf(result: string): DeedState {
  const known = (['succeeded', 'failed', 'refused', 'cancelled', 'unknown'] as const).find(
    one => one === result,
  )
  return known && isOver(known) ? known : 'unknown'
}
