import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo, Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { type Wire, WireError } from '../wire'
import { readXmlRpc } from '../xmlrpc'
import { writeFailure, writeSuccessWire } from '../xmlrpc-write'
import { testCertificates } from './certificates'

/** A refusal that a handler of a fake host answers with. */
export class Refusal extends Error {
  constructor(
    readonly code: string,
    readonly params: string[] = [],
  ) {
    super(code)
  }
}

/** Answers a call: a value, a Refusal thrown, or whatever it writes itself (then it gives undefined). */
export type Answer = (
  params: Wire[],
  response: ServerResponse,
  request: IncomingMessage,
) => Wire | undefined | Promise<Wire | undefined>

export interface FakeHost {
  readonly url: string
  readonly port: number
  /** Calls in the order they came: name and parameters. */
  readonly calls: { method: string; params: Wire[] }[]
  /** Connections made so far. */
  connections: number
  readonly answers: Record<string, Answer>
  /** Whether it knows JSON-RPC; a host that is too old takes everything for XML-RPC. */
  json: boolean
  /** What answers requests to a path other than those of calls. */
  readonly handlers: Record<
    string,
    (request: IncomingMessage, response: ServerResponse, query: URLSearchParams) => void
  >
  onConnect: ((request: IncomingMessage, socket: Duplex) => void) | undefined
  close(): Promise<void>
}

/** A host that answers what a test wants, with the messages that a login needs answered already. */
export async function fakeHost(tls?: 'host1' | 'host2'): Promise<FakeHost> {
  const calls: FakeHost['calls'] = []
  const answers: Record<string, Answer> = {
    'session.login_with_password': () => 'OpaqueRef:session-1',
    'session.logout': () => '',
    'pool.get_all': () => ['OpaqueRef:pool'],
    'pool.get_master': () => 'OpaqueRef:coordinator',
    'host.get_API_version_major': () => '2',
    'host.get_API_version_minor': () => '21',
    'host.get_software_version': () => ({ xapi_build: '24.19.2' }),
  }
  const listener = async (request: IncomingMessage, response: ServerResponse) => {
    const url = new URL(request.url ?? '/', 'http://host')
    const handler = host.handlers[url.pathname]
    if (handler) return handler(request, response, url.searchParams)
    const body = await bytesOf(request)
    const language = host.json && request.url === '/jsonrpc' ? json : xml
    const call = language.read(body)
    if (call === undefined) return response.writeHead(500).end('<html>no call</html>')
    calls.push(call)
    const answer = answers[call.method]
    if (!answer) return language.refuse(response, new Refusal('MESSAGE_METHOD_UNKNOWN', [call.method]))
    try {
      const value = await answer(call.params, response, request)
      if (value !== undefined) language.answer(response, value)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      language.refuse(response, error)
    }
  }
  const server = tls ? createTlsServer(testCertificates[tls], listener) : createServer(listener)
  const sockets = new Set<Socket>()
  const host: FakeHost = {
    url: '',
    port: 0,
    calls,
    connections: 0,
    answers,
    json: true,
    handlers: {},
    onConnect: undefined,
    close: () =>
      new Promise(resolve => {
        for (const socket of sockets) socket.destroy()
        server.close(() => resolve())
      }),
  }
  server.on(tls ? 'secureConnection' : 'connection', (socket: Socket) => {
    host.connections++
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  server.on('connect', (request: IncomingMessage, socket: Duplex) => host.onConnect?.(request, socket))
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return Object.assign(host, { port, url: `http${tls ? 's' : ''}://127.0.0.1:${port}` })
}

interface Call {
  readonly method: string
  readonly params: Wire[]
}

interface Language {
  read(body: Buffer): Call | undefined
  answer(response: ServerResponse, value: Wire): void
  refuse(response: ServerResponse, refusal: Refusal): void
}

const xml: Language = {
  read(body) {
    try {
      const document = readXmlRpc(body, { exact: true })
      return document.kind === 'call' ? document : undefined
    } catch (error) {
      if (error instanceof WireError) return undefined
      throw error
    }
  },
  answer: (response, value) => send(response, 'text/xml', writeSuccessWire(value)),
  refuse: (response, { code, params }) => send(response, 'text/xml', writeFailure(code, params)),
}

const json: Language = {
  read: body => asCall(JSON.parse(body.toString())),
  answer: (response, result) =>
    send(response, 'application/json', JSON.stringify({ jsonrpc: '2.0', result, id: 1 })),
  refuse: (response, { code, params }) =>
    send(
      response,
      'application/json',
      JSON.stringify({ jsonrpc: '2.0', error: { code: 1, message: code, data: params }, id: 1 }),
    ),
}

/** What the client under test has sent. */
function asCall({ method, params }: { method: string; params: Wire[] }): Call {
  return { method, params }
}

function send(response: ServerResponse, type: string, body: string): void {
  response.writeHead(200, { 'content-type': type, 'content-length': Buffer.byteLength(body) }).end(body)
}

async function bytesOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks)
}
