/** How someone proved who they are; programs by a token. */
export const signInMethods = ['password', 'passkey', 'openid', 'directory', 'token'] as const
export type SignInMethod = (typeof signInMethods)[number]

/**
 * Where a session stands with the second factor: given; not asked of this person; the person has one and has to give
 * it; a role of theirs requires one and they have to set it up.
 */
export type SecondFactorStanding = 'given' | 'not-needed' | 'to-give' | 'to-set-up'

/** What has to be done in a session before anything else. */
export type Owed = 'second-factor' | 'password' | 'second-factor-set-up'

/** The next thing owed, or undefined: nothing. A password is changed only by who gave the second factor. */
export function owed(user: {
  mustChangePassword: boolean
  secondFactor: SecondFactorStanding
}): Owed | undefined {
  if (user.secondFactor === 'to-give') return 'second-factor'
  if (user.mustChangePassword) return 'password'
  return user.secondFactor === 'to-set-up' ? 'second-factor-set-up' : undefined
}

/** The page on which each of them is done. */
export const payAt: Record<Owed, string> = {
  'second-factor': '/second-factor',
  password: '/change-password',
  'second-factor-set-up': '/second-factor/set-up',
}
