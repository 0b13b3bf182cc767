import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { asFailure } from '../failure'
import type { Port } from './server'

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

/**
 * Serves faults on a port of its own, which only this machine reaches and no fault touches:
 * `POST / {"fault": "failNext", "args": ["<vm uuid>", "SR_BACKEND_FAILURE_46", ["", "text", ""]]}` → 204.
 */
export async function listenForControl(control: Control): Promise<Port> {
  const server = createServer((request, response) => {
    void serve(control, request, response)
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => resolve())
  })
  return {
    port: portOf(server.address()),
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function serve(control: Control, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method !== 'POST') return finish(response, 405, 'POST a fault')
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

/** A server that listens on a port has an address of this kind. */
function portOf(address: string | AddressInfo | null): number {
  return (address as AddressInfo).port
}

function finish(response: ServerResponse, status: number, text: string): void {
  if (status === 204) response.writeHead(204).end()
  else response.writeHead(status, { 'content-type': 'text/plain' }).end(`${text}\n`)
}
