import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo, Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import type { Wire } from '../wire'
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
    const document = readXmlRpc(await bytesOf(request), { exact: true })
    if (document.kind !== 'call') return response.destroy()
    calls.push({ method: document.method, params: document.params })
    const answer = answers[document.method]
    if (!answer) return send(response, writeFailure('MESSAGE_METHOD_UNKNOWN', [document.method]))
    try {
      const value = await answer(document.params, response, request)
      if (value !== undefined) send(response, writeSuccessWire(value))
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      send(response, writeFailure(error.code, error.params))
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

function send(response: ServerResponse, body: string): void {
  response.writeHead(200, { 'content-type': 'text/xml', 'content-length': Buffer.byteLength(body) }).end(body)
}

async function bytesOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks)
}
