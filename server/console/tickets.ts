import type { ObjectId, PoolId } from '@/server/inventory/rows'
import type { ConsoleKind } from '@/server/shared/console-kind'

/** What a ticket is good for: one console, for one sign-in. */
export interface ConsoleGrant {
  userId: string
  sessionId: string
  pool: PoolId
  /** Of a VM or a host. */
  object: ObjectId
  kind: ConsoleKind
}

/** Where tickets are kept. */
export interface ConsoleTickets<Grant extends ConsoleGrant = ConsoleGrant> {
  /** What the ticket is good for, and it is used up; null when it was never given, is used, or is too old. */
  redeem(ticket: string): Promise<Grant | null>
}
