import { z } from 'zod'
import type { AuditLog } from '@/server/audit/record'
import type { Db } from '@/server/db/client'
import type { SignInMethod } from '@/server/shared/sign-in-standing'
import { say } from '@/server/shared/text'
import type { Attempts } from './attempts'
import type { DirectoryAnswer } from './directory/sign-in'
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
  /** Their directory does not answer. */
  | { outcome: 'unavailable' }
  /** The password was right, but it was a first one and is too old. */
  | { outcome: 'expired' }
  | { outcome: 'wait'; seconds: number }

export interface SignInDeps {
  db: Db
  attempts: Attempts
  sessions: Sessions
  audit: AuditLog
  security: SecuritySetting
  /** Asks directories about who has no password here; `only`: the one account it may be. */
  directories?: (
    given: { username: string; password: string; address: string },
    only: string | undefined,
  ) => Promise<DirectoryAnswer>
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
  const user = await db.user.findFirst({
    where: { id: userId, kind: 'person', disabledAt: null },
    include: { identities: { select: { goneAt: true } } },
  })
  if (!user) return null
  // Who is gone from every directory they came from does not come in by a passkey of ours.
  const gone = user.identities.length > 0 && user.identities.every(one => one.goneAt !== null)
  if (gone && user.passwordHash === null) return null
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
  const entry = {
    userName: username,
    address: from.address,
    action: 'session.signIn',
    sentence: say('Sign in'),
  }
  const attempt = await attempts.take({ kind: 'user', account: username, address: from.address })
  if ('wait' in attempt) {
    await audit.note({ ...entry, result: 'failed', errorCode: 'too-many-attempts' })
    return { outcome: 'wait', seconds: attempt.wait }
  }
  const user = await db.user.findFirst({
    where: { ...byName(username), disabledAt: null },
  })
  const right = await verifyPassword(user?.passwordHash, password)
  if (!right && typeof user?.passwordHash !== 'string' && deps.directories) {
    const answer = await deps.directories({ username, password, address: from.address }, user?.id)
    if (answer.known === 'yes') {
      await attempt.succeeded()
      const opened = await openFor(deps, answer.userId, { ...from, method: 'directory' })
      if (!opened) return { outcome: 'refused' }
      return { outcome: 'signed-in', userId: answer.userId, username: opened.username, token: opened.token }
    }
    if (answer.known !== 'no') {
      const { directory } = answer
      const errorCode = answer.known === 'turned' ? answer.why : 'directory-unavailable'
      await audit.note({ ...entry, params: { directory }, result: 'failed', errorCode })
      return { outcome: answer.known === 'turned' ? 'refused' : 'unavailable' }
    }
  }
  if (!right || !user) {
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
