import { z } from 'zod'
import type { AuditLog } from '@/server/audit/record'
import type { Db } from '@/server/db/client'
import type { Attempts } from './attempts'
import { verifyPassword } from './passwords'
import type { Sessions } from './sessions'
import { byName } from './users'

const credentials = z.object({
  username: z.string().trim().min(1).max(64),
  password: z.string().min(1).max(256),
})

export type SignInResult =
  | { outcome: 'signed-in'; userId: string; username: string; token: string }
  | { outcome: 'refused' }
  | { outcome: 'wait'; seconds: number }

/** Checks a user name and password. The result never says which part was wrong, nor whether the name exists. */
export async function signIn(
  { db, attempts, sessions, audit }: { db: Db; attempts: Attempts; sessions: Sessions; audit: AuditLog },
  given: unknown,
  from: { address: string; userAgent: string },
): Promise<SignInResult> {
  const parsed = credentials.safeParse(given)
  if (!parsed.success) return { outcome: 'refused' }
  const { username, password } = parsed.data
  const entry = { userName: username, address: from.address, action: 'session.signIn', sentence: 'Sign in' }
  const seconds = await attempts.waitFor(username, from.address)
  if (seconds > 0) {
    await audit.note({ ...entry, result: 'failed', errorCode: 'too-many-attempts' })
    return { outcome: 'wait', seconds }
  }
  const user = await db.user.findFirst({
    where: { ...byName(username), disabledAt: null },
  })
  if (!(await verifyPassword(user?.passwordHash, password)) || !user) {
    await attempts.failed(username, from.address)
    await audit.note({ ...entry, result: 'failed', errorCode: 'refused' })
    return { outcome: 'refused' }
  }
  await attempts.succeeded(username)
  const { token, id } = await sessions.open(user.id, from.address, from.userAgent)
  await audit.note({ ...entry, userId: user.id, userName: user.username, sessionId: id, result: 'succeeded' })
  return { outcome: 'signed-in', userId: user.id, username: user.username, token }
}
