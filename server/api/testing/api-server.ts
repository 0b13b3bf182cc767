import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { nodeHTTPRequestHandler } from '@trpc/server/adapters/node-http'
import type { SignedIn } from '@/server/access/sessions'
import type { openRooms } from '@/server/testing/rooms'
import { appRouter } from '../root'
import type { Services } from '../trpc'

type Rooms = ReturnType<typeof openRooms>

/** Answers whatever is no call of the API. */
type Other = (
  services: Services,
  user: SignedIn,
  url: string,
  response: Parameters<Parameters<typeof createServer>[1] & object>[1],
) => Promise<void>

/** The API over HTTP, to which the header `x-user` says who asks. */
export async function serveApi(rooms: Rooms, other: Other) {
  const services = { ...rooms, version: '0' }
  const server = createServer((req, res) => {
    const userId = String(req.headers['x-user'] ?? '')
    const user: SignedIn = {
      sessionId: userId,
      userId,
      username: userId,
      mustChangePassword: false,
      method: 'password',
      authenticatedAt: Date.now(),
      secondFactor: 'not-needed',
    }
    const path = (req.url ?? '').split('?')[0]?.slice(1) ?? ''
    if (path.includes('/')) return void other(services, user, req.url ?? '', res)
    void nodeHTTPRequestHandler({
      req,
      res,
      path,
      router: appRouter,
      createContext: async () => ({ ...services, user, address: '', origin: rooms.origin }),
    })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    stop: () =>
      new Promise<void>(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
