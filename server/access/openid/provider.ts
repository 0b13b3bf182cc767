import type { OAuthConfig } from 'next-auth/providers/oauth'
import type { Provider } from '../providers'

/** What an ID token and the userinfo endpoint say of somebody. */
export type Claims = Record<string, unknown>

/** Where people come back to from a provider: to be told to it. */
export const callbackPath = (id: string) => `/api/auth/callback/${id}`

const answerMs = 10_000

/** next-auth's way to sign in by a provider, from what is configured now: with PKCE, state and nonce. */
export function openIdProvider(provider: Provider & { kind: 'openid' }): OAuthConfig<Claims> {
  const { issuer, clientId, scopes } = provider.settings
  return {
    id: provider.id,
    name: provider.name,
    type: 'oauth',
    issuer,
    wellKnown: `${issuer}/.well-known/openid-configuration`,
    clientId,
    // Without a secret the client is a public one, which PKCE protects alone.
    ...(provider.secret
      ? { clientSecret: provider.secret }
      : { client: { token_endpoint_auth_method: 'none' } }),
    authorization: { params: { scope: ['openid', ...scopes.split(/\s+/).filter(Boolean)].join(' ') } },
    idToken: true,
    checks: ['pkce', 'state', 'nonce'],
    httpOptions: { timeout: answerMs },
    userinfo: {
      // Many providers put groups and names there alone. The ID token, which is signed, has the last word.
      async request({ client, tokens }) {
        const claims = 'claims' in tokens && typeof tokens.claims === 'function' ? tokens.claims() : {}
        if (!client.issuer.metadata.userinfo_endpoint || !tokens.access_token) return claims
        const more = await client.userinfo(tokens.access_token)
        // It has to speak of the same person (OpenID Connect Core, 5.3.2).
        if (more.sub !== claims.sub) throw new Error('The userinfo endpoint speaks of somebody else.')
        return { ...more, ...claims }
      },
    },
    profile: claims => ({ id: String(claims.sub ?? '') }),
  }
}

/** A claim by its name, or by a path of names as in Keycloak's "realm_access.roles". */
export function claimOf(claims: Claims, path: string): unknown {
  if (Object.hasOwn(claims, path)) return claims[path]
  return path
    .split('.')
    .reduce<unknown>(
      (value, key) =>
        typeof value === 'object' && value !== null && Object.hasOwn(value, key)
          ? new Map(Object.entries(value)).get(key)
          : undefined,
      claims,
    )
}

/** The texts of a claim that is a text or a list of them. */
export function textsOf(value: unknown): string[] {
  return [value].flat().filter(one => typeof one === 'string')
}

/** What each way of `amr` (RFC 8176) proves: two that prove different things are two factors. */
const factorOf: Record<string, 'known' | 'owned' | 'being'> = {
  pwd: 'known',
  pin: 'known',
  kba: 'known',
  otp: 'owned',
  sms: 'owned',
  tel: 'owned',
  hwk: 'owned',
  swk: 'owned',
  sc: 'owned',
  fpt: 'being',
  face: 'being',
  iris: 'being',
  retina: 'being',
  vbm: 'being',
}

/** Whether the provider says that two factors were given there. */
export function saysTwoFactors(claims: Claims, factorsAcr: string): boolean {
  const ways = textsOf(claims.amr)
  if (ways.includes('mfa')) return true
  const factors = new Set(ways.flatMap(way => factorOf[way] ?? []))
  if (factors.size > 1) return true
  const meant = factorsAcr.split(/\s+/).filter(Boolean)
  return textsOf(claims.acr).some(acr => meant.includes(acr))
}
