import { z } from 'zod'
import type { Db } from '@/server/db/client'
import { appError } from '@/server/errors'
import { secret } from '@/server/shared/secret'
import { say } from '@/server/shared/text'
import type { Attempts } from './attempts'
import { passkeyAnswer } from './passkey-answer'
import type { Passkeys } from './passkeys'
import { createRecoveryCodes } from './recovery-codes'
import { rolesOf } from './roles-of'
import { hasSecondFactor } from './second-factor-standing'
import type { SecuritySetting } from './security-settings'
import type { Sessions, SignedIn } from './sessions'
import type { Totp } from './totp'

/** A code of an authenticator app. */
export const oneTimeCode = z
  .string()
  .trim()
  .regex(/^\d{6}$/, say('A code has six digits.'))

/** A second factor as it comes from a form: one of the three. */
export const givenFactor = z.union([
  z.object({ code: secret(oneTimeCode) }),
  z.object({ recoveryCode: z.string().trim().min(1).max(64) }),
  z.object({ passkey: passkeyAnswer }),
])
export type GivenFactor = z.infer<typeof givenFactor>
export type FactorName = 'code' | 'recovery code' | 'passkey'

export interface OwnSecondFactors {
  /** A role of the person requires one. */
  required: boolean
  /** When the app was set up. */
  totp: string | null
  recoveryCodes: number
  passkeys: Awaited<ReturnType<Passkeys['list']>>
}

type Who = Pick<SignedIn, 'userId' | 'sessionId'>

/** The second factors of people: given, set up, removed. */
export function createSecondFactors({
  db,
  sessions,
  security,
  attempts,
  totp,
  passkeys,
}: {
  db: Db
  sessions: Sessions
  security: SecuritySetting
  attempts: Attempts
  totp: Totp
  passkeys: Passkeys
}) {
  const codes = createRecoveryCodes(db)
  async function required(userId: string): Promise<boolean> {
    const { secondFactorRoles } = security.current()
    if (secondFactorRoles.length === 0) return false
    const roles = await rolesOf(db, userId)
    return secondFactorRoles.some(role => roles.has(role))
  }
  async function right(userId: string, given: GivenFactor, origin: string): Promise<FactorName | null> {
    if ('code' in given) return (await totp.use(userId, given.code)) ? 'code' : null
    if ('recoveryCode' in given) return (await codes.use(userId, given.recoveryCode)) ? 'recovery code' : null
    return (await passkeys.use('second-factor', userId, origin, given.passkey)) ? 'passkey' : null
  }
  /** What follows a removal: the last one may not go while it is needed, and others' sessions end. */
  async function removed({ userId, sessionId }: Who): Promise<void> {
    if (!(await hasSecondFactor(db, userId))) await db.recoveryCode.deleteMany({ where: { userId } })
    await sessions.revokeOthers(userId, sessionId)
  }
  async function keepRequired(userId: string): Promise<void> {
    const [apps, keys] = await Promise.all([
      db.totp.count({ where: { userId } }),
      db.passkey.count({ where: { userId } }),
    ])
    if (apps + keys > 1 || !(await required(userId))) return
    throw appError('refused', 'Your role requires a second factor, and this is your last.', {
      next: 'Set up another one first.',
    })
  }

  return {
    async of(userId: string): Promise<OwnSecondFactors> {
      const [app, recoveryCodes, keys, isRequired] = await Promise.all([
        db.totp.findUnique({ where: { userId } }),
        codes.left(userId),
        passkeys.list(userId),
        required(userId),
      ])
      return {
        required: isRequired,
        totp: app?.createdAt.toISOString() ?? null,
        recoveryCodes,
        passkeys: keys,
      }
    },

    /** Which one it was if it is right and of this user; then it is used. Failures are counted. */
    async check(
      userId: string,
      given: GivenFactor,
      from: { address: string; origin: string },
    ): Promise<{ right: FactorName | null } | { wait: number }> {
      const attempt = await attempts.take({ kind: 'second-factor', account: userId, address: from.address })
      if ('wait' in attempt) return attempt
      const found = await right(userId, given, from.origin)
      if (found) await attempt.succeeded()
      return { right: found }
    },

    /**
     * What follows when one was added. The session in which it was has shown it; others have not, and end. With the
     * first one come recovery codes, to be shown once.
     */
    async added({ userId, sessionId }: Who): Promise<{ recoveryCodes: string[] | null }> {
      await sessions.noteSecondFactor(sessionId)
      await sessions.revokeOthers(userId, sessionId)
      return { recoveryCodes: (await codes.left(userId)) === 0 ? await codes.make(userId) : null }
    },

    /** New ones; earlier ones work no more. Only for who has a second factor that they can stand in for. */
    async makeRecoveryCodes(userId: string): Promise<string[]> {
      if (!(await hasSecondFactor(db, userId)))
        throw appError('refused', 'Set up an authenticator app or a passkey first.')
      return codes.make(userId)
    },

    async removeTotp(who: Who): Promise<void> {
      await keepRequired(who.userId)
      if (!(await totp.remove(who.userId))) throw appError('not-found', 'There is no authenticator app.')
      await removed(who)
    },

    async removePasskey(who: Who, id: string): Promise<void> {
      await keepRequired(who.userId)
      if (!(await passkeys.remove(who.userId, id))) throw appError('not-found', 'This passkey is gone.')
      await removed(who)
    },

    /** Takes all of them from a user, as when they have lost them, and ends their sessions. */
    async reset(userId: string): Promise<void> {
      await db.$transaction([
        db.totp.deleteMany({ where: { userId } }),
        db.passkey.deleteMany({ where: { userId } }),
        db.recoveryCode.deleteMany({ where: { userId } }),
      ])
      await sessions.revokeOthers(userId, '')
    },
  }
}
export type SecondFactors = ReturnType<typeof createSecondFactors>
