import { appError } from '@/server/errors'
import type { SignedIn } from './sessions'

/** For the gravest deeds a person has to have proved who they are within this. */
export const recentMs = 5 * 60 * 1000

export function isRecent({ authenticatedAt }: Pick<SignedIn, 'authenticatedAt'>, now = Date.now()): boolean {
  return now - authenticatedAt <= recentMs
}

/** Throws 'recent-sign-in-required' when it is longer ago. */
export function requireRecentSignIn(user: Pick<SignedIn, 'authenticatedAt'>, now = Date.now()): void {
  if (isRecent(user, now)) return
  throw appError('recent-sign-in-required', 'Confirm that it is you first.', {
    next: 'This needs a sign-in within the last five minutes.',
  })
}
