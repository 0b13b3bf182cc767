import type { Duplex } from 'node:stream'
import type { RawData, WebSocket } from 'ws'
import { consoleClose } from '@/server/shared/console-close'

/** Above this many bytes waiting for the browser, the guest's picture waits. */
const highWater = 1024 * 1024
const lowWater = 256 * 1024
/** RFB clients wait for the server to speak: more than a few bytes before that is no console client. */
const mostEarly = 64 * 1024

export interface BridgeCounts {
  /** From the browser to the guest. */
  bytesIn: number
  /** From the guest to the browser. */
  bytesOut: number
}

/** What of a browser's bytes goes on to the guest. */
export interface InputGate {
  take(bytes: Buffer): Buffer
}

/**
 * Carries bytes between a browser's WebSocket and a console's stream, at the pace of the slower side. Ends the
 * socket when the stream does; `destroy` ends the stream.
 */
export class ConsoleBridge {
  readonly counts: BridgeCounts = { bytesIn: 0, bytesOut: 0 }
  private stream: Duplex | null = null
  private early: Buffer[] = []
  private earlySize = 0
  private gate: InputGate | null = null

  constructor(
    private readonly socket: WebSocket,
    /** Takes the words that come beside the bytes. */
    private readonly onWords: (text: string) => void,
  ) {
    socket.on('message', (data, binary) => this.fromBrowser(data, binary))
  }

  /** The console is open: `head` are bytes that had already come from it. */
  connect(stream: Duplex, head: Buffer, gate: InputGate): void {
    this.stream = stream
    this.gate = gate
    stream.on('data', chunk => {
      if (chunk instanceof Uint8Array) this.toBrowser(chunk)
    })
    stream.on('drain', () => this.socket.resume())
    stream.on('end', () => this.socket.close(consoleClose.closedByHost, 'The host closed the console.'))
    stream.on('error', () =>
      this.socket.close(consoleClose.hostUnreachable, 'The connection to the host broke.'),
    )
    // A stream may also be destroyed without a word.
    stream.on('close', () => this.socket.close(consoleClose.closedByHost, 'The host closed the console.'))
    if (head.length > 0) this.toBrowser(head)
    for (const bytes of this.early) this.toGuest(stream, bytes)
    this.early = []
  }

  destroy(): void {
    this.stream?.destroy()
  }

  private fromBrowser(data: RawData, binary: boolean): void {
    const bytes = asBuffer(data)
    if (!binary) {
      this.onWords(bytes.toString('utf8'))
      return
    }
    this.counts.bytesIn += bytes.length
    if (this.stream) {
      this.toGuest(this.stream, bytes)
      return
    }
    this.earlySize += bytes.length
    if (this.earlySize > mostEarly) this.socket.close(1009, 'Too much was sent before the console was open.')
    else this.early.push(bytes)
  }

  private toGuest(stream: Duplex, bytes: Buffer): void {
    if (stream.destroyed || stream.writableEnded) return
    const passing = this.gate ? this.gate.take(bytes) : bytes
    if (passing.length > 0 && !stream.write(passing)) this.socket.pause()
  }

  private toBrowser(bytes: Uint8Array): void {
    const { socket, stream } = this
    if (socket.readyState !== socket.OPEN) return
    this.counts.bytesOut += bytes.length
    // An error here ends in the socket's own 'close', which is where it is handled.
    socket.send(bytes, { binary: true }, () => {
      if (stream?.isPaused() && socket.bufferedAmount < lowWater) stream.resume()
    })
    if (socket.bufferedAmount > highWater) stream?.pause()
  }
}

function asBuffer(data: RawData): Buffer {
  if (Array.isArray(data)) return Buffer.concat(data)
  return Buffer.isBuffer(data) ? data : Buffer.from(data)
}
