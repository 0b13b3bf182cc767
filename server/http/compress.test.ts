import { EventEmitter, once } from 'node:events'
import { createServer, get, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { brotliDecompressSync, createBrotliDecompress, createGunzip, gunzipSync } from 'node:zlib'
import { initTRPC, tracked } from '@trpc/server'
import { nodeHTTPRequestHandler } from '@trpc/server/adapters/node-http'
import { afterEach, expect, test } from 'vitest'
import { compressAnswer } from './compress'

const stops: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop()
})

async function serve(answer: (request: IncomingMessage, response: ServerResponse) => void) {
  const server = createServer((request, response) => answer(request, compressAnswer(request, response)))
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  stops.push(async () => {
    const closed = once(server, 'close')
    server.close()
    server.closeAllConnections()
    await closed
  })
  const { port } = server.address() as AddressInfo
  return async (headers: Record<string, string> = { 'accept-encoding': 'gzip, deflate, br' }, path = '/') => {
    const [response] = await once(get({ port, path, host: '127.0.0.1', headers }), 'response')
    return incoming(response)
  }
}

/** What `once` gives for 'response' of a request. */
function incoming(response: unknown): IncomingMessage {
  return response as IncomingMessage
}

async function bodyOf(response: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of response) parts.push(part)
  return Buffer.concat(parts)
}

const long = JSON.stringify(Array.from({ length: 500 }, (_, at) => ({ id: at, name: `machine ${at}` })))

function json(text: string) {
  return (_: IncomingMessage, response: ServerResponse) => {
    response.setHeader('Content-Type', 'application/json')
    response.write(Buffer.from(text))
    response.end()
  }
}

const unpack = { br: brotliDecompressSync, gzip: gunzipSync }
const unpacker = { br: createBrotliDecompress, gzip: createGunzip }

test.each([
  ['gzip, deflate, br', 'br'],
  ['br, deflate', 'br'],
  ['gzip, BR;q=0.5', 'br'],
  ['gzip, deflate', 'gzip'],
  ['gzip, br;q=0', 'gzip'],
  ['x-gzip;q=0.1', 'gzip'],
] as const)(
  'a large body for %j is packed by %s, and is the same when unpacked',
  async (accepted, encoding) => {
    const ask = await serve(json(long))
    const response = await ask({ 'accept-encoding': accepted })
    expect(response.headers).toMatchObject({ 'content-encoding': encoding, vary: 'Accept-Encoding' })
    const body = await bodyOf(response)
    expect(body.length).toBeLessThan(long.length / 4)
    expect(unpack[encoding](body).toString()).toBe(long)
  },
)

test('a small body is left as it is', async () => {
  const response = await (await serve(json('{"result":1}')))()
  expect(response.headers['content-encoding']).toBeUndefined()
  expect((await bodyOf(response)).toString()).toBe('{"result":1}')
})

test.each(['', 'deflate, zstd', 'gzip;q=0', 'identity, gzip; q=0.0, br;q=0'])(
  'who accepts %j gets plain text',
  async encoding => {
    const response = await (await serve(json(long)))({ 'accept-encoding': encoding })
    expect(response.headers['content-encoding']).toBeUndefined()
    expect((await bodyOf(response)).toString()).toBe(long)
  },
)

test.each(['br', 'gzip'] as const)(
  'each event of a stream by %s arrives before the next is written',
  async encoding => {
    const more = new EventEmitter()
    const t = initTRPC.create()
    const router = t.router({
      count: t.procedure.subscription(async function* () {
        for (let at = 1; at <= 3; at += 1) {
          yield tracked(String(at), { at, text: 'ö'.repeat(at) })
          await once(more, 'asked')
        }
      }),
    })
    const ask = await serve((req, res) => {
      void nodeHTTPRequestHandler({ req, res, path: 'count', router, createContext: async () => ({}) })
    })
    const response = await ask({ 'accept-encoding': encoding, accept: 'text/event-stream' }, '/count')
    expect(response.headers).toMatchObject({
      'content-encoding': encoding,
      'content-type': 'text/event-stream',
    })
    let text = ''
    const seen: number[] = []
    for await (const part of response.pipe(unpacker[encoding]())) {
      text += part
      const at = seen.length + 1
      if (!text.includes(`id: ${at}\n`) || !text.endsWith('\n\n')) continue
      expect(text).toContain(JSON.stringify({ at, text: 'ö'.repeat(at) }))
      expect(text).not.toContain(`id: ${at + 1}\n`)
      seen.push(at)
      if (at === 3) break
      more.emit('asked')
    }
    expect(seen).toEqual([1, 2, 3])
  },
)

test.each(['br', 'gzip'] as const)('who reads slowly is waited for, packed by %s', async encoding => {
  const total = 100
  const noise = Uint8Array.from({ length: 200_000 }, (_, at) => (at * 7919 * (at + 13)) % 251)
  let mostQueued = 0
  const underWay = new EventEmitter()
  const ask = await serve(async (_, response) => {
    response.setHeader('Content-Type', 'text/event-stream')
    for (let at = 0; at < total; at += 1) {
      const goesOn = response.write(noise.map((byte, place) => byte ^ ((at * place) % 256)))
      mostQueued = Math.max(mostQueued, response.writableLength)
      if (at === 5) underWay.emit('begun')
      if (!goesOn) await once(response, 'drain')
    }
    response.end()
  })
  const begun = once(underWay, 'begun')
  const response = await ask({ 'accept-encoding': encoding })
  await begun
  expect(unpack[encoding](await bodyOf(response))).toHaveLength(total * noise.length)
  expect(mostQueued).toBeLessThan(2 ** 20)
})

test('a reader that goes away ends it', async () => {
  let closed: Promise<unknown> = Promise.resolve()
  const ask = await serve((_, response) => {
    response.setHeader('Content-Type', 'text/event-stream')
    response.write('data: 1\n\n')
    closed = once(response, 'close').then(() => response.write('data: 2\n\n'))
  })
  const response = await ask()
  await once(response, 'data')
  response.destroy()
  await expect(closed).resolves.toBeTypeOf('boolean')
})
