import { createServer } from 'node:http'
import { createConsoleGateway } from '@/server/console/gateway'
import type { ConsoleGrant } from '@/server/console/tickets'
import type { Seat } from '@/server/console/viewers'
import { parseEndpoint } from '@/server/xapi/endpoint'
import { openSocket } from '@/server/xapi/socket'
import type { HostPlace } from './host'

export interface GatewayPlace {
  readonly port: number
}

/** What the process of the gateway uses, in bytes. */
export interface GatewayMemory {
  readonly resident: number
}

const grant: ConsoleGrant = { userId: 'u', sessionId: 's', pool: 'p', object: 'p.vm', kind: 'screen' }
const seat: Seat = {
  seats: { self: 'me', viewers: [] },
  mode: 'work',
  onChange: () => undefined,
  ask: async () => [],
  leave: async () => undefined,
}

/** The gateway by itself, in front of the host of the bench: every ticket is good. Answers each message with its memory. */
export async function serveGateway({ tls, pin }: HostPlace): Promise<void> {
  const endpoint = parseEndpoint(`https://127.0.0.1:${tls}`)
  const gateway = createConsoleGateway<ConsoleGrant>({
    redeem: async () => grant,
    open: async (_, signal) => {
      const { socket } = await openSocket(endpoint, { pin }, { signal })
      return { stream: socket, head: Buffer.alloc(0) }
    },
    originAllowed: () => true,
    onOpened: async () => ({ closed: () => undefined }),
    join: async () => seat,
    onTaken: async () => undefined,
    log: (message, error) => console.error(message, error),
  })
  const server = createServer()
  server.on('upgrade', (request, socket, head) => gateway.handleUpgrade(request, socket, head))
  process.on('message', () => {
    const memory: GatewayMemory = { resident: process.memoryUsage().rss }
    process.send?.(memory)
  })
  server.listen(0, '127.0.0.1', () => {
    const address = server.address()
    if (address === null || typeof address === 'string') throw new Error('The gateway has no port')
    const place: GatewayPlace = { port: address.port }
    process.send?.(place)
  })
}
