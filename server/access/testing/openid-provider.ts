import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import Provider from 'oidc-provider'

export interface OpenIdServer {
  issuer: string
  clientId: string
  clientSecret: string
  /** What is said of each account: claims beside "sub", by the name it signs in with. */
  accounts: Map<string, Record<string, unknown>>
  /** How they sign in there. */
  amr: string[]
  /** Authorization requests that came, by their parameters. */
  asked: URLSearchParams[]
  /** Names of those who have signed out there. */
  signedOut: number
  /** Tells it where Domus is, once that is known. */
  register(callback: string, afterSignOut: string): void
  stop(): Promise<void>
}

/** A real OpenID provider in this process, whose sign-in page asks for a name alone. */
export async function startOpenIdServer(): Promise<OpenIdServer> {
  const redirects: string[] = []
  const afterSignOut: string[] = []
  const state = {
    accounts: new Map<string, Record<string, unknown>>(),
    amr: ['pwd'],
    asked: [] as URLSearchParams[],
    signedOut: 0,
  }
  const clientId = 'domus'
  const clientSecret = 'a secret of the client, long enough'
  let provider: Provider | undefined
  const server = createServer((request, response) => {
    answer(request, response).catch(error => {
      console.error('The provider failed:', error)
      response.writeHead(500).end()
    })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  function make(): Provider {
    const made = new Provider(issuer, {
      clients: [
        {
          client_id: clientId,
          client_secret: clientSecret,
          redirect_uris: redirects,
          post_logout_redirect_uris: afterSignOut,
        },
      ],
      cookies: { keys: ['a key for cookies'] },
      pkce: { required: () => true },
      scopes: ['openid', 'profile', 'groups'],
      claims: { openid: ['sub'], profile: ['preferred_username'], groups: ['groups'], amr: null, acr: null },
      features: { devInteractions: { enabled: false }, rpInitiatedLogout: { enabled: true } },
      interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
      findAccount: (_, id) => ({
        accountId: id,
        claims: () => ({ sub: `subject of ${id}`, ...state.accounts.get(id) }),
      }),
      async loadExistingGrant(ctx) {
        const accountId = ctx.oidc.session?.accountId
        if (!accountId) return undefined
        const grant = new made.Grant({ clientId, accountId })
        grant.addOIDCScope('openid profile groups')
        await grant.save()
        return grant
      },
    })
    made.on('end_session.success', () => {
      state.signedOut++
    })
    return made
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', issuer)
    provider ??= make()
    if (url.pathname === '/auth') state.asked.push(url.searchParams)
    if (!url.pathname.startsWith('/interaction/')) return void provider.callback()(request, response)
    if (request.method === 'GET') {
      response.writeHead(200, { 'Content-Type': 'text/html' })
      response.end(
        '<!doctype html><title>Provider</title><form method="post"><label>Your name <input name="login"></label><button>Continue</button></form>',
      )
      return
    }
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const login = new URLSearchParams(Buffer.concat(chunks).toString()).get('login') ?? ''
    await provider.interactionFinished(request, response, { login: { accountId: login, amr: state.amr } })
  }

  return Object.assign(state, {
    issuer,
    clientId,
    clientSecret,
    register(callback: string, home: string) {
      redirects.push(callback)
      afterSignOut.push(home)
      provider = undefined
    },
    stop: () =>
      new Promise<void>(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  })
}
