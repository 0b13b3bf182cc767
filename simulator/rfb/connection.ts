import type { Duplex } from 'node:stream'
import { type ClientMessage, RfbProtocolError, readClientMessage } from './client-messages'
import { Damage } from './damage'
import { encodeHextile, encodeRaw, encoding, rectHeader } from './encodings'
import type { Framebuffer, PictureWatcher, Rect } from './framebuffer'
import { intersect } from './framebuffer'
import { answerHandshake, type HandshakeState, serverVersion } from './handshake'
import { nativeFormat, type PixelWriter, pixelWriter, writePixelFormat } from './pixel-format'

/** What a viewer's keyboard, mouse and clipboard are connected to. */
export interface RfbInput {
  /** `keysym` as X11 numbers it. */
  key(keysym: number, down: boolean): void
  /** `buttons`: bit 0 left, 1 middle, 2 right, 3 and 4 the wheel. */
  pointer(x: number, y: number, buttons: number): void
  paste(text: string): void
}

/**
 * One viewer of a picture: the server's side of RFB 3.8 (3.3 and 3.7 too) on a byte stream, without a
 * password. Ends the stream when the client says something that has no meaning. `onEnd` is called once.
 */
export class RfbConnection implements PictureWatcher {
  private received: Buffer = Buffer.alloc(0)
  private handshake: HandshakeState | null = { step: 'version' }
  private pixel: PixelWriter = pixelWriter(nativeFormat)
  private encodings = new Set<number>()
  private readonly damage: Damage
  /** What the client believes the size is; differs while it cannot be told. */
  private told: { width: number; height: number }
  private wanted: Rect | null = null
  private resizePending = false
  private keysOffered = false
  private blocked = false
  private scheduled = false
  private ended = false

  constructor(
    private readonly stream: Duplex,
    private readonly picture: Framebuffer,
    private readonly name: string,
    private readonly input: RfbInput,
    private readonly onEnd: () => void,
  ) {
    this.damage = new Damage(picture.width, picture.height)
    this.told = { width: picture.width, height: picture.height }
    picture.watchers.add(this)
    stream.on('data', chunk => this.receive(chunk))
    stream.on('drain', () => {
      this.blocked = false
      this.schedule()
    })
    stream.on('end', () => this.end())
    stream.on('close', () => this.end())
    stream.on('error', () => this.end())
    this.send(Buffer.from(serverVersion, 'latin1'))
  }

  damaged(rect: Rect): void {
    this.damage.add(rect)
    this.schedule()
  }

  copied(source: Rect, x: number, y: number): void {
    const known = this.told.width === this.picture.width && this.told.height === this.picture.height
    if (known && this.encodings.has(encoding.copyRect)) this.damage.move({ source, x, y })
    else this.damage.add({ ...source, x, y })
    this.schedule()
  }

  resized(): void {
    this.damage.reset(this.picture.width, this.picture.height)
    this.resizePending = true
    this.schedule()
  }

  /** Offers `text` to the viewer's clipboard; only Latin-1 can be sent, the rest becomes "?". */
  cutText(text: string): void {
    if (this.handshake || this.ended) return
    const latin = Buffer.from(
      [...text].map(c => ((c.codePointAt(0) ?? 0) > 255 ? '?' : c)).join(''),
      'latin1',
    )
    const head = Buffer.alloc(8)
    head[0] = 3
    head.writeUInt32BE(latin.length, 4)
    this.send(Buffer.concat([head, latin]))
  }

  end(): void {
    if (this.ended) return
    this.ended = true
    this.picture.watchers.delete(this)
    this.stream.end()
    this.onEnd()
  }

  private receive(chunk: unknown): void {
    if (this.ended || !(chunk instanceof Uint8Array)) return
    this.received = this.received.length === 0 ? Buffer.from(chunk) : Buffer.concat([this.received, chunk])
    try {
      while (!this.ended && this.step()) {
        // step() takes one message at a time
      }
    } catch (error) {
      if (!(error instanceof RfbProtocolError)) throw error
      this.end()
    }
  }

  private step(): boolean {
    if (this.handshake) return this.stepHandshake(this.handshake)
    const read = readClientMessage(this.received)
    if (!read) return false
    this.received = this.received.subarray(read.size)
    if (read.message) this.handle(read.message)
    return true
  }

  private stepHandshake(state: HandshakeState): boolean {
    const answer = answerHandshake(state, this.received)
    if (!answer) return false
    this.received = this.received.subarray(answer.size)
    this.send(answer.reply)
    if (answer.next === 'refused') this.end()
    else if (answer.next === 'done') {
      this.handshake = null
      // The size may have changed since the version was sent: what ServerInit says is what counts.
      this.told = { width: this.picture.width, height: this.picture.height }
      this.resizePending = false
      this.damage.reset(this.picture.width, this.picture.height)
      this.send(this.serverInit())
    } else this.handshake = answer.next
    return true
  }

  private serverInit(): Buffer {
    const name = Buffer.from(this.name, 'utf8')
    const size = Buffer.alloc(4)
    size.writeUInt16BE(this.told.width, 0)
    size.writeUInt16BE(this.told.height, 2)
    const length = Buffer.alloc(4)
    length.writeUInt32BE(name.length)
    return Buffer.concat([size, writePixelFormat(nativeFormat), length, name])
  }

  private handle(message: ClientMessage): void {
    switch (message.type) {
      case 'pixel-format':
        this.pixel = pixelWriter(message.format)
        return
      case 'encodings':
        this.encodings = new Set(message.encodings)
        if (!this.encodings.has(encoding.copyRect)) this.damage.flattenMoves()
        return
      case 'update-request':
        this.request(message.rect, message.incremental)
        return
      case 'key':
        this.input.key(message.keysym, message.down)
        return
      case 'pointer':
        this.input.pointer(message.x, message.y, message.buttons)
        return
      case 'cut-text':
        this.input.paste(message.text)
    }
  }

  private request(rect: Rect, incremental: boolean): void {
    const area = intersect(rect, this.picture.bounds)
    if (area && !incremental) {
      this.damage.flattenMoves()
      this.damage.add(area)
    }
    const { wanted } = this
    this.wanted = wanted ? union(wanted, rect) : rect
    this.schedule()
  }

  /** Waits for the drawing under way to be over, so that it is sent as one update. */
  private schedule(): void {
    if (this.scheduled || this.ended) return
    this.scheduled = true
    queueMicrotask(() => {
      this.scheduled = false
      this.update()
    })
  }

  private update(): void {
    if (this.ended || this.blocked || this.handshake || !this.wanted) return
    if (this.resizePending && this.encodings.has(encoding.desktopSize)) {
      this.resizePending = false
      this.told = { width: this.picture.width, height: this.picture.height }
      this.sendUpdate([rectHeader(this.picture.bounds, encoding.desktopSize)])
      return
    }
    const parts: Buffer[] = []
    if (!this.keysOffered && this.encodings.has(encoding.qemuExtendedKey)) {
      this.keysOffered = true
      parts.push(rectHeader({ x: 0, y: 0, ...this.told }, encoding.qemuExtendedKey))
    }
    // A client that cannot be told of a new size goes on seeing as much as fits into the old one.
    const seen = intersect(this.wanted, { x: 0, y: 0, ...this.told })
    if (seen) parts.push(...this.encodeChanges(seen))
    if (parts.length > 0) this.sendUpdate(parts)
  }

  private encodeChanges(region: Rect): Buffer[] {
    const parts: Buffer[] = []
    // Moves build on each other and on all that is around them: they go out together or not at all.
    if (!covers(region, { x: 0, y: 0, ...this.told })) this.damage.flattenMoves()
    for (const { source, x, y } of this.damage.takeMoves()) {
      const origin = Buffer.alloc(4)
      origin.writeUInt16BE(source.x, 0)
      origin.writeUInt16BE(source.y, 2)
      parts.push(Buffer.concat([rectHeader({ ...source, x, y }, encoding.copyRect), origin]))
    }
    const hextile = this.encodings.has(encoding.hextile)
    for (const rect of this.damage.take(region)) {
      const content = hextile
        ? encodeHextile(this.picture, rect, this.pixel)
        : encodeRaw(this.picture, rect, this.pixel)
      parts.push(Buffer.concat([rectHeader(rect, hextile ? encoding.hextile : encoding.raw), content]))
    }
    return parts
  }

  private sendUpdate(rects: Buffer[]): void {
    this.wanted = null
    const head = Buffer.alloc(4)
    head.writeUInt16BE(rects.length, 2)
    this.send(Buffer.concat([head, ...rects]))
  }

  private send(bytes: Buffer): void {
    if (this.ended || bytes.length === 0 || this.stream.destroyed || this.stream.writableEnded) return
    if (!this.stream.write(bytes)) this.blocked = true
  }
}

function covers(outer: Rect, inner: Rect): boolean {
  const both = intersect(outer, inner)
  return both !== null && both.width === inner.width && both.height === inner.height
}

function union(a: Rect, b: Rect): Rect {
  const x = Math.min(a.x, b.x)
  const y = Math.min(a.y, b.y)
  return {
    x,
    y,
    width: Math.max(a.x + a.width, b.x + b.width) - x,
    height: Math.max(a.y + a.height, b.y + b.height) - y,
  }
}
