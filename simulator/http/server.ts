import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import type { Faults } from '../faults'
import type { SelfSigned } from './certificate'
import { cutAfter, type Line } from './line'
import { errorPage, rawPage, type Status } from './pages'
import type { Served } from './rpc'

/** A longer header block is refused with 431, as on a real host. */
const HEADER_LIMIT = 1024

export interface Requests {
  /** Serves a POST; resolves when the answer was written. */
  readonly post: (request: IncomingMessage, response: ServerResponse) => Promise<void>
  /** Serves a GET or PUT of a file or stream; false when there is none at its path. */
  readonly file: (request: IncomingMessage, response: ServerResponse) => Promise<boolean>
  /** Serves a CONNECT on a socket that is now its own. */
  readonly connect: (request: IncomingMessage, socket: Duplex) => void
  /** Serves a request to speak another protocol from now on; false when the wish is not heard here. */
  readonly upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => Promise<boolean>
}

/** A port that answers as a host does. */
export interface Port {
  readonly port: number
  /** Drops every connection and takes no more, as if nobody listened, until `accept`. */
  refuse(): Promise<void>
  /** Listens again. Rejects when somebody else has taken the port meanwhile. */
  accept(): Promise<void>
  /** Who connects from now on is shown another certificate. Does nothing without TLS. */
  present(certificate: SelfSigned): void
  close(): Promise<void>
}

/** Listens; rejects when the port cannot be had. */
export async function listen(
  at: { readonly port: number; readonly host: string },
  certificate: SelfSigned | undefined,
  faults: Faults,
  requests: Requests,
): Promise<Port> {
  const options = { maxHeaderSize: HEADER_LIMIT, keepAliveTimeout: 0, requestTimeout: 0 }
  const server = certificate
    ? createTlsServer({ ...options, key: certificate.key, cert: certificate.cert, minVersion: 'TLSv1.2' })
    : createServer(options)
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    void answer(requests, request, response).catch(() => request.socket.destroy())
  })
  server.on('connect', (request: IncomingMessage, socket: Duplex) => {
    socket.on('error', () => socket.destroy())
    void faults.answering().then(() => requests.connect(request, socket))
  })
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy())
    const take = async () => {
      await faults.answering()
      if (await requests.upgrade(request, socket, head)) return
      // Hosts do not see such a wish: the request is one like any other.
      socket.unshift(Buffer.concat([plainHead(request), head]))
      server.emit(certificate ? 'secureConnection' : 'connection', socket)
    }
    void take().catch(() => socket.destroy())
  })
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Duplex) => {
    if (socket.writable) socket.end(pageForUnreadable(error))
    else socket.destroy()
  })
  const sockets = trackSockets(server, faults)
  await begin(server, at)
  const port = portOf(server)
  const end = () =>
    new Promise<void>(resolve => {
      if (server.listening) server.close(() => resolve())
      else resolve()
      for (const socket of sockets) socket.destroy()
    })
  return {
    port,
    refuse: end,
    accept: async () => {
      if (!server.listening) await begin(server, { ...at, port })
    },
    present: ({ key, cert }) => {
      if ('setSecureContext' in server) server.setSecureContext({ key, cert, minVersion: 'TLSv1.2' })
    },
    close: end,
  }
}

function begin(server: Server, at: { readonly port: number; readonly host: string }): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(at.port, at.host, () => {
      server.off('error', reject)
      resolve()
    })
  })
}

/** The head of a request without the wish to change the protocol. */
function plainHead({ method, url, httpVersion, rawHeaders }: IncomingMessage): Buffer {
  const lines = [`${method} ${url} HTTP/${httpVersion}`]
  for (let i = 0; i + 1 < rawHeaders.length; i += 2) {
    const [name = '', value] = rawHeaders.slice(i, i + 2)
    if (!/^(upgrade|connection|http2-settings)$/i.test(name)) lines.push(`${name}: ${value}`)
  }
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1')
}

/** What a host answers to what is no request. It would wait a while for the rest of one that only begins like one. */
function pageForUnreadable(error: NodeJS.ErrnoException & { rawPacket?: Buffer }): string {
  if (error.code === 'HPE_HEADER_OVERFLOW') return rawPage(431)
  const packet = error.rawPacket?.toString('latin1') ?? ''
  const [, method] = /^([A-Z]+) \S+ HTTP\/1\.[01]\r\n/.exec(packet) ?? []
  if (error.code === 'HPE_INVALID_METHOD' && method) return rawPage(501, method)
  if (error.code === 'HPE_INVALID_CONTENT_LENGTH') {
    const negative = /^content-length:\s*-\d/im.test(packet)
    return rawPage(500, negative ? 'Invalid_argument("Bytes.create")' : 'Failure("Int64.of_string")')
  }
  return rawPage(408)
}

function trackSockets(server: Server, faults: Faults): Set<Duplex> {
  const sockets = new Set<Duplex>()
  server.on('connection', (socket: Duplex) => {
    sockets.add(socket)
    const forget = faults.onCut(() => socket.destroy())
    socket.on('close', () => {
      sockets.delete(socket)
      forget()
    })
  })
  return sockets
}

async function answer(requests: Requests, request: IncomingMessage, response: ServerResponse): Promise<void> {
  response.sendDate = false
  if (request.method === 'POST') return requests.post(request, response)
  if (request.method === 'OPTIONS') {
    response.writeHead(200, { ...crossOrigin, 'content-length': 0, connection: connectionOf(request) }).end()
    return
  }
  const { method = '' } = request
  if (method !== 'GET' && method !== 'PUT') return sendPage(response, 501, method)
  if (await requests.file(request, response)) return
  if (method === 'PUT') sendPage(response, 403)
  else sendStatic(request, response)
}

/** Hosts show their static files over TLS only, and there are none here. */
function sendStatic(request: IncomingMessage, response: ServerResponse): void {
  const path = decodedPath(request.url ?? '/')
  if ('encrypted' in request.socket) sendPage(response, 404, path)
  else {
    const location = `https://${request.headers.host ?? ''}${path}`
    // Nothing is said of the connection, which stays.
    response.removeHeader('connection')
    response.writeHead(301, { 'content-length': 0, location }).end()
  }
}

function decodedPath(url: string): string {
  const [path = '/'] = url.split('?')
  try {
    return decodeURIComponent(path)
  } catch (error) {
    if (error instanceof URIError) return path
    throw error
  }
}

const crossOrigin = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Allow-Headers': 'X-Requested-With',
}

/** Resolves when the last of it was handed to the connection, which may be slow, or when that is gone. */
export async function sendAnswer(
  request: IncomingMessage,
  response: ServerResponse,
  { type, body, message }: Extract<Served, { kind: 'answer' }>,
  line: Line,
): Promise<void> {
  const limit = line.limit(message, body.length)
  response.writeHead(200, {
    'content-length': body.length,
    connection: connectionOf(request),
    'cache-control': 'no-cache, no-store',
    'content-type': type,
    ...crossOrigin,
  })
  response.flushHeaders()
  if (limit !== undefined) cutAfter(request.socket, limit)
  for (const chunk of body.chunks)
    for await (const part of line.paced(chunk)) {
      if (response.destroyed || request.socket.destroyed) return
      if (!response.write(part)) await drained(response)
    }
  response.end()
}

function drained(response: ServerResponse): Promise<void> {
  return new Promise(resolve => {
    const done = () => {
      response.off('drain', done)
      response.off('close', done)
      resolve()
    }
    response.on('drain', done)
    response.on('close', done)
  })
}

export function sendPage(response: ServerResponse, status: Status, detail?: string): void {
  const { reason, body, headers } = errorPage(status, detail)
  response.writeHead(status, reason, { ...headers, 'content-length': Buffer.byteLength(body) }).end(body)
}

/** What the client asked for, else what its version of HTTP means. */
function connectionOf(request: IncomingMessage): 'keep-alive' | 'close' {
  const asked = request.headers.connection?.toLowerCase()
  if (asked === 'close' || asked === 'keep-alive') return asked
  return request.httpVersion === '1.0' ? 'close' : 'keep-alive'
}

/** A listening server has a port. */
function portOf(server: Server): number {
  return (server.address() as AddressInfo).port
}
