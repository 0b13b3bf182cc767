import { z } from 'zod'
import type { Db } from '@/server/db/client'
import type { Providers } from '../providers'
import type { SecretBox } from '../secrets'
import { aboutIdToken } from './sign-in'

const discovery = z.object({ end_session_endpoint: z.url({ protocol: /^https?$/ }).optional() })
const answerMs = 5_000

/** What the provider says of itself. Throws when it does not answer as one. */
export async function discover(issuer: string): Promise<z.infer<typeof discovery> & { issuer: string }> {
  const answer = await fetch(`${issuer}/.well-known/openid-configuration`, {
    redirect: 'error',
    signal: AbortSignal.timeout(answerMs),
  })
  if (!answer.ok) throw new Error(`It answers with HTTP ${answer.status}.`)
  return discovery.extend({ issuer: z.string() }).parse(await answer.json())
}

/**
 * Where to go to sign out at the provider that opened a session (OpenID Connect RP-Initiated Logout), or null: it was
 * opened otherwise, the provider has no such place, or it does not answer now. `home`: where to come back to.
 */
export async function endSessionUrl(
  { db, providers, box }: { db: Db; providers: Providers; box: SecretBox },
  sessionId: string,
  home: string,
): Promise<string | null> {
  const row = await db.providerSignIn.findUnique({ where: { sessionId } })
  if (!row) return null
  const provider = await providers.find(row.providerId)
  if (provider?.kind !== 'openid' || !provider.settings.signOutThere) return null
  try {
    const { end_session_endpoint: endpoint } = await discover(provider.settings.issuer)
    if (!endpoint) return null
    const url = new URL(endpoint)
    url.searchParams.set('id_token_hint', box.open(row.idToken, aboutIdToken(sessionId)))
    url.searchParams.set('client_id', provider.settings.clientId)
    url.searchParams.set('post_logout_redirect_uri', home)
    return url.href
  } catch (error) {
    console.warn(`${provider.name} does not say how to sign out there:`, error)
    return null
  }
}
