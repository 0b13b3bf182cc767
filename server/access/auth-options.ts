import type { NextAuthOptions } from 'next-auth'
import type { OAuthConfig } from 'next-auth/providers/oauth'
import { sessionCookieName } from './cookies'
import type { Claims } from './openid/provider'
import { cookieSeconds, type Sessions } from './sessions'
import type { SignInResult } from './sign-in'

/** The header in which the front door hands the caller's address on; it drops one that came from outside. */
export const addressHeader = 'x-domus-address'

export interface AuthDeps {
  secure: boolean
  secret: string
  sessions: Sessions
  signIn: (given: unknown, from: { address: string; userAgent: string }) => Promise<SignInResult>
  signedOut: (token: string) => Promise<void>
  /** OpenID providers that are enabled now. */
  openIdProviders: () => Promise<OAuthConfig<Claims>[]>
  signInByOpenId: (
    from: { providerId: string; subject: string; claims: Claims; idToken: string | undefined },
    caller: { address: string; userAgent: string },
  ) => Promise<{ token: string; userId: string; username: string } | { refused: string }>
}

/**
 * next-auth with sessions of ours. Its "JWT" is the random token of a row in Postgres: `encode` hands that token to
 * the cookie, `decode` looks it up, so a revoked session is over at once, which a signed token could not be.
 */
export async function createAuthOptions(
  { secure, secret, sessions, signIn, signedOut, openIdProviders, signInByOpenId }: AuthDeps,
  headers: Headers,
): Promise<NextAuthOptions> {
  const caller = {
    address: headers.get(addressHeader) ?? '',
    userAgent: headers.get('user-agent') ?? '',
  }
  return {
    secret,
    useSecureCookies: secure,
    pages: { signIn: '/sign-in', error: '/sign-in' },
    session: { strategy: 'jwt', maxAge: cookieSeconds },
    cookies: {
      sessionToken: {
        name: sessionCookieName(secure),
        options: { httpOnly: true, sameSite: 'lax', path: '/', secure },
      },
    },
    providers: [
      {
        id: 'credentials',
        name: 'Password',
        type: 'credentials',
        credentials: {},
        async authorize(given, request) {
          const headers = request.headers ?? {}
          const from = { address: headers[addressHeader] ?? '', userAgent: headers['user-agent'] ?? '' }
          const result = await signIn(given, from)
          if (result.outcome === 'wait') throw new Error(`wait:${result.seconds}`)
          if (result.outcome === 'expired') throw new Error('expired')
          if (result.outcome === 'unavailable') throw new Error('unavailable')
          if (result.outcome === 'refused') return null
          return { id: result.userId, name: result.username, token: result.token }
        },
      },
      ...(await openIdProviders()),
    ],
    callbacks: {
      /** By an OpenID provider: the session is opened here, where a refusal still leads to the sign-in page. */
      async signIn({ user, account, profile }) {
        if (account?.type !== 'oauth') return true
        const claims: Claims = { ...profile }
        const { provider: providerId, providerAccountId: subject, id_token: idToken } = account
        const result = await signInByOpenId({ providerId, subject, claims, idToken }, caller)
        if ('refused' in result) return `/sign-in?error=${encodeURIComponent(result.refused)}`
        Object.assign(user, { id: result.userId, token: result.token })
        return true
      },
      jwt: ({ token, user }) => (user && 'token' in user ? { ...token, sessionToken: user.token } : token),
      // Nothing about the user goes through next-auth: pages ask session.me.
      session: ({ session }) => ({ expires: session.expires }),
    },
    jwt: {
      encode: async ({ token }) => (typeof token?.sessionToken === 'string' ? token.sessionToken : ''),
      decode: async ({ token }) => {
        const found = token ? await sessions.find(token) : null
        return found ? { sub: found.userId, name: found.username, sessionToken: token } : null
      },
    },
    events: {
      async signOut({ token }) {
        if (typeof token?.sessionToken === 'string') await signedOut(token.sessionToken)
      },
    },
    logger: {
      // Failed sign-ins stand in the audit log; next-auth would print them as errors.
      error: (code, detail) => {
        if (code !== 'CALLBACK_CREDENTIALS_HANDLER_ERROR') console.error('next-auth', code, detail)
      },
      warn: () => undefined,
      debug: () => undefined,
    },
  }
}
