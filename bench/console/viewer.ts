import { once } from 'node:events'
import type { APIRequestContext } from '@playwright/test'
import { WebSocket } from 'ws'

export interface OpenViewer {
  /** Milliseconds from asking for a ticket until the first picture had wholly begun to come. */
  readonly firstPicture: number
  close(): void
}

/** Opens the console of a VM as a page does, as far as the first rectangle of its picture. */
export async function openViewer(api: APIRequestContext, url: string, vm: string): Promise<OpenViewer> {
  const began = performance.now()
  const answer = await api.post('/api/trpc/console.ticket', { data: { id: vm } })
  if (!answer.ok()) throw new Error(`No ticket: ${await answer.text()}`)
  const { result } = await answer.json()
  const { ticket, path } = result.data
  const socket = new WebSocket(`${url.replace('http', 'ws')}${path}?ticket=${ticket}`, ['binary'], {
    origin: url,
    perMessageDeflate: false,
  })
  const incoming = new Incoming(socket)
  await once(socket, 'open')
  const version = await incoming.take(12)
  socket.send(version)
  const [kinds = 0] = await incoming.take(1)
  await incoming.take(kinds)
  socket.send(Buffer.of(1))
  await incoming.take(4)
  socket.send(Buffer.of(1))
  const init = await incoming.take(24)
  await incoming.take(init.readUInt32BE(20))
  // Raw is what every server has; the whole picture, at once.
  socket.send(Buffer.from([2, 0, 0, 1, 0, 0, 0, 0]))
  const request = Buffer.from([3, 0, 0, 0, 0, 0, 0, 0, 0, 0])
  request.writeUInt16BE(init.readUInt16BE(0), 6)
  request.writeUInt16BE(init.readUInt16BE(2), 8)
  socket.send(request)
  // Head of the update, head of its first rectangle, and the first line of that.
  await incoming.take(4 + 12 + 4 * init.readUInt16BE(0))
  const firstPicture = performance.now() - began
  incoming.ignore()
  return { firstPicture, close: () => socket.terminate() }
}

/** The bytes of a WebSocket, taken in portions. */
class Incoming {
  private have: Buffer = Buffer.alloc(0)
  private wake: () => void = () => undefined
  private ended = false
  private ignored = false

  constructor(socket: WebSocket) {
    socket.on('message', (data: Buffer, binary: boolean) => {
      if (!binary || this.ignored) return
      this.have = Buffer.concat([this.have, data])
      this.wake()
    })
    socket.on('error', () => undefined)
    socket.on('close', () => {
      this.ended = true
      this.wake()
    })
  }

  async take(count: number): Promise<Buffer> {
    while (this.have.length < count) {
      if (this.ended) throw new Error('The console ended before its first picture.')
      await new Promise<void>(resolve => {
        this.wake = resolve
      })
    }
    const taken = this.have.subarray(0, count)
    this.have = this.have.subarray(count)
    return taken
  }

  ignore(): void {
    this.ignored = true
    this.have = Buffer.alloc(0)
  }
}
