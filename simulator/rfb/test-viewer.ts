import { type Duplex, duplexPair } from 'node:stream'
import { encoding } from './encodings'

/** A small RFB client for tests: speaks 3.8 with 32-bit pixels, keeps a picture, and remembers what it was sent. */
export class TestViewer {
  readonly server: Duplex
  readonly stream: Duplex
  private buffer = Buffer.alloc(0)
  private waiting: (() => void) | null = null
  private over = false
  width = 0
  height = 0
  name = ''
  pixels = new Uint32Array(0)
  cutTexts: string[] = []
  /** Every encoding that has come. */
  readonly kinds = new Set<number>()

  constructor() {
    const [client, server] = duplexPair()
    this.stream = client
    this.server = server
    client.on('data', (chunk: Buffer) => {
      this.buffer = Buffer.concat([this.buffer, chunk])
      this.waiting?.()
    })
    client.on('end', () => {
      this.over = true
      this.waiting?.()
    })
  }

  /** Bytes that have come and not been read. */
  get unread(): number {
    return this.buffer.length
  }

  /** The next `count` bytes; null when the stream ended before them. */
  async read(count: number): Promise<Buffer | null> {
    while (this.buffer.length < count) {
      if (this.over) return null
      await new Promise<void>(resolve => {
        this.waiting = resolve
      })
    }
    const bytes = this.buffer.subarray(0, count)
    this.buffer = this.buffer.subarray(count)
    return bytes
  }

  async need(count: number): Promise<Buffer> {
    const bytes = await this.read(count)
    if (!bytes) throw new Error(`the stream ended before ${count} more bytes`)
    return bytes
  }

  async ended(): Promise<boolean> {
    while (await this.read(1)) {
      // whatever came before the end
    }
    return true
  }

  send(...bytes: number[]): void {
    this.stream.write(Buffer.from(bytes))
  }

  async connect(encodings: number[]): Promise<void> {
    await this.need(12)
    this.stream.write('RFB 003.008\n')
    await this.need(2)
    this.send(1)
    await this.need(4)
    this.send(1)
    await this.readServerInit()
    const message = Buffer.alloc(4 + encodings.length * 4)
    message[0] = 2
    message.writeUInt16BE(encodings.length, 2)
    encodings.forEach((kind, i) => {
      message.writeInt32BE(kind, 4 + i * 4)
    })
    this.stream.write(message)
  }

  async readServerInit(): Promise<Buffer> {
    const head = await this.need(24)
    this.resize(head.readUInt16BE(0), head.readUInt16BE(2))
    this.name = (await this.need(head.readUInt32BE(20))).toString('utf8')
    return head
  }

  request(incremental: boolean, rect = { x: 0, y: 0, width: this.width, height: this.height }): void {
    const message = Buffer.alloc(10)
    message[0] = 3
    message[1] = incremental ? 1 : 0
    message.writeUInt16BE(rect.x, 2)
    message.writeUInt16BE(rect.y, 4)
    message.writeUInt16BE(rect.width, 6)
    message.writeUInt16BE(rect.height, 8)
    this.stream.write(message)
  }

  key(symbol: number): void {
    for (const down of [1, 0]) {
      const message = Buffer.of(4, down, 0, 0, 0, 0, 0, 0)
      message.writeUInt32BE(symbol, 4)
      this.stream.write(message)
    }
  }

  type(text: string): void {
    for (const character of text) this.key(character === '\n' ? 0xff0d : character.charCodeAt(0))
  }

  /** Reads messages up to and with the next FramebufferUpdate. Returns the encoding of each of its rectangles. */
  async update(): Promise<number[]> {
    for (;;) {
      const kind = (await this.need(1))[0]
      if (kind === 3) {
        const length = (await this.need(7)).readUInt32BE(3)
        this.cutTexts.push((await this.need(length)).toString('latin1'))
        continue
      }
      if (kind !== 0) throw new Error(`server message ${kind}`)
      const count = (await this.need(3)).readUInt16BE(1)
      const kinds: number[] = []
      for (let i = 0; i < count; i++) kinds.push(await this.rectangle())
      return kinds
    }
  }

  /** Asks for updates until the picture is the newest one. Leaves one request open. */
  async settle(): Promise<void> {
    for (;;) {
      this.request(true)
      for (let turn = 0; turn < 4; turn++) await new Promise(setImmediate)
      if (this.unread === 0) return
      await this.update()
    }
  }

  private resize(width: number, height: number): void {
    this.width = width
    this.height = height
    this.pixels = new Uint32Array(width * height)
  }

  private async rectangle(): Promise<number> {
    const head = await this.need(12)
    const [x, y] = [head.readUInt16BE(0), head.readUInt16BE(2)]
    const [width, height] = [head.readUInt16BE(4), head.readUInt16BE(6)]
    const kind = head.readInt32BE(8)
    this.kinds.add(kind)
    if (kind === encoding.desktopSize) this.resize(width, height)
    else if (kind === encoding.raw) await this.raw(x, y, width, height)
    else if (kind === encoding.copyRect) this.copy(await this.need(4), x, y, width, height)
    else if (kind === encoding.hextile) await this.hextile(x, y, width, height)
    else if (kind !== encoding.qemuExtendedKey) throw new Error(`encoding ${kind} was not asked for`)
    return kind
  }

  private async raw(x: number, y: number, width: number, height: number): Promise<void> {
    const bytes = await this.need(width * height * 4)
    for (let i = 0; i < width * height; i++) {
      this.pixels[(y + Math.floor(i / width)) * this.width + x + (i % width)] = bytes.readUInt32LE(i * 4)
    }
  }

  private copy(from: Buffer, x: number, y: number, width: number, height: number): void {
    const [sourceX, sourceY] = [from.readUInt16BE(0), from.readUInt16BE(2)]
    const before = this.pixels.slice()
    for (let row = 0; row < height; row++) {
      const start = (sourceY + row) * this.width + sourceX
      this.pixels.set(before.subarray(start, start + width), (y + row) * this.width + x)
    }
  }

  private async hextile(x: number, y: number, width: number, height: number): Promise<void> {
    let [background, foreground] = [0, 0]
    const color = async () => (await this.need(4)).readUInt32LE()
    for (let top = y; top < y + height; top += 16) {
      for (let left = x; left < x + width; left += 16) {
        const [w, h] = [Math.min(16, x + width - left), Math.min(16, y + height - top)]
        const flags = (await this.need(1))[0] ?? 0
        if (flags & 1) {
          await this.raw(left, top, w, h)
          continue
        }
        if (flags & 2) background = await color()
        if (flags & 4) foreground = await color()
        this.fill(left, top, w, h, background)
        const count = flags & 8 ? ((await this.need(1))[0] ?? 0) : 0
        for (let i = 0; i < count; i++) {
          const ink = flags & 16 ? await color() : foreground
          const [place = 0, size = 0] = await this.need(2)
          this.fill(left + (place >> 4), top + (place & 15), (size >> 4) + 1, (size & 15) + 1, ink)
        }
      }
    }
  }

  private fill(x: number, y: number, width: number, height: number, color: number): void {
    for (let row = y; row < y + height; row++) {
      this.pixels.fill(color, row * this.width + x, row * this.width + x + width)
    }
  }
}
