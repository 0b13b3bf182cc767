import type { Db } from '@/server/db/client'
import type { SecuritySettings } from '@/server/shared/security-settings'
import type { SecondFactorStanding } from '@/server/shared/sign-in-standing'
import { rolesOf } from './roles-of'

/** Whether a user has a second factor that can be given. Recovery codes stand in for one and are none by themselves. */
export async function hasSecondFactor(db: Pick<Db, 'totp' | 'passkey'>, userId: string): Promise<boolean> {
  const [totp, passkeys] = await Promise.all([
    db.totp.count({ where: { userId } }),
    db.passkey.count({ where: { userId } }),
  ])
  return totp + passkeys > 0
}

/** Where a session in which none was given stands, as things are now. */
export async function standingWithout(
  db: Db,
  settings: SecuritySettings,
  userId: string,
): Promise<Exclude<SecondFactorStanding, 'given'>> {
  if (await hasSecondFactor(db, userId)) return 'to-give'
  const { secondFactorRoles } = settings
  if (secondFactorRoles.length === 0) return 'not-needed'
  const roles = await rolesOf(db, userId)
  return secondFactorRoles.some(role => roles.has(role)) ? 'to-set-up' : 'not-needed'
}
