import type { IncomingMessage, ServerResponse } from 'node:http'
import { asFailure } from '../failure'

/** Faults, as tests ask for them: in process, or over HTTP when the simulator was started with --control. */
export interface Control {
  /** The next operation on this VM fails part of the way. */
  failNext(vmUuid: string, code: string, params?: readonly string[]): void
  /** Nothing fails on this VM any more. */
  heal(vmUuid: string): void
  /** Every connection is dropped in the middle of what it carries. */
  cutConnections(): void
  /** Calls are taken and not answered until `resume`. */
  pause(): void
  resume(): void
  /** Deletions not told yet are forgotten: only valid_ref_counts shows them. */
  loseEvents(): void
  /** Every session ends, as after a restart of the toolstack. */
  endSessions(): void
  /** A host, by name or uuid, is gone; with the coordinator goes every answer. */
  hostDown(name: string): void
  hostUp(name: string): void
}

const LIMIT = 64 * 1024

/** `POST /control {"fault": "failNext", "args": ["<vm uuid>", "SR_BACKEND_FAILURE_46", ["", "text", ""]]}` → 204. */
export async function serveControl(
  control: Control,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (!isLoopback(request.socket.remoteAddress)) return finish(response, 403, 'only from this machine')
  let body = ''
  for await (const chunk of request) {
    body += String(chunk)
    if (body.length > LIMIT) return finish(response, 413, 'too long')
  }
  try {
    const refusal = run(control, parse(body))
    if (refusal) finish(response, 400, refusal)
    else finish(response, 204, '')
  } catch (error) {
    finish(response, 400, asFailure(error).description.join(' '))
  }
}

interface Wish {
  readonly fault: string
  readonly texts: readonly string[]
  readonly params: readonly string[]
}

function parse(body: string): Wish {
  const wish: unknown = JSON.parse(body)
  const fault = member(wish, 'fault')
  const args = member(wish, 'args')
  const list: readonly unknown[] = Array.isArray(args) ? args : []
  const params = list.find(one => Array.isArray(one))
  return {
    fault: typeof fault === 'string' ? fault : '',
    texts: list.filter(one => typeof one === 'string'),
    params: Array.isArray(params) ? params.map(String) : [],
  }
}

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && name in value ? Reflect.get(value, name) : undefined
}

/** Does what is wished, or says why it cannot be understood. */
function run(control: Control, { fault, texts, params }: Wish): string | undefined {
  const [first = '', second = ''] = texts
  switch (fault) {
    case 'failNext':
      control.failNext(first, second, params)
      return undefined
    case 'heal':
    case 'hostDown':
    case 'hostUp':
      control[fault](first)
      return undefined
    case 'cutConnections':
    case 'pause':
    case 'resume':
    case 'loseEvents':
    case 'endSessions':
      control[fault]()
      return undefined
    default:
      return `no such fault: ${fault}`
  }
}

function isLoopback(address: string | undefined): boolean {
  return address === '::1' || address === '127.0.0.1' || address === '::ffff:127.0.0.1'
}

function finish(response: ServerResponse, status: number, text: string): void {
  if (status === 204) response.writeHead(204).end()
  else response.writeHead(status, { 'content-type': 'text/plain' }).end(`${text}\n`)
}
