import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { asFailure } from '../failure'
import { type Args, readWish, type Wish } from './wish'

/** Faults, as tests ask for them: in process, or over HTTP when the simulator was started with --control. */
export interface Control {
  /** The next operation on this object (a VM, a PBD; by uuid) fails part of the way. */
  failNext(uuid: string, code: string, params?: readonly string[]): void
  /** The next call of this message, `VM.start`, also as Async.VM.start, is refused. */
  failCall(message: string, code: string, params?: readonly string[]): void
  /** Nothing fails on this object any more; a storage that was filled has again what it had. */
  heal(uuid: string): void
  /** A storage has no more than `left` bytes free: what needs more is refused as by its driver. */
  fillSr(uuid: string, left?: number): void
  /** Every connection is dropped in the middle of what it carries. */
  cutConnections(): void
  /** The next answer to a message (`file`: to a GET or PUT; if not given, any) ends after so many bytes, or half. */
  cutAnswer(message?: string, after?: number): void
  /** Answers begin `seconds` later and come at so many bytes a second; nothing given: as fast as can be. */
  slow(seconds?: number, bytesPerSecond?: number): void
  /** Calls are taken and not answered until `resume`. */
  pause(): void
  resume(): void
  /** Connections are dropped, and refused until `accept`. */
  refuse(): Promise<void>
  accept(): Promise<void>
  /** The toolstack is gone: connections are refused, sessions end, tasks are given up; `comeBack` starts it again. */
  die(): Promise<void>
  comeBack(): Promise<void>
  /** Deletions not told yet are forgotten: only valid_ref_counts shows them, and event.next says EVENTS_LOST. */
  loseEvents(): void
  /** Every session ends, as after a restart of the toolstack. */
  endSessions(): void
  /** Hosts show another certificate from now on. Gives its fingerprint; refused where there is no TLS. */
  changeCertificate(): string
  /**
   * A host, by name or uuid, is gone; with the coordinator goes every answer, until a protected pool has another one. A
   * port of its own refuses connections.
   */
  hostDown(name: string): Promise<void>
  hostUp(name: string): Promise<void>
}

/** How each fault takes what is written after its name. What it gives, if anything, is the answer. */
const faults: {
  readonly [fault in keyof Control]: (control: Control, args: Args) => unknown
} = {
  failNext: (control, args) => control.failNext(args.text(), args.text(), args.texts()),
  failCall: (control, args) => control.failCall(args.text(), args.text(), args.texts()),
  heal: (control, args) => control.heal(args.text()),
  fillSr: (control, args) => control.fillSr(args.text(), args.number()),
  cutConnections: control => control.cutConnections(),
  cutAnswer: (control, args) => control.cutAnswer(args.textIfAny(), args.number()),
  slow: (control, args) => control.slow(args.number(), args.number()),
  pause: control => control.pause(),
  resume: control => control.resume(),
  refuse: control => control.refuse(),
  accept: control => control.accept(),
  die: control => control.die(),
  comeBack: control => control.comeBack(),
  loseEvents: control => control.loseEvents(),
  endSessions: control => control.endSessions(),
  changeCertificate: control => control.changeCertificate(),
  hostDown: (control, args) => control.hostDown(args.text()),
  hostUp: (control, args) => control.hostUp(args.text()),
}

export const faultNames: readonly string[] = Object.keys(faults)

const LIMIT = 64 * 1024

/** A port for faults. */
export interface Controls {
  readonly port: number
  close(): Promise<void>
}

/**
 * Serves faults on a port of its own, which only this machine reaches and no fault touches:
 * `POST / {"fault": "failCall", "args": ["VM.start", "SR_BACKEND_FAILURE_46", ["", "text", ""]]}` → 204, or 200 with what
 * the fault gives. 400 with a sentence for what cannot be understood or done. `GET /` lists the names.
 */
export async function listenForControl(control: Control): Promise<Controls> {
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
  if (request.method === 'GET') return finish(response, 200, faultNames.join('\n'))
  if (request.method !== 'POST') return finish(response, 405, 'POST a fault')
  let body = ''
  for await (const chunk of request) {
    body += String(chunk)
    if (body.length > LIMIT) return finish(response, 413, 'too long')
  }
  try {
    const wish = readWish(body)
    const given = await run(control, wish)
    finish(response, typeof given === 'string' ? 200 : 204, typeof given === 'string' ? given : '')
  } catch (error) {
    finish(response, 400, asFailure(error).description.join(' '))
  }
}

async function run(control: Control, { fault, args }: Wish): Promise<unknown> {
  if (!isFault(fault)) throw new Error(`no such fault: ${fault}`)
  return faults[fault](control, args)
}

function isFault(name: string): name is keyof Control {
  return Object.hasOwn(faults, name)
}

/** A server that listens on a port has an address of this kind. */
function portOf(address: string | AddressInfo | null): number {
  return (address as AddressInfo).port
}

function finish(response: ServerResponse, status: number, text: string): void {
  if (status === 204) response.writeHead(204).end()
  else response.writeHead(status, { 'content-type': 'text/plain' }).end(`${text}\n`)
}
