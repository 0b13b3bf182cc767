import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { createWebSocketStream, WebSocketServer } from 'ws'
import type { Ref } from '../../server/xapi/model/records'
import { isLive, type Pool } from '../pool'
import { cookie } from './cookie'
import { rawPage, type Status } from './pages'
import type { Screens } from './screens'

/** `CONNECT /console?uuid=…|ref=…&session_id=…`: 200 and an empty line, from then on the stream of the screen. */
export function connectConsole(pool: Pool, screens: Screens, request: IncomingMessage, socket: Duplex): void {
  const found = consoleAsked(pool, request)
  if (typeof found === 'number') refuse(socket, found, 'connect_console')
  else {
    socket.write('HTTP/1.1 200 OK\r\nConnection: keep-alive\r\nCache-Control: no-cache, no-store\r\n\r\n')
    attach(screens, found, socket)
  }
}

/** Hosts name this protocol in their answer whether or not a client offers it, and speak it. */
const BINARY = 'Sec-WebSocket-Protocol: binary'

const webSockets = new WebSocketServer({ noServer: true, handleProtocols: () => false })
webSockets.on('headers', headers => headers.push(BINARY))

/**
 * A WebSocket at `/console`: the same stream in binary frames; how hosts take other frames, and where theirs begin and end,
 * is uncertain. False when another path was asked for.
 */
export function upgradeConsole(
  pool: Pool,
  screens: Screens,
  request: IncomingMessage,
  socket: Duplex,
  head: Buffer,
): boolean {
  const { pathname } = new URL(request.url ?? '/', 'http://host')
  if (pathname !== '/console' || request.headers.upgrade?.toLowerCase() !== 'websocket') return false
  const found = consoleAsked(pool, request)
  if (typeof found === 'number') refuse(socket, found, 'connect_console_ws')
  else {
    webSockets.handleUpgrade(request, socket, head, client => {
      const stream = createWebSocketStream(client)
      // What is cut in the middle ends the screen's side too.
      stream.on('error', () => stream.destroy())
      attach(screens, found, stream)
    })
  }
  return true
}

interface Found {
  readonly vm: Ref<'VM'>
  readonly text: boolean
}

/** The console of a request, or how it is refused. */
function consoleAsked(pool: Pool, request: IncomingMessage): Found | Status {
  const url = new URL(request.url ?? '/', 'http://host')
  if (url.pathname !== '/console') return 403
  const session = cookie(request.headers.cookie, 'session_id') ?? url.searchParams.get('session_id') ?? ''
  if (!pool.db.find('session', session)) return 401
  const found = findConsole(pool, url.searchParams)
  if (!found || !pool.db.find('VM', found.vm)) return 404
  const { power_state, resident_on } = pool.db.get('VM', found.vm)
  const host = pool.db.find('host', resident_on)
  const shows = power_state === 'Running' || power_state === 'Paused'
  return host && isLive(pool, host) && shows ? found : 500
}

function attach(screens: Screens, { vm, text }: Found, stream: Duplex): void {
  if (text) screens.attachText(vm, stream)
  else screens.attach(vm, stream)
}

function refuse(socket: Duplex, status: Status, action: string): void {
  socket.end(rawPage(status, status === 401 ? action : ''))
}

/** A console, or a VM itself, which stands for its screen. */
function findConsole(pool: Pool, params: URLSearchParams): Found | undefined {
  const uuid = params.get('uuid')
  const ref = params.get('ref')
  for (const [consoleRef, console] of pool.db.all('console')) {
    if (console.uuid === uuid || consoleRef === ref) {
      // Remote desktops are spoken with the guest itself.
      return console.protocol === 'rdp' ? undefined : { vm: console.VM, text: console.protocol === 'vt100' }
    }
  }
  for (const [vm, { uuid: own }] of pool.db.all('VM'))
    if (own === uuid || vm === ref) return { vm, text: false }
  return undefined
}
