import { type Principal, permissionsOn, sees } from '@/server/access/policy'
import { type Action, type ActionRow, type Surroundings, xapiClassOf } from '@/server/catalogue/define'
import { missingPermission } from '@/server/catalogue/why-not'
import { appError } from '@/server/errors'
import type { Inventory } from '@/server/inventory/inventory'
import type { PoolId } from '@/server/inventory/rows'
import type { Acting, Actors } from '@/server/pools/actors'
import type { AsSeen } from './as-seen'
import { inGroupsOf } from './at-once'
import { refOf } from './deed'
import { type Plan, planOf, type Sorted } from './plan'
import type { Receiving } from './receiving'

/** Of more than this a plan does not ask the pool: each is asked when its turn comes. */
const mostAsked = 100
const atOnce = 8

/** What is found out about a deed before it is done: whether its other objects are seen, and what the pool says of it. */
export function createTrials({
  inventory,
  actors,
  surroundingsOf,
  receiving,
  asSeen,
}: {
  inventory: Pick<Inventory, 'row' | 'record'>
  actors: Pick<Actors, 'actAs'>
  surroundingsOf: (pool: PoolId) => Surroundings | undefined
  receiving: Pick<Receiving, 'toAsk'>
  asSeen: AsSeen
}) {
  /** Why the pool would refuse, in a sentence; undefined: it would not, or the action has nothing to ask. */
  async function refusal(
    user: Principal,
    { session }: Pick<Acting, 'session'>,
    action: Action,
    row: ActionRow,
    input: unknown,
  ): Promise<string | undefined> {
    if (!action.check) return undefined
    const around = surroundingsOf(row.pool)
    if (!around) return 'This pool has not been read yet.'
    try {
      const receive = receiving.toAsk(user.userId)
      await action.check({ xapi: session.call, ref: refOf(action, row.ref), row, input, around, receive })
      return undefined
    } catch (error) {
      return asSeen(user, row.pool, error).message
    }
  }

  /** The same with what the pool says against some of them. */
  async function withRefusals(
    user: Principal,
    action: Action,
    sorted: Sorted,
    input: unknown,
  ): Promise<Sorted> {
    const unknown = action.input !== undefined && input === undefined
    if (!action.check || unknown || sorted.can.length > mostAsked) return sorted
    const refusals = await inGroupsOf(atOnce, sorted.can, async row => {
      try {
        return await refusal(user, await actors.actAs(user.userId, row.pool), action, row, input)
      } catch (error) {
        return asSeen(user, row.pool, error).message
      }
    })
    const cannot = sorted.can.flatMap((row, at) => {
      const reason = refusals[at]
      return reason === undefined ? [] : [{ row, reason }]
    })
    return {
      can: sorted.can.filter((_, at) => refusals[at] === undefined),
      cannot: [...sorted.cannot, ...cannot],
    }
  }

  return {
    refusal,

    /** What would happen, the pool's own refusals among it. */
    async planned(user: Principal, action: Action, sorted: Sorted, input: unknown): Promise<Plan> {
      const asked = await withRefusals(user, action, sorted, input)
      return planOf(action, asked, input, row => inventory.record(xapiClassOf(row.class), row.id)?.record)
    },

    /**
     * Objects that an input names and the person does not see do not exist, and some need a right over them.
     *
     * @throws AppError 'not-found', 'not-allowed'
     */
    mustSee(user: Principal, action: Action, input: unknown): void {
      if (input === undefined) return
      for (const { class: cls, id, permission } of action.involves?.(input) ?? []) {
        const row = inventory.row(id)
        if (row?.class !== cls || !sees(user, row)) throw appError('not-found', `This ${cls} is gone.`)
        if (permission !== undefined && !permissionsOn(user, row).has(permission))
          throw appError('not-allowed', missingPermission(permission))
      }
    },
  }
}
