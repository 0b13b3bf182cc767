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
  const vm = findVm(pool, params)
  if (!vm) return 404
  const { power_state, resident_on } = pool.db.get('VM', vm)
  const host = pool.db.find('host', resident_on)
  if (!host || !isLive(pool, host) || (power_state !== 'Running' && power_state !== 'Paused')) {
    return 500
  }
  socket.write('HTTP/1.1 200 OK\r\nConnection: keep-alive\r\nCache-Control: no-cache, no-store\r\n\r\n')
  screens.attach(vm, socket)
  return 200
}

/** The VM of a console, or a VM itself. A text console has no screen: nothing answers there. */
function findVm(pool: Pool, params: URLSearchParams): Ref<'VM'> | undefined {
  const uuid = params.get('uuid')
  const ref = params.get('ref')
  for (const [consoleRef, console] of pool.db.all('console')) {
    if (console.uuid === uuid || consoleRef === ref)
      return console.protocol === 'rfb' ? console.VM : undefined
  }
  for (const [vmRef, vm] of pool.db.all('VM')) if (vm.uuid === uuid || vmRef === ref) return vmRef
  return undefined
}

function cookie(header: string | undefined, name: string): string | undefined {
  for (const part of header?.split(';') ?? []) {
    const [key, value] = part.trim().split('=')
    if (key === name && value) return decodeURIComponent(value)
  }
  return undefined
}
