import type { NextAuthOptions } from 'next-auth'
import type { CredentialsConfig } from 'next-auth/providers/credentials'
import type { OAuthConfig } from 'next-auth/providers/oauth'
import { readCookie, sessionCookieName } from './cookies'
import type { Claims } from './openid/provider'
import { originOf } from './origin'
import { cookieSeconds, type Sessions } from './sessions'
import type { SignInResult } from './sign-in'
import type { From } from './sign-in-factors'

/** The header in which the front door hands the caller's address on; it drops one that came from outside. */
export const addressHeader = 'x-domus-address'

export interface AuthDeps {
  secure: boolean
  secret: string
  sessions: Sessions
  publicUrl: string | undefined
  ways: {
    password: (given: unknown, from: From) => Promise<SignInResult>
    passkey: (given: unknown, from: From) => Promise<SignInResult>
    /** `token` is that of the session which waits for it. */
    secondFactor: (token: string, given: unknown, from: From) => Promise<SignInResult>
  }
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
  { secure, secret, sessions, publicUrl, ways, signedOut, openIdProviders, signInByOpenId }: AuthDeps,
  headers: Headers,
): Promise<NextAuthOptions> {
  const caller = {
    address: headers.get(addressHeader) ?? '',
    userAgent: headers.get('user-agent') ?? '',
  }
  /** A way of sign-in whose proof comes with the request itself. */
  const provider = (
    id: string,
    name: string,
    prove: (given: unknown, request: { from: From; cookie: string | undefined }) => Promise<SignInResult>,
  ): CredentialsConfig => ({
    id,
    name,
    type: 'credentials',
    credentials: {},
    async authorize(given, { headers = {} }) {
      const { cookie, host, 'user-agent': userAgent = '' } = headers
      const from = { address: headers[addressHeader] ?? '', userAgent, origin: originOf(host, publicUrl) }
      const result = await prove(given, { from, cookie })
      if (result.outcome === 'wait') throw new Error(`wait:${result.seconds}`)
      if (result.outcome === 'expired') throw new Error('expired')
      if (result.outcome === 'unavailable') throw new Error('unavailable')
      if (result.outcome === 'refused') return null
      return { id: result.userId, name: result.username, token: result.token }
    },
  })
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
      provider('credentials', 'Password', (given, { from }) => ways.password(given, from)),
      provider('passkey', 'Passkey', (given, { from }) => ways.passkey(answerIn(given), from)),
      provider('second-factor', 'Second factor', (given, { from, cookie }) =>
        ways.secondFactor(readCookie(cookie, sessionCookieName(secure)) ?? '', answerIn(given), from),
      ),
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

/** Forms of next-auth carry texts only: what has parts comes as JSON under one name. */
function answerIn(given: unknown): unknown {
  if (typeof given !== 'object' || given === null || !('answer' in given)) return undefined
  try {
    return JSON.parse(String(given.answer))
  } catch {
    return undefined
  }
}
