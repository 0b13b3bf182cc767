import type { Principal } from '@/server/access/policy'
import type { Quotas } from '@/server/access/projects/quotas'
import type { AuditIntent, AuditLog } from '@/server/audit/record'
import { asWritten } from '@/server/audit/written'
import type { Action, ActionRow, XapiClass } from '@/server/catalogue/define'
import { describe } from '@/server/errors'
import type { FollowedRecord } from '@/server/inventory/classes'
import type { ObjectId } from '@/server/inventory/rows'
import type { TaskOutcome } from './follow'

/** What runs hold of the limits of projects while they are under way. */
export function createHolding({
  quotas,
  audit,
}: {
  quotas: Pick<Quotas, 'reserve' | 'settle' | 'release'>
  audit: Pick<AuditLog, 'note'>
}) {
  return {
    /** Holds what the action takes of its object's project; null: nothing. */
    async hold(
      user: Principal,
      action: Action,
      object: ActionRow,
      input: unknown,
      record: FollowedRecord<XapiClass> | undefined,
      intent: AuditIntent,
    ): Promise<string | null> {
      if (!action.takes) return null
      try {
        const about = { object: object.id, pool: object.pool, taking: action.takes(object, input, record) }
        return await quotas.reserve(about, user)
      } catch (error) {
        const { code, message } = describe(error)
        await audit.note({ ...intent, result: 'refused', errorCode: code, errorText: message })
        throw asWritten(error)
      }
    },

    /** Ends what was held. Where that can't be said, the leader does so by the line. */
    async letGo(
      held: string | null,
      result: TaskOutcome['result'],
      made: string | null,
      belongs?: ObjectId,
    ): Promise<void> {
      if (held === null) return
      try {
        if (result === 'succeeded' || result === 'unknown') await quotas.settle(held, made, belongs)
        else await quotas.release(held)
      } catch (error) {
        console.warn('What was held of a project could not be let go:', describe(error).message)
      }
    },
  }
}
