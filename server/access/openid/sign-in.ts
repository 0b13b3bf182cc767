import type { AuditLog } from '@/server/audit/record'
import type { Db } from '@/server/db/client'
import { say } from '@/server/shared/text'
import { admit, type Turned } from '../admit'
import { takeOver } from '../outside-groups'
import type { Providers } from '../providers'
import type { SecretBox } from '../secrets'
import { openFor, type SignInDeps } from '../sign-in'
import { type Claims, claimOf, saysTwoFactors, textsOf } from './provider'

export const aboutIdToken = (sessionId: string) => `ID token of session ${sessionId}`

/** Why somebody a provider vouches for does not come in: one of these stands in the address of the sign-in page. */
export type OpenIdRefusal = Turned | 'provider-gone' | 'no-name'

/**
 * Turns "the provider says this is subject S" into a session. The caller has checked signature, issuer, audience, nonce,
 * state and PKCE. The ID token is kept, sealed, for signing out there.
 */
export async function signInByOpenId(
  deps: Omit<SignInDeps, 'attempts' | 'directories'> & {
    db: Db
    audit: AuditLog
    providers: Providers
    box: SecretBox
  },
  from: { providerId: string; subject: string; claims: Claims; idToken: string | undefined },
  { address, userAgent }: { address: string; userAgent: string },
): Promise<{ token: string; userId: string; username: string } | { refused: OpenIdRefusal }> {
  const { db, audit, providers, box } = deps
  const provider = await providers.find(from.providerId)
  if (provider?.kind !== 'openid' || !provider.enabled) return { refused: 'provider-gone' }
  const { settings } = provider
  const username = textsOf(claimOf(from.claims, settings.nameClaim))[0] ?? ''
  const refuse = async (refused: OpenIdRefusal) => {
    await audit.note({
      userName: username || from.subject.slice(0, 64),
      address,
      action: 'session.signIn',
      sentence: say('Sign in'),
      params: { method: 'openid', provider: provider.name, subject: from.subject },
      result: 'failed',
      errorCode: refused,
    })
    return { refused }
  }
  if (from.subject === '') return refuse('no-name')
  const admitted = await admit(deps, provider, {
    subject: from.subject,
    label: username || from.subject,
    username,
    address,
  })
  if ('turned' in admitted)
    return refuse(admitted.turned === 'name-not-usable' && username === '' ? 'no-name' : admitted.turned)
  const { userId } = admitted
  if (settings.groupsClaim) {
    await takeOver(deps, provider, userId, textsOf(claimOf(from.claims, settings.groupsClaim)))
  }
  const secondFactor = settings.trustFactors && saysTwoFactors(from.claims, settings.factorsAcr)
  const opened = await openFor(deps, userId, { method: 'openid', secondFactor, address, userAgent })
  if (!opened) return refuse('disabled')
  if (from.idToken && settings.signOutThere) {
    const { sessionId } = opened
    const idToken = box.seal(from.idToken, aboutIdToken(sessionId))
    await db.providerSignIn.create({ data: { sessionId, providerId: provider.id, idToken } })
  }
  return { token: opened.token, userId, username: opened.username }
}
