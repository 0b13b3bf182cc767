import { type IncomingMessage, STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import { consoleClose, consoleProtocol } from '@/server/shared/console-close'
import { type SeatAsk, seatAskSchema } from '@/server/shared/console-seats'
import { type BridgeCounts, ConsoleBridge, type InputGate } from './bridge'
import { closeReasonOf } from './close-reason'
import { RfbInput } from './rfb-input'
import type { ConsoleGrant, ConsoleTickets } from './tickets'
import type { Seat } from './viewers'

/** How a console came to its end. */
export interface ConsoleEnd extends BridgeCounts {
  /** The WebSocket close code: one of consoleClose, or what the browser gave. */
  code: number
  reason: string
  /** False when the host never gave the console. */
  opened: boolean
}

export interface ConsoleGatewayOptions<Grant extends ConsoleGrant> extends ConsoleTickets<Grant> {
  /**
   * Opens the console at the host: a stream that from now on carries it, and what has already come of it. Rejects
   * when it cannot be had; `signal` is aborted when nobody waits for it any more.
   */
  open(grant: Grant, signal: AbortSignal): Promise<{ stream: Duplex; head: Buffer }>
  /** Whether the request comes from a page of ours. */
  originAllowed(request: IncomingMessage): boolean
  /** Called before the console is opened; if it rejects, it is not opened. `closed` is called once, at the end. */
  onOpened(grant: Grant, request: IncomingMessage): Promise<{ closed(end: ConsoleEnd): void | Promise<void> }>
  /** A place among those who have this console open. */
  join(grant: Grant): Promise<Seat>
  /** Called when others may only watch from now on because of somebody: `from` are their names. */
  onTaken(grant: Grant, request: IncomingMessage, from: readonly string[]): Promise<void>
  /** Errors that nobody is waiting for. They hold no ticket. */
  log(message: string, error: unknown): void
  /** How often a browser has to show that it is there. */
  pingMs?: number
}

export interface ConsoleGateway<Grant extends ConsoleGrant = ConsoleGrant> {
  /** Takes over a request with `Upgrade: websocket` for a console. */
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void
  /** Ends every console that was opened with this sign-in. */
  closeSession(sessionId: string): void
  /** Ends every console whose grant is lost. */
  closeLost(isLost: (grant: Grant) => boolean): void
  /** Ends all; resolves when they have ended. */
  closeAll(): Promise<void>
  /** Consoles that are open or being opened. */
  readonly size: number
}

/**
 * The way from a browser to a VM's console: a WebSocket on this side, whatever `open` gives on the other. The
 * one-time ticket stands in the address as `?ticket=`; without a good one there is no WebSocket at all.
 */
export function createConsoleGateway<Grant extends ConsoleGrant>(
  options: ConsoleGatewayOptions<Grant>,
): ConsoleGateway<Grant> {
  return new Gateway(options)
}

const longestTicket = 256
/** The longest a browser says at once is a clipboard. */
const maxPayload = 4 * 1024 * 1024
const shutdownMs = 1000

class Gateway<Grant extends ConsoleGrant> implements ConsoleGateway<Grant> {
  private readonly server = new WebSocketServer({
    noServer: true,
    maxPayload,
    // Pictures are compressed already, and a guest's bytes are not to be guessed from their compressed length.
    perMessageDeflate: false,
    handleProtocols: protocols => (protocols.has(consoleProtocol) ? consoleProtocol : false),
  })
  private readonly consoles = new Map<WebSocket, Grant>()
  /** Tickets being looked up, and the sign-ins that ended meanwhile. */
  private lookups = 0
  private endedMeanwhile = new Set<string>()

  constructor(private readonly options: ConsoleGatewayOptions<Grant>) {}

  get size(): number {
    return this.consoles.size
  }

  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const onError = () => socket.destroy()
    socket.on('error', onError)
    this.admit(request)
      .then(answer => {
        if (socket.destroyed) return
        if (typeof answer === 'number') {
          refuse(socket, answer)
          return
        }
        this.server.handleUpgrade(request, socket, head, webSocket => {
          socket.off('error', onError)
          this.consoles.set(webSocket, answer)
          this.serve(webSocket, answer, request).catch((error: unknown) => {
            this.options.log('A console broke.', error)
            webSocket.close(consoleClose.internal, 'Domus met an error of its own.')
          })
        })
      })
      .catch((error: unknown) => {
        this.options.log('A console ticket could not be looked up.', error)
        refuse(socket, 500)
      })
  }

  closeSession(sessionId: string): void {
    if (this.lookups > 0) this.endedMeanwhile.add(sessionId)
    for (const [socket, grant] of this.consoles) {
      if (grant.sessionId === sessionId) socket.close(consoleClose.signedOut, 'You have been signed out.')
    }
  }

  closeLost(isLost: (grant: Grant) => boolean): void {
    for (const [socket, grant] of this.consoles) {
      if (isLost(grant)) socket.close(consoleClose.notAllowed, 'You may not open this console any more.')
    }
  }

  async closeAll(): Promise<void> {
    const ends = [...this.consoles.keys()].map(socket => {
      const ended = new Promise<void>(resolve => socket.once('close', () => resolve()))
      socket.close(consoleClose.goingAway, 'Domus is being stopped.')
      return ended
    })
    const timer = setTimeout(() => {
      for (const socket of this.consoles.keys()) socket.terminate()
    }, shutdownMs)
    await Promise.all(ends)
    clearTimeout(timer)
  }

  /** What the ticket grants, or the HTTP status of the refusal. */
  private async admit(request: IncomingMessage): Promise<Grant | number> {
    if (!this.options.originAllowed(request)) return 403
    const ticket = new URL(request.url ?? '/', 'http://localhost').searchParams.get('ticket')
    if (!ticket || ticket.length > longestTicket) return 401
    this.lookups++
    try {
      const grant = await this.options.redeem(ticket)
      return grant && !this.endedMeanwhile.has(grant.sessionId) ? grant : 401
    } finally {
      this.lookups--
      if (this.lookups === 0) this.endedMeanwhile.clear()
    }
  }

  private async serve(socket: WebSocket, grant: Grant, request: IncomingMessage): Promise<void> {
    const abort = new AbortController()
    let seat: Seat | null = null
    const bridge = new ConsoleBridge(socket, words => {
      const asked = seatAskOf(words)
      if (!asked) socket.close(1003, 'A console carries bytes, and words about who is there.')
      else if (seat) this.ask(seat, asked, grant, request)
    })
    let opened = false
    let closing: { code: number; reason: string } | null = null
    const over = new Promise<{ code: number; reason: string }>(resolve => {
      socket.on('close', (code, reason) => {
        this.consoles.delete(socket)
        abort.abort()
        bridge.destroy()
        resolve(closing ?? { code, reason: reason.toString('utf8') })
      })
    })
    socket.on('error', error => this.options.log('A console connection failed.', error))
    this.watch(socket)
    const record = await this.options.onOpened(grant, request)
    try {
      if (!abort.signal.aborted) {
        const { stream, head } = await this.options.open(grant, abort.signal)
        // What ends it while a place is found has an error to tell, and nobody else yet to tell it to.
        stream.on('error', () => undefined)
        const place = abort.signal.aborted ? null : await this.options.join(grant).catch(destroying(stream))
        if (!place || abort.signal.aborted || socket.readyState !== socket.OPEN) {
          stream.destroy()
          await place?.leave()
        } else {
          opened = true
          seat = place
          place.onChange(() => tellSeats(socket, place))
          tellSeats(socket, place)
          bridge.connect(stream, head, gateOf(grant, place))
        }
      }
    } catch (error) {
      if (!abort.signal.aborted) {
        closing = closeReasonOf(error)
        if (closing.code === consoleClose.internal) this.options.log('A console could not be opened.', error)
        socket.close(closing.code, closing.reason)
      }
    }
    const end = await over
    await seat?.leave().catch(error => this.options.log('A place at a console could not be given up.', error))
    await record.closed({ ...end, ...bridge.counts, opened })
  }

  private ask(seat: Seat, what: SeatAsk, grant: Grant, request: IncomingMessage): void {
    seat
      .ask(what)
      .then(from => (from.length > 0 ? this.options.onTaken(grant, request, from) : undefined))
      .catch(error => this.options.log('A place at a console could not be changed.', error))
  }

  /** Ends the connection to a browser that no longer answers. */
  private watch(socket: WebSocket): void {
    let alive = true
    socket.on('pong', () => {
      alive = true
    })
    const timer = setInterval(() => {
      // While the guest does not take what the browser sends, the browser's answers wait as well.
      if (socket.isPaused) return
      if (!alive) {
        socket.terminate()
        return
      }
      alive = false
      socket.ping()
    }, this.options.pingMs ?? 30_000)
    socket.on('close', () => clearInterval(timer))
  }
}

function seatAskOf(words: string): SeatAsk | undefined {
  try {
    return seatAskSchema.parse(JSON.parse(words)).ask
  } catch {
    return undefined
  }
}

function tellSeats(socket: WebSocket, seat: Seat): void {
  if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(seat.seats))
}

/** Lets through to the guest what this place may do. */
function gateOf(grant: ConsoleGrant, seat: Seat): InputGate {
  const nothing = Buffer.alloc(0)
  if (grant.kind === 'text') return { take: bytes => (seat.mode === 'work' ? bytes : nothing) }
  const input = new RfbInput()
  return { take: bytes => input.take(bytes, seat.mode === 'work') }
}

function destroying(stream: Duplex): (error: unknown) => never {
  return error => {
    stream.destroy()
    throw error
  }
}

/** Answers in plain HTTP and hangs up: there will be no WebSocket. */
function refuse(socket: Duplex, status: number): void {
  const text = `${STATUS_CODES[status]}\n`
  socket.end(
    [
      `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
      'Connection: close',
      'Content-Type: text/plain',
      `Content-Length: ${Buffer.byteLength(text)}`,
      'Cache-Control: no-store',
      '',
      text,
    ].join('\r\n'),
  )
}
