import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import type { Ref } from '../../server/xapi/model/records'
import { isLive, type Pool } from '../pool'
import { rawPage, type Status } from './pages'
import type { Screens } from './screens'

/** `CONNECT /console?uuid=…|ref=…&session_id=…`: 200 and an empty line, from then on the stream of the screen. */
export function connectConsole(pool: Pool, screens: Screens, request: IncomingMessage, socket: Duplex): void {
  const url = new URL(request.url ?? '/', 'http://host')
  const status = url.pathname === '/console' ? attach(pool, screens, request, url.searchParams, socket) : 403
  if (status !== 200) socket.end(rawPage(status))
}

function attach(
  pool: Pool,
  screens: Screens,
  request: IncomingMessage,
  params: URLSearchParams,
  socket: Duplex,
): Status | 200 {
  const session = cookie(request.headers.cookie, 'session_id') ?? params.get('session_id') ?? ''
  if (!pool.db.find('session', session)) return 401
  const found = findConsole(pool, params)
  if (!found || !pool.db.find('VM', found.vm)) return 404
  const { power_state, resident_on } = pool.db.get('VM', found.vm)
  const host = pool.db.find('host', resident_on)
  if (!host || !isLive(pool, host) || (power_state !== 'Running' && power_state !== 'Paused')) {
    return 500
  }
  socket.write('HTTP/1.1 200 OK\r\nConnection: keep-alive\r\nCache-Control: no-cache, no-store\r\n\r\n')
  if (found.text) screens.attachText(found.vm, socket)
  else screens.attach(found.vm, socket)
  return 200
}

/** A console, or a VM itself, which stands for its screen. */
function findConsole(
  pool: Pool,
  params: URLSearchParams,
): { readonly vm: Ref<'VM'>; readonly text: boolean } | undefined {
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

function cookie(header: string | undefined, name: string): string | undefined {
  for (const part of header?.split(';') ?? []) {
    const [key, value] = part.trim().split('=')
    if (key === name && value) return decodeURIComponent(value)
  }
  return undefined
}
