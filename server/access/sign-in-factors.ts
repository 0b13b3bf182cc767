import { say } from '@/server/shared/text'
import { passkeyAnswer } from './passkey-answer'
import type { Passkeys } from './passkeys'
import { givenFactor, type SecondFactors } from './second-factors'
import { openFor, type SignInDeps, type SignInResult } from './sign-in'

/** Where an attempt comes from. */
export interface From {
  address: string
  userAgent: string
  origin: string
}

/** Signs in by a passkey alone, which is two factors: the thing, and the PIN or finger it asks for. */
export async function signInByPasskey(
  deps: SignInDeps & { passkeys: Passkeys },
  given: unknown,
  from: From,
): Promise<SignInResult> {
  const entry = {
    address: from.address,
    action: 'session.signIn',
    sentence: say('Sign in'),
    params: { method: 'passkey' },
  }
  const parsed = passkeyAnswer.safeParse(given)
  if (!parsed.success) return { outcome: 'refused' }
  const attempt = await deps.attempts.take({ kind: 'passkey', address: from.address })
  if ('wait' in attempt) {
    await deps.audit.note({ ...entry, userName: '', result: 'failed', errorCode: 'too-many-attempts' })
    return { outcome: 'wait', seconds: attempt.wait }
  }
  const found = await deps.passkeys.use('sign-in', null, from.origin, parsed.data)
  const opened =
    found && (await openFor(deps, found.userId, { ...from, method: 'passkey', secondFactor: true }))
  if (!found || !opened) {
    await deps.audit.note({ ...entry, userName: '', result: 'failed', errorCode: 'refused' })
    return { outcome: 'refused' }
  }
  await attempt.succeeded()
  return { outcome: 'signed-in', userId: found.userId, username: opened.username, token: opened.token }
}

/** Gives the second factor in a session that waits for it. The session goes on under a new token. */
export async function giveSecondFactor(
  { sessions, audit, factors }: Pick<SignInDeps, 'sessions' | 'audit'> & { factors: SecondFactors },
  token: string,
  given: unknown,
  from: From,
): Promise<SignInResult> {
  const parsed = givenFactor.safeParse(given)
  const user = await sessions.find(token)
  if (!user || !parsed.success || user.secondFactor !== 'to-give') return { outcome: 'refused' }
  const { userId, username, sessionId } = user
  const entry = {
    userId,
    userName: username,
    sessionId,
    address: from.address,
    action: 'session.secondFactor',
    sentence: say('Give the second factor'),
  }
  const checked = await factors.check(userId, parsed.data, from)
  if ('wait' in checked) {
    await audit.note({ ...entry, result: 'failed', errorCode: 'too-many-attempts' })
    return { outcome: 'wait', seconds: checked.wait }
  }
  if (!checked.right) {
    await audit.note({ ...entry, result: 'failed', errorCode: 'refused' })
    return { outcome: 'refused' }
  }
  const renewed = await sessions.secondFactorGiven(sessionId)
  if (!renewed) return { outcome: 'refused' }
  await audit.note({ ...entry, params: { factor: checked.right }, result: 'succeeded' })
  return { outcome: 'signed-in', userId, username, token: renewed.token }
}
