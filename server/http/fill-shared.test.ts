import { once } from 'node:events'
import { createServer, get, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createGunzip } from 'node:zlib'
import { initTRPC, tracked } from '@trpc/server'
import { nodeHTTPRequestHandler } from '@trpc/server/adapters/node-http'
import { expect, test } from 'vitest'
import { SharedTexts } from '@/server/api/shared-texts'
import { compressAnswer } from './compress'
import { fillShared } from './fill-shared'

test.each(['gzip', 'identity'])('what events have in common arrives in its place, %s', async encoding => {
  const t = initTRPC.context<{ shared: SharedTexts }>().create()
  const row = { id: 'p.VM-web', name_label: 'wéb "1"' }
  const router = t.router({
    rows: t.procedure.subscription(async function* ({ ctx }) {
      yield tracked('1', { set: ctx.shared.all([row, row]), ids: ctx.shared.one(['a']), none: [] })
      yield tracked('2', { set: ctx.shared.all([row]), ids: [] })
    }),
  })
  const server = createServer((request, response) => {
    const shared = new SharedTexts()
    const res = fillShared(compressAnswer(request, response), shared)
    void nodeHTTPRequestHandler({
      req: request,
      res,
      path: 'rows',
      router,
      createContext: async () => ({ shared }),
    })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const headers = { accept: 'text/event-stream', 'accept-encoding': encoding }
  const [answer] = await once(get({ port, path: '/rows', host: '127.0.0.1', headers }), 'response')
  const response = incoming(answer)
  const plain = encoding === 'gzip' ? response.pipe(createGunzip()) : response
  let text = ''
  for await (const part of plain.setEncoding('utf8')) text += part
  const told = [...text.matchAll(/^data: (\{"set".*)$/gm)].map(([, json = '']) => JSON.parse(json))
  expect(told).toEqual([
    { set: [row, row], ids: ['a'], none: [] },
    { set: [row], ids: [] },
  ])
  const closed = once(server, 'close')
  server.close()
  server.closeAllConnections()
  await closed
})

/** What `once` gives for 'response' of a request. */
function incoming(response: unknown): IncomingMessage {
  return response as IncomingMessage
}
