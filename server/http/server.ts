import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { nodeHTTPRequestHandler } from '@trpc/server/adapters/node-http'
import createNext from 'next'
import { readCookie, sessionCookieName } from '@/server/access/cookies'
import { originOf } from '@/server/access/origin'
import { bearerOf } from '@/server/access/tokens'
import { appRouter } from '@/server/api/root'
import { consolePath } from '@/server/api/routers/console'
import { SharedTexts } from '@/server/api/shared-texts'
import type { Services } from '@/server/api/trpc'
import type { ConsoleGateway } from '@/server/console/gateway'
import type { Env } from '@/server/env'
import type { Leader } from '@/server/jobs/leader'
import { languageFor } from '@/server/shared/languages'
import { provideRoot } from '@/server/shared/root'
import { answerTexts } from '@/server/texts/catalogues'
import { languageOf, readAs } from '@/server/texts/reading'
import { auditExportPath, sendAuditExport } from './audit-export'
import { compressAnswer } from './compress'
import { drawOnce } from './draw-once'
import { fillShared } from './fill-shared'
import { noteAddress, redirectFor, sameOrigin, trustedProxies } from './front-door'
import { PackedFiles } from './packed-files'
import { allowPage, setSecurityHeaders } from './security-headers'

const trpcPrefix = '/api/trpc/'

export interface OpenServer {
  url: string
  /** Loads what pages need, as the first one would that is asked for; see `drawOnce`. It answers meanwhile, too. */
  prepare(): Promise<void>
  close(): Promise<void>
}

/** The one HTTP server: health, tRPC, the console gateway, and Next for pages and next-auth. */
export async function openHttpServer({
  env,
  root,
  secure,
  services,
  consoles,
  leader,
}: {
  env: Env
  root: string
  secure: boolean
  services: Services
  consoles: ConsoleGateway
  leader: Pick<Leader, 'leading'>
}): Promise<OpenServer> {
  const development = env.NODE_ENV === 'development'
  const cookie = sessionCookieName(secure)
  const proxies = trustedProxies(env.TRUSTED_PROXIES)
  // next-auth asks by environment where it lives; behind a proxy only PUBLIC_URL tells.
  if (env.PUBLIC_URL) process.env.NEXTAUTH_URL = env.PUBLIC_URL
  else process.env.AUTH_TRUST_HOST = 'true'

  provideRoot(root)
  const next = createNext({ dev: development, dir: root, hostname: env.HOST, port: env.PORT })
  await next.prepare()
  const page = next.getRequestHandler()
  const upgrade = next.getUpgradeHandler()
  const packed = new PackedFiles(path.join(root, '.next', 'static'))
  let ready = true

  const userOf = (request: IncomingMessage) => {
    const token = readCookie(request.headers.cookie, cookie)
    return token ? services.sessions.find(token) : Promise.resolve(null)
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = request.url ?? '/'
    const address = noteAddress(request, proxies)
    setSecurityHeaders(response, { secure })
    if (!env.PUBLIC_URL) {
      // Without a proxy that we were told of, nobody may say under which name Domus is reached.
      delete request.headers['x-forwarded-host']
      delete request.headers['x-forwarded-proto']
    }
    if (url === '/api/health') return health(response)
    if (!development && isRead(request) && packed.answer(request, response)) return
    if (isRead(request) && answerTexts(request, response)) return
    const bearer = url.startsWith(trpcPrefix) ? bearerOf(request.headers.authorization) : undefined
    if (bearer !== undefined && readCookie(request.headers.cookie, cookie) !== undefined) {
      response.writeHead(400, { 'Content-Type': 'text/plain' }).end('Give a token or a cookie, not both.')
      return
    }
    // No page of another site can make a browser send this header: it would have to ask us first.
    // Reads of the interface too, streams among them: pages are come to from elsewhere, answers to our own code are not.
    const guarded = !isRead(request) || url.startsWith(trpcPrefix)
    if (bearer === undefined && guarded && !sameOrigin(request, env.PUBLIC_URL)) {
      response.writeHead(403, { 'Content-Type': 'text/plain' }).end('This request comes from another site.')
      return
    }
    if (url.startsWith(trpcPrefix)) {
      response.setHeader('Cache-Control', 'no-store')
      const path = (url.split('?')[0] ?? '').slice(trpcPrefix.length)
      const shared = new SharedTexts()
      await nodeHTTPRequestHandler({
        req: request,
        res: fillShared(compressAnswer(request, response), shared),
        path,
        router: appRouter,
        createContext: async () => ({
          ...services,
          user: await (bearer === undefined ? userOf(request) : services.tokens.find(bearer, address)),
          address,
          origin: originOf(request.headers.host, env.PUBLIC_URL),
          shared,
          language: languageFor(request.headers['accept-language']),
        }),
        maxBodySize: 1024 * 1024,
      })
      return
    }
    if (isRead(request) && url.split('?')[0] === auditExportPath) {
      await sendAuditExport(services, await userOf(request), { url, address }, response)
      return
    }
    const size = isRead(request) ? undefined : refusedSize(request)
    if (size !== undefined) {
      response.writeHead(size, { 'Content-Type': 'text/plain', Connection: 'close' }).end('This is too much.')
      return
    }
    const user = url.startsWith('/_next/') ? null : await userOf(request)
    const to = redirectFor(url, user)
    if (to) {
      response.writeHead(307, { Location: to, 'Cache-Control': 'no-store' }).end()
      return
    }
    allowPage(request, response, { development })
    const language = await languageOf(services.db, user?.userId, request.headers['accept-language'])
    await readAs(language, () => page(request, response))
  }

  async function health(response: ServerResponse): Promise<void> {
    let database = true
    try {
      await services.db.$queryRaw`SELECT 1`
    } catch {
      database = false
    }
    const well = ready && database
    response.writeHead(well ? 200 : 503, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' })
    const { version } = services
    const { leading } = leader
    response.end(JSON.stringify({ status: well ? 'ok' : 'unavailable', database, leading, version }))
  }

  const server = createServer((request, response) => {
    handle(request, response).catch(error => {
      console.error('A request failed:', error)
      if (!response.headersSent) response.writeHead(500, { 'Content-Type': 'text/plain' })
      response.end('Domus met an error of its own.')
    })
  })
  server.on('upgrade', (request, socket, head) => {
    noteAddress(request, proxies)
    if (request.url?.split('?')[0] === consolePath) return consoles.handleUpgrade(request, socket, head)
    if (development) return void upgrade(request, socket, head)
    socket.destroy()
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(env.PORT, env.HOST, resolve)
  })
  const { port } = server.address() as AddressInfo
  const host = env.HOST.includes(':') ? `[${env.HOST}]` : env.HOST
  return {
    url: env.PUBLIC_URL ?? `http://${host}:${port}`,
    async prepare() {
      // Pages are compiled anew there, each when it is looked at.
      if (development) return
      await drawOnce((request, response) => readAs('en', () => page(request, response)), '/vms')
    },
    async close() {
      ready = false
      // Live feeds never end by themselves.
      const closed = new Promise(resolve => server.close(resolve))
      server.closeAllConnections()
      await closed
      await next.close()
    },
  }
}

/** Forms of the sign-in are small; how long they are has to be said beforehand. */
const mostFormBytes = 64 * 1024

/** The status that refuses a body which is too long, or does not say how long it is. */
function refusedSize({ headers }: IncomingMessage): number | undefined {
  if (headers['transfer-encoding'] !== undefined) return 411
  return Number(headers['content-length'] ?? 0) > mostFormBytes ? 413 : undefined
}

function isRead({ method }: IncomingMessage): boolean {
  return method === 'GET' || method === 'HEAD'
}
