import { z } from 'zod'
import type { AuditLog } from '@/server/audit/record'
import type { Db } from '@/server/db/client'
import type { SignInMethod } from '@/server/shared/sign-in-standing'
import type { Attempts } from './attempts'
import { verifyPassword } from './passwords'
import { standingWithout } from './second-factor-standing'
import type { SecuritySetting } from './security-settings'
import type { Sessions } from './sessions'
import { byName } from './users'

const credentials = z.object({
  username: z.string().trim().min(1).max(64),
  password: z.string().min(1).max(256),
})

export type SignInResult =
  | { outcome: 'signed-in'; userId: string; username: string; token: string }
  | { outcome: 'refused' }
  /** The password was right, but it was a first one and is too old. */
  | { outcome: 'expired' }
  | { outcome: 'wait'; seconds: number }

export interface SignInDeps {
  db: Db
  attempts: Attempts
  sessions: Sessions
  audit: AuditLog
  security: SecuritySetting
}

/** What is known of a person who has just proved who they are, and of where they come from. */
export interface Proof {
  method: SignInMethod
  /** The way of sign-in asked for two factors itself: none of ours is asked for then. */
  secondFactor?: boolean
  address: string
  userAgent: string
}

/**
 * The one place where "this is user X, proved by method M" becomes a session. A session of who still owes a second
 * factor is good for giving it and nothing else. Null for users who are gone or disabled,
 * and for service accounts, which come with tokens only.
 */
export async function openFor(
  { db, sessions, audit, security }: Omit<SignInDeps, 'attempts'>,
  userId: string,
  { method, secondFactor = false, address, userAgent }: Proof,
): Promise<{ token: string; sessionId: string; username: string } | null> {
  const user = await db.user.findFirst({ where: { id: userId, kind: 'person', disabledAt: null } })
  if (!user) return null
  const unfinished = !secondFactor && (await standingWithout(db, security.current(), userId)) === 'to-give'
  const { token, id } = await sessions.open(userId, address, userAgent, {
    method,
    secondFactor,
    unfinished,
  })
  await audit.note({
    userId,
    userName: user.username,
    sessionId: id,
    address,
    action: 'session.signIn',
    sentence: unfinished ? 'Sign in, up to the second factor' : 'Sign in',
    params: { method },
    result: 'succeeded',
  })
  return { token, sessionId: id, username: user.username }
}

/** Checks a user name and password. The result never says which part was wrong, nor whether the name exists. */
export async function signIn(
  deps: SignInDeps,
  given: unknown,
  from: { address: string; userAgent: string },
  now: () => number = Date.now,
): Promise<SignInResult> {
  const { db, attempts, audit } = deps
  const parsed = credentials.safeParse(given)
  if (!parsed.success) return { outcome: 'refused' }
  const { username, password } = parsed.data
  const entry = { userName: username, address: from.address, action: 'session.signIn', sentence: 'Sign in' }
  const attempt = await attempts.take({ kind: 'user', account: username, address: from.address })
  if ('wait' in attempt) {
    await audit.note({ ...entry, result: 'failed', errorCode: 'too-many-attempts' })
    return { outcome: 'wait', seconds: attempt.wait }
  }
  const user = await db.user.findFirst({
    where: { ...byName(username), disabledAt: null },
  })
  if (!(await verifyPassword(user?.passwordHash, password)) || !user) {
    await audit.note({ ...entry, result: 'failed', errorCode: 'refused' })
    return { outcome: 'refused' }
  }
  await attempt.succeeded()
  if (user.passwordExpiresAt && user.passwordExpiresAt.getTime() <= now()) {
    await audit.note({ ...entry, userId: user.id, result: 'failed', errorCode: 'password-expired' })
    return { outcome: 'expired' }
  }
  const opened = await openFor(deps, user.id, { ...from, method: 'password' })
  if (!opened) return { outcome: 'refused' }
  return { outcome: 'signed-in', userId: user.id, username: opened.username, token: opened.token }
}
