import { createServer, type Socket } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { parseEndpoint } from './endpoint'
import { TransportError } from './errors'
import { JsonReader } from './json-reader'
import { planOf, wirePlan } from './plan'
import { Transport } from './transport'
import { typeOf } from './type-text'
import { WireError } from './wire'
import type { Request } from './wire-format'
import { XmlRpcReader } from './xmlrpc'
import { XmlAnswerReader } from './xmlrpc-answer'

const open: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close()
})

/** A program that says over HTTP what a test wants, to whoever connects. */
async function hostSaying(speak: (socket: Socket) => void): Promise<Transport> {
  const sockets = new Set<Socket>()
  const server = createServer(socket => {
    sockets.add(socket)
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket))
    socket.once('data', () => speak(socket))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const transport = new Transport(parseEndpoint(`http://127.0.0.1:${port}`), {})
  open.push(
    () =>
      new Promise(resolve => {
        for (const socket of sockets) socket.destroy()
        server.close(resolve)
      }),
    () => transport.close(),
  )
  return transport
}

const request = (reader = new XmlAnswerReader(wirePlan, 4 * 2 ** 20)): Request => ({
  path: '/',
  contentType: 'text/xml',
  accepts: /xml/,
  body: 'x',
  reader,
})

async function failure(transport: Transport, sent = request(), timeout = 10_000): Promise<TransportError> {
  const error = await transport.post(sent, { call: 'VM.get_all', timeout }).then(
    () => undefined,
    (error: unknown) => error,
  )
  if (error instanceof TransportError) return error
  throw error
}

const head = (more: string) => `HTTP/1.1 200 OK\r\n${more}\r\n\r\n`
const whole =
  '<methodResponse><params><param><value><array><data/></array></value></param></params></methodResponse>'

describe('a host that means no good', () => {
  it('is refused for what it says it sends', async () => {
    const cases = {
      'content type text/html': 'content-type: text/html',
      'charset utf-16': 'content-type: text/xml; charset="utf-16"',
      'content encoding gzip': 'content-type: text/xml\r\ncontent-encoding: gzip',
      'too long': 'content-type: text/xml\r\ncontent-length: 99999999999',
    }
    for (const [detail, headers] of Object.entries(cases)) {
      const transport = await hostSaying(socket => socket.write(`${head(headers)}${whole}`))
      expect(await failure(transport)).toMatchObject({ kind: 'bad-answer', detail })
    }
  })

  it('is not followed for ever', async () => {
    for (const [start, more] of [
      ['<methodResponse><params><param><value><array><data>', '<value>a</value>'],
      ['<methodResponse><params><param><value>', 'a'],
      ['', ' '],
      ['<?xml ', 'a="b" '],
      ['<methodResponse><!--', 'a'],
    ] as const) {
      let sent = 0
      const transport = await hostSaying(socket => {
        const block = more.repeat(65536 / more.length)
        const go = () => {
          while (!socket.destroyed && socket.write(block)) sent += block.length
          sent += block.length
        }
        socket.write(`${head('content-type: text/xml\r\nconnection: close')}${start}`)
        socket.on('drain', go)
        go()
      })
      const error = await failure(transport)
      expect(error.kind).toBe('bad-answer')
      expect(error.cause).toBeInstanceOf(WireError)
      expect(sent).toBeLessThan(64 * 2 ** 20)
    }
  })

  it('is not waited for when it says nothing, or nothing more', async () => {
    expect((await failure(await hostSaying(() => undefined), request(), 50)).kind).toBe('timeout')
    const half = await hostSaying(socket => socket.write(`${head('content-length: 1000')}<methodResponse>`))
    expect((await failure(half, request(), 50)).kind).toBe('timeout')
  })

  it('is told from one that breaks off, speaks no HTTP, or says too much about itself', async () => {
    const cut = await hostSaying(socket => socket.end(`${head('content-length: 1000')}<methodResponse>`))
    expect((await failure(cut)).kind).toBe('closed')
    const short = await hostSaying(socket => socket.end(`${head('connection: close')}<methodResponse>`))
    expect((await failure(short)).kind).toBe('bad-answer')
    const ssh = await hostSaying(socket => socket.write('SSH-2.0-OpenSSH_9.2\r\n'))
    expect((await failure(ssh)).kind).toBe('bad-answer')
    const chatty = await hostSaying(socket => socket.write(head(`x: ${'a'.repeat(100_000)}`)))
    expect((await failure(chatty)).kind).toBe('bad-answer')
  })
})

describe('a document that means no good', () => {
  const kind = (run: () => unknown) => {
    try {
      run()
      return 'read'
    } catch (error) {
      if (error instanceof WireError) return error.kind
      throw error
    }
  }

  it('does not make much of little: records of nothing but defaults', () => {
    const records = '<member><name>a</name><value><struct></struct></value></member>'
    const type = planOf(typeOf('map(ref VM,record VM)'))
    const reader = new XmlRpcReader<unknown>({ values: 100_000 }, type)
    expect(
      kind(() => {
        reader.write(Buffer.from('<value><struct>'))
        for (let i = 0; i < 2000; i++) reader.write(Buffer.from(records))
      }),
    ).toBe('too-large')
  })

  it('may not hold more values than the memory does', () => {
    const reader = new JsonReader(wirePlan, { values: 1_000_000 })
    expect(
      kind(() => {
        reader.write(Buffer.from('[0'))
        const block = Buffer.from(',0'.repeat(2 ** 15))
        for (let i = 0; i < 100; i++) reader.write(block)
      }),
    ).toBe('too-large')
  })

  it('is not expanded: entities of its own, other encodings', () => {
    const read = (text: string) => kind(() => new XmlRpcReader().write(Buffer.from(text)))
    expect(read('<!DOCTYPE x [<!ENTITY a "&b;&b;"><!ENTITY b "&c;&c;">]><value>&a;</value>')).toBe('doctype')
    expect(read('<?xml version="1.0" encoding="ISO-8859-1"?><value/>')).toBe('bad-text')
    expect(read('<?xml version="1.0" encoding="utf-8"?><value/>')).toBe('read')
    expect(kind(() => new XmlRpcReader().write(Buffer.from('\ufeff<value/>', 'utf16le')))).toBe('malformed')
  })

  it('costs no more in small pieces', () => {
    const text = Buffer.from(`<value>${'a&amp;'.repeat(20_000)}</value>`)
    const reader = new XmlRpcReader()
    for (let i = 0; i < text.length; i++) reader.write(text.subarray(i, i + 1))
    expect(reader.end()).toEqual({ kind: 'value', value: 'a&'.repeat(20_000) })
  })
})
