import type { OpenIdSettings, ProbeStep } from '@/server/shared/identity-provider'
import { discover } from './end-session'

/** Tries whether the issuer answers as an OpenID provider. Its client and secret show only when somebody signs in. */
export async function probeOpenId({ issuer }: OpenIdSettings): Promise<ProbeStep[]> {
  try {
    const found = await discover(issuer)
    if (found.issuer.replace(/\/$/, '') !== issuer) {
      return [
        {
          step: 'connect',
          state: 'failed',
          sentence: `It answers, but calls itself ${found.issuer}.`,
          next: 'Use exactly that as the issuer.',
        },
      ]
    }
    return [
      { step: 'connect', state: 'ok', sentence: 'The provider answers.' },
      found.end_session_endpoint
        ? { step: 'user', state: 'ok', sentence: 'Signing out there is possible.' }
        : { step: 'user', state: 'skipped', sentence: 'It has no way to sign out there.' },
    ]
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : ''
    const said = error instanceof Error ? error.message : String(error)
    return [
      {
        step: 'connect',
        state: 'failed',
        sentence: `No OpenID provider answers at ${issuer}: ${cause || said}`,
        next: 'Check the issuer: its address and /.well-known/openid-configuration has to be reachable from this server.',
      },
    ]
  }
}
