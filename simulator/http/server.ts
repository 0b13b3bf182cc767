import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import type { Faults } from '../faults'
import type { SelfSigned } from './certificate'
import { errorPage, rawPage, type Status } from './pages'

/** A longer header block is refused with 431, as on a real host. */
const HEADER_LIMIT = 1024

export interface Requests {
  /** Serves a POST; resolves when the answer was written. */
  readonly post: (request: IncomingMessage, response: ServerResponse) => Promise<void>
  /** Serves a CONNECT on a socket that is now its own. */
  readonly connect: (request: IncomingMessage, socket: Duplex) => void
}

/** A port that answers as a host does. */
export interface Port {
  readonly port: number
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
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Duplex) => {
    if (error.code !== 'HPE_HEADER_OVERFLOW' || !socket.writable) socket.destroy()
    else socket.end(rawPage(431))
  })
  const sockets = trackSockets(server, faults)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(at.port, at.host, () => {
      server.off('error', reject)
      resolve()
    })
  })
  return {
    port: portOf(server),
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      }),
  }
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
  if (request.method === 'GET' || request.method === 'HEAD') return sendPage(response, 404)
  sendPage(response, request.method === 'PUT' ? 403 : 501)
}

const crossOrigin = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Allow-Headers': 'X-Requested-With',
}

export function sendAnswer(
  request: IncomingMessage,
  response: ServerResponse,
  type: string,
  document: string,
): void {
  const body = Buffer.from(document)
  response.writeHead(200, {
    'content-length': body.length,
    connection: connectionOf(request),
    'cache-control': 'no-cache, no-store',
    'content-type': type,
    ...crossOrigin,
  })
  response.end(body)
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
