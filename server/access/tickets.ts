import { createHash, randomBytes } from 'node:crypto'
import type { Db } from '@/server/db/client'
import type { ObjectId, PoolId } from '@/server/inventory/rows'
import type { ConsoleKind } from '@/server/shared/console-kind'
import type { Sessions } from './sessions'

/** What a ticket is good for: one console, for one sign-in. */
export interface TicketGrant {
  userId: string
  sessionId: string
  pool: PoolId
  /** Of a VM or a host. */
  object: ObjectId
  kind: ConsoleKind
}

export const ticketSeconds = 30
const hashOf = (ticket: string) => createHash('sha256').update(ticket).digest('hex')

/**
 * One-time tickets for consoles: a WebSocket can't carry a header of ours, and a ticket in its address may end up
 * in a log, so it works once, for 30 seconds, and only while the sign-in it was given to stands.
 */
export function createTickets(db: Db, sessions: Pick<Sessions, 'stands'>, now: () => number = Date.now) {
  return {
    async issue({ userId, sessionId, pool, object, kind }: TicketGrant): Promise<string> {
      const ticket = randomBytes(32).toString('base64url')
      await db.consoleTicket.deleteMany({ where: { expiresAt: { lt: new Date(now()) } } })
      await db.consoleTicket.create({
        data: {
          tokenHash: hashOf(ticket),
          userId,
          sessionId,
          poolId: pool,
          object,
          kind,
          expiresAt: new Date(now() + ticketSeconds * 1000),
        },
      })
      return ticket
    },
    /** What the ticket is good for, once. Null: never given, used, too old, or the sign-in is over. */
    async redeem(ticket: string): Promise<TicketGrant | null> {
      const tokenHash = hashOf(ticket)
      const row = await db.consoleTicket.findUnique({ where: { tokenHash } })
      // Of two that come at once, the one whose delete counts has it.
      const { count } = await db.consoleTicket.deleteMany({ where: { tokenHash } })
      if (!row || count === 0 || row.expiresAt.getTime() <= now() || !(await sessions.stands(row.sessionId)))
        return null
      const { userId, sessionId, poolId, object } = row
      return { userId, sessionId, pool: poolId, object, kind: row.kind === 'text' ? 'text' : 'screen' }
    },
  }
}
export type Tickets = ReturnType<typeof createTickets>
