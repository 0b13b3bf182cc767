import type { Db } from '@/server/db/client'
import { generatePassword, hashPassword } from './passwords'

export interface FirstAdmin {
  username: string
  /** There when it was generated just now: to be shown once. */
  generatedPassword?: string
}

/**
 * Makes the first administrator if there is no user yet. A generated password has to be changed at the first
 * sign-in; one from the environment was chosen by someone and stays. Returns undefined if users exist.
 */
export async function ensureAdmin(
  db: Db,
  username: string,
  given: string | undefined,
): Promise<FirstAdmin | undefined> {
  if ((await db.user.count()) > 0) return undefined
  const password = given ?? generatePassword()
  await db.user.create({
    data: {
      username,
      passwordHash: await hashPassword(password),
      role: 'pool-admin',
      mustChangePassword: given === undefined,
    },
  })
  return given === undefined ? { username, generatedPassword: password } : { username }
}
