import { type Principal, permissionsOn } from '@/server/access/policy'
import type { Sight } from '@/server/access/sight/sight'
import { actionById } from '@/server/catalogue/catalogue'
import { lackedBy, missingPermission } from '@/server/catalogue/why-not'
import type { Db } from '@/server/db/client'
import type { ActionScheduleDeed, ActionScheduleRun, Prisma } from '@/server/db/generated/client'
import { appError } from '@/server/errors'
import type { ObjectId } from '@/server/inventory/rows'
import {
  type ActionScheduleGiven,
  type DeedState,
  deedStates,
  isSchedulable,
  mostSchedules,
  type Schedulable,
  scheduleRuleSchema,
} from '@/server/shared/action-schedule'
import { hidden } from '@/server/shared/hidden'
import { nextAfter, type ScheduleRule } from '@/server/shared/schedule-times'
import { worded } from '@/server/shared/text'

/** A VM of a schedule; `id` is null where whoever reads does not see it, or it is gone. */
export interface ScheduledVmName {
  id: ObjectId | null
  name: string
}

/** One time that a schedule was due, or was run by hand. Times are ISO 8601. */
export interface ActionRunInfo {
  id: string
  dueAt: string
  action: string
  byHand: boolean
  /** Null: not over. */
  endedAt: string | null
  deeds: readonly (ScheduledVmName & { state: DeedState; reason: string })[]
}

/** A scheduled action as people read it. Times are ISO 8601. */
export interface ActionScheduleInfo {
  id: string
  name: string
  owner: string
  /** Only whose it is changes it, switches it on and runs it. */
  own: boolean
  /** May switch it off and delete it. */
  mayStop: boolean
  action: Schedulable
  rule: ScheduleRule
  zone: string
  enabled: boolean
  /** Null: off, or never again. */
  nextAt: string | null
  vms: readonly ScheduledVmName[]
  /** Newest first. */
  runs: readonly ActionRunInfo[]
}

const shownRuns = 10
const including = {
  owner: { select: { username: true } },
  vms: { orderBy: { name: 'asc' } },
  runs: {
    orderBy: { dueAt: 'desc' },
    take: shownRuns,
    include: { deeds: { orderBy: { name: 'asc' } } },
  },
} as const satisfies Prisma.ActionScheduleInclude

type Kept = Prisma.ActionScheduleGetPayload<{ include: typeof including }>

/**
 * Scheduled actions, as one person sees and changes them. A schedule does what its owner may do, so nobody else says what
 * it does. It is seen by its owner, by whoever sees one of its VMs, and by who manages users; these may switch it off and
 * delete it, as they may disable its owner.
 *
 * @throws AppError 'not-found', 'not-allowed', 'bad-input', 'refused' with the rule.
 */
export function createSchedules({
  db,
  sight,
  user,
  now = Date.now,
}: {
  db: Db
  sight: Sight
  user: Principal
  now?: () => number
}) {
  const stops = permissionsOn(user).has('user.manage')
  const rowOf = (id: ObjectId) => {
    const row = sight.table.get(id)?.row
    return row?.class === 'VM' ? row : undefined
  }
  const nameOf = (own: boolean, { object, name }: { object: ObjectId; name: string }): ScheduledVmName => {
    const row = rowOf(object)
    // Whose it is has named it themselves.
    return row ? { id: row.id, name: row.name_label } : { id: null, name: own ? name : hidden }
  }

  /** Why not is told to whoever may do something about it: it may name what others do not see. */
  function runInfo(own: boolean, run: ActionScheduleRun & { deeds: ActionScheduleDeed[] }): ActionRunInfo {
    return {
      id: String(run.id),
      dueAt: run.dueAt.toISOString(),
      action: run.action,
      byHand: run.byHand,
      endedAt: run.endedAt?.toISOString() ?? null,
      deeds: run.deeds.map(deed => {
        const named = nameOf(own, deed)
        const state = deedStates.find(one => one === deed.state) ?? 'unknown'
        return { ...named, state, reason: own || (stops && named.id !== null) ? deed.reason : '' }
      }),
    }
  }

  function info(kept: Kept): ActionScheduleInfo[] {
    const own = kept.ownerId === user.userId
    if (!own && !stops && !kept.vms.some(({ object }) => rowOf(object))) return []
    const rule = scheduleRuleSchema.safeParse(kept.rule)
    if (!rule.success || !isSchedulable(kept.action)) return []
    return [
      {
        id: kept.id,
        name: kept.name,
        owner: kept.owner.username,
        own,
        mayStop: own || stops,
        action: kept.action,
        rule: rule.data,
        zone: kept.zone,
        enabled: kept.enabled,
        nextAt: kept.nextAt?.toISOString() ?? null,
        vms: kept.vms.map(vm => nameOf(own, vm)),
        runs: kept.runs.map(run => runInfo(own, run)),
      },
    ]
  }

  async function find(id: string): Promise<ActionScheduleInfo> {
    const kept = await db.actionSchedule.findUnique({ where: { id }, include: including })
    const [found] = kept ? info(kept) : []
    if (!found) throw appError('not-found', 'This scheduled action is gone.')
    return found
  }

  /** The VMs that are named, each seen and within the right that the action needs. */
  function checked({ action, vms }: Pick<ActionScheduleGiven, 'action' | 'vms'>) {
    const known = actionById(action)
    if (!known) throw appError('bad-input', 'There is no such action.', { field: 'action' })
    return vms.map(id => {
      const row = rowOf(id)
      if (!row) throw appError('not-found', 'This VM is gone.', { field: 'vms' })
      const lacking = lackedBy(known, { permissions: permissionsOn(user, row) })
      if (lacking) {
        throw appError(
          'not-allowed',
          worded('{name}: {reason}', { name: row.name_label, reason: missingPermission(lacking) }),
          { field: 'vms' },
        )
      }
      return { object: row.id, name: row.name_label }
    })
  }

  function dueOf(times: { rule: ScheduleRule; zone: string; enabled: boolean }): Date | null {
    const { rule, zone, enabled } = times
    if (!enabled) return null
    const at = nextAfter(rule, zone, now())
    if (at === null) throw appError('bad-input', 'This time is over already.', { field: 'date' })
    return new Date(at)
  }

  async function mustBeOwn(id: string): Promise<ActionScheduleInfo> {
    const found = await find(id)
    if (found.own) return found
    throw appError('not-allowed', 'Only whose it is may do this: it acts in their name.')
  }

  async function mustStop(id: string): Promise<ActionScheduleInfo> {
    const found = await find(id)
    if (found.mayStop) return found
    throw appError('not-allowed', 'Only whose it is, and who manages users, may do this.')
  }

  return {
    find,

    /** All that are seen, by name. */
    async list(): Promise<ActionScheduleInfo[]> {
      const kept = await db.actionSchedule.findMany({
        include: including,
        orderBy: [{ name: 'asc' }, { id: 'asc' }],
      })
      return kept.flatMap(info)
    },

    async create(given: ActionScheduleGiven): Promise<{ id: string }> {
      const vms = checked(given)
      const nextAt = dueOf(given)
      const { name, action, rule, zone, enabled } = given
      return db.$transaction(async tx => {
        await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext(${`domus schedules ${user.userId}`}))`
        if ((await tx.actionSchedule.count({ where: { ownerId: user.userId } })) >= mostSchedules)
          throw appError('refused', worded('You have {n} scheduled actions.', { n: mostSchedules }), {
            next: 'Delete one that you don’t need any more.',
          })
        const { id } = await tx.actionSchedule.create({
          data: { ownerId: user.userId, name, action, rule, zone, enabled, nextAt, vms: { create: vms } },
        })
        return { id }
      })
    },

    async update(id: string, given: ActionScheduleGiven): Promise<void> {
      await mustBeOwn(id)
      const vms = checked(given)
      const nextAt = dueOf(given)
      const { name, action, rule, zone, enabled } = given
      await db.actionSchedule.update({
        where: { id },
        data: { name, action, rule, zone, enabled, nextAt, vms: { deleteMany: {}, create: vms } },
      })
    },

    async setEnabled(id: string, enabled: boolean): Promise<void> {
      const { rule, zone } = await (enabled ? mustBeOwn(id) : mustStop(id))
      await db.actionSchedule.update({
        where: { id },
        data: { enabled, nextAt: dueOf({ rule, zone, enabled }) },
      })
    },

    /** Has it be done now, besides its times. */
    async runNow(id: string): Promise<void> {
      const { action } = await mustBeOwn(id)
      await db.$transaction(async tx => {
        await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext(${`domus schedule ${id}`}))`
        if (await tx.actionScheduleRun.count({ where: { scheduleId: id, endedAt: null } }))
          throw appError('conflict', 'It is running already.')
        const vms = await tx.actionScheduleVm.findMany({ where: { scheduleId: id } })
        await tx.actionScheduleRun.create({
          data: {
            ...{ scheduleId: id, dueAt: new Date(now()), action, byHand: true },
            deeds: { create: vms.map(({ object, name }) => ({ object, name })) },
          },
        })
      })
    },

    async remove(id: string): Promise<void> {
      await mustStop(id)
      await db.actionSchedule.deleteMany({ where: { id } })
    },
  }
}
