import { signIn } from 'next-auth/react'

/** What came of an attempt to sign in; a number: seconds to wait before the next one counts. */
export type SignInOutcome = 'signed-in' | 'refused' | 'expired' | 'unavailable' | 'unreachable' | number

/** Tries one of the ways of server/access/auth-options.ts. */
export async function attemptSignIn(
  way: 'credentials' | 'passkey' | 'second-factor',
  given: Record<string, string>,
): Promise<SignInOutcome> {
  try {
    const answer = await signIn(way, { ...given, redirect: false })
    if (answer?.ok && !answer.error) return 'signed-in'
    const seconds = /^wait:(\d+)$/.exec(answer?.error ?? '')?.[1]
    if (seconds) return Number(seconds)
    if (answer?.error === 'expired' || answer?.error === 'unavailable') return answer.error
    return answer?.status === 401 ? 'refused' : 'unreachable'
  } catch (error) {
    // next-auth's client throws what fetch throws, and on an answer that is not its own.
    console.warn('sign-in', error)
    return 'unreachable'
  }
}
