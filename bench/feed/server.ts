import { createServer } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { initTRPC, tracked } from '@trpc/server'
import { nodeHTTPRequestHandler } from '@trpc/server/adapters/node-http'
import { applyWSSHandler } from '@trpc/server/adapters/ws'
import { WebSocketServer } from 'ws'
import { z } from 'zod'
import { createSights } from '../../server/access/sight/sights'
import { createLiveFeed, type LiveFeed } from '../../server/api/live-feed'
import { wireMessage } from '../../server/api/live-wire'
import { SharedTexts } from '../../server/api/shared-texts'
import { compressAnswer } from '../../server/http/compress'
import { fillShared } from '../../server/http/fill-shared'
import { accessAs, steadyRights } from '../../server/testing/access'
import { interestsOf } from '../domus/tab'
import { follow, type Place } from '../inventory/followers'
import { noOperations } from '../inventory/tabs'

/** Server-sent events or a WebSocket. */
export type Carrier = 'sse' | 'ws'

/** Where the streams are, and a VM that each tab shows. */
export interface Streams {
  readonly port: number
  readonly probe: { readonly ref: string; readonly name: string }
}

/** Since the process began: seconds of the processor, bytes written to all sockets; and bytes resident now. */
export interface Cost {
  readonly cpu: number
  readonly bytes: number
  readonly memory: number
  /** Milliseconds. */
  readonly at: number
}

/** What zlib is asked for, as by server/http/compress.ts. */
const level = 4
const viewer = { sessionId: 'bench', access: accessAs('owner') }
const t = initTRPC
  .context<{ feed: LiveFeed; shared?: SharedTexts }>()
  .create({ sse: { ping: { enabled: true, intervalMs: 10_000 } } })
const router = t.router({
  changes: t.procedure.input(z.object({ tab: z.string() })).subscription(async function* ({
    ctx,
    input,
    signal = new AbortController().signal,
  }) {
    for await (const message of ctx.feed.stream(viewer, input.tab, undefined, signal))
      yield tracked(message.revision, wireMessage(message, ctx.shared))
  }),
})

/**
 * Gives the live stream of so many tabs by one of the two carriers, with the same feed, the same messages and the same
 * compression. Events are made of texts that tabs share, as in Domus; tRPC's handler of sockets writes each by itself. Tells its parent where, and what it cost whenever it is asked.
 */
export async function serveStreams(carrier: Carrier, vms: number, tabs: number, place: Place): Promise<void> {
  const { inventory, filled } = follow(place, 'json', vms)
  await filled
  const feed = createLiveFeed({
    inventory,
    operations: noOperations,
    sessions: { onEnd: () => () => undefined },
    sights: createSights(inventory),
    rights: steadyRights,
  })
  const vm = inventory.rows().find(row => row.class === 'VM')
  if (!vm) throw new Error('The pool has no VM')
  for (let tab = 0; tab < tabs; tab++)
    void feed.show(viewer, `tab-${tab}`, { ...interestsOf(tab), rows: [vm.id] })
  const server = createServer((request, response) => {
    const path = (request.url ?? '/').split('?')[0]?.slice(1) ?? ''
    const shared = new SharedTexts()
    void nodeHTTPRequestHandler({
      req: request,
      res: fillShared(compressAnswer(request, response), shared),
      path,
      router,
      createContext: () => ({ feed, shared }),
    })
  })
  const sockets = new Set<Socket>()
  server.on('connection', socket => sockets.add(socket))
  if (carrier === 'ws') {
    const wss = new WebSocketServer({
      server,
      perMessageDeflate: { zlibDeflateOptions: { level }, threshold: 0 },
    })
    applyWSSHandler({ wss, router, createContext: () => ({ feed }), keepAlive: { enabled: true } })
  }
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  process.on('message', () => {
    const { user, system } = process.cpuUsage()
    let bytes = 0
    for (const socket of sockets) bytes += socket.bytesWritten
    const cost: Cost = {
      cpu: (user + system) / 1e6,
      bytes,
      memory: process.memoryUsage().rss,
      at: performance.now(),
    }
    process.send?.(cost)
  })
  const streams: Streams = { port: portOf(server.address()), probe: { ref: vm.ref, name: vm.name_label } }
  process.send?.(streams)
}

/** A server that listens on a port has an address of this kind. */
function portOf(address: string | AddressInfo | null): number {
  return (address as AddressInfo).port
}
