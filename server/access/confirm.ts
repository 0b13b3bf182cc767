import { z } from 'zod'
import type { AuditLog } from '@/server/audit/record'
import type { Db } from '@/server/db/client'
import { type AppError, appError } from '@/server/errors'
import { secret } from '@/server/shared/secret'
import type { Attempts } from './attempts'
import { askDirectories } from './directory/sign-in'
import { passkeyAnswer } from './passkey-answer'
import type { Passkeys } from './passkeys'
import { verifyPassword } from './passwords'
import type { Providers } from './providers'
import { oneTimeCode } from './second-factors'
import type { SignedIn } from './sessions'
import type { Totp } from './totp'

/** What a person gives to show that it is still them: one of the three. */
export const givenProof = z.union([
  z.object({ password: secret(z.string().min(1).max(256)) }),
  z.object({ code: secret(oneTimeCode) }),
  z.object({ passkey: passkeyAnswer }),
])
export type GivenProof = z.infer<typeof givenProof>

export interface Proofs {
  password: boolean
  passkey: boolean
  /** Only where the person has neither of the two: signing in anew is what is left to others. */
  code: boolean
}

interface ConfirmDeps {
  db: Db
  audit: AuditLog
  providers: Providers
  attempts: Attempts
  passkeys: Passkeys
  totp: Totp
}

/** By what a user can prove who they are without signing in anew. */
export async function proofsOf({ db }: Pick<ConfirmDeps, 'db'>, userId: string): Promise<Proofs> {
  const user = await db.user.findUniqueOrThrow({
    where: { id: userId },
    include: {
      totp: { select: { userId: true } },
      identities: {
        where: { goneAt: null, provider: { kind: 'ldap', enabled: true } },
        select: { id: true },
      },
      _count: { select: { passkeys: true } },
    },
  })
  const password = user.passwordHash !== null || user.identities.length > 0
  const passkey = user._count.passkeys > 0
  return { password, passkey, code: !password && !passkey && user.totp !== null }
}

/** Whether it is the person of the session; by what, or null. Failures are counted as those of signing in. */
export async function prove(
  { db, audit, providers, attempts, passkeys, totp }: ConfirmDeps,
  { userId, username }: Pick<SignedIn, 'userId' | 'username'>,
  given: GivenProof,
  from: { address: string; origin: string },
): Promise<{ right: keyof Proofs | null } | { wait: number }> {
  const proofs = await proofsOf({ db }, userId)
  const attempt = await attempts.take(
    'password' in given
      ? { kind: 'user', account: username, address: from.address }
      : { kind: 'second-factor', account: userId, address: from.address },
  )
  if ('wait' in attempt) return attempt
  const right = await by()
  if (right) await attempt.succeeded()
  return { right }

  async function by(): Promise<keyof Proofs | null> {
    if ('password' in given) {
      const { passwordHash } = await db.user.findUniqueOrThrow({ where: { id: userId } })
      if (await verifyPassword(passwordHash, given.password)) return 'password'
      // As at the sign-in: where Domus keeps no password, a directory may.
      if (passwordHash !== null) return null
      const asked = { username, password: given.password, address: from.address }
      const answer = await askDirectories({ db, audit, providers }, asked, userId)
      return answer.known === 'yes' && answer.userId === userId ? 'password' : null
    }
    if ('code' in given) return proofs.code && (await totp.use(userId, given.code)) ? 'code' : null
    return (await passkeys.use('confirm', userId, from.origin, given.passkey)) ? 'passkey' : null
  }
}

/** What a person is told whose proof was not right. */
export function refusedProof(given: GivenProof): AppError {
  if ('password' in given) return appError('refused', 'The password is not right.', { field: 'password' })
  if ('code' in given) {
    return appError('refused', 'The code is not right, or was used before.', {
      field: 'code',
      next: 'Wait for the next one.',
    })
  }
  return appError('refused', 'The passkey did not answer as it should.', {
    next: 'Try again, or use another.',
  })
}
