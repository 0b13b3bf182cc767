import type { Db } from '@/server/db/client'
import type { Prisma } from '@/server/db/generated/client'
import { whyWeak } from './password-policy'
import { generatePassword, hashPassword } from './passwords'

/** Matches the user of this name, whatever the case. The comparison is a pattern, in which "_" would be any letter. */
export function byName(username: string): Prisma.UserWhereInput {
  return { username: { equals: username.replace(/[\\%_]/g, '\\$&'), mode: 'insensitive' } }
}

export interface FirstAdmin {
  username: string
  /** There when it was generated just now: to be shown once. */
  generatedPassword?: string
}

/** An advisory lock, so that of processes that start together one makes the administrator. */
const firstLock = 1_148_151_160

/**
 * Makes the first administrator if there is no user yet. A generated password has to be changed at the first
 * sign-in; one from the environment was chosen by someone and stays, if it is a good one. Returns undefined if users exist.
 */
export async function ensureAdmin(
  db: Db,
  username: string,
  given: string | undefined,
): Promise<FirstAdmin | undefined> {
  if ((await db.user.count()) > 0) return undefined
  const password = given ?? generatePassword()
  const passwordHash = await hashPassword(password)
  // One from the environment stays unless nobody should have it; a start is not refused for it.
  const mustChangePassword = given === undefined || (await whyWeak(given, username)) !== undefined
  const made = await db.$transaction(async tx => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(${firstLock})`
    if ((await tx.user.count()) > 0) return false
    await tx.user.create({
      data: {
        username,
        passwordHash,
        mustChangePassword,
        grants: {
          create: { role: 'owner', scopeKind: 'everything', mayDelegate: true, givenByName: 'Domus' },
        },
      },
    })
    return true
  })
  if (!made) return undefined
  return given === undefined ? { username, generatedPassword: password } : { username }
}
