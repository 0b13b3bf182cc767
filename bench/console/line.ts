import { randomBytes } from 'node:crypto'
import { type EventEmitter, once } from 'node:events'
import { connect } from 'node:net'
import { WebSocket } from 'ws'
import { floodKey, keyLength } from './host'

/** A way to the host of the bench: bytes there, bytes back. */
export interface Line {
  send(bytes: Buffer): void
  onBytes(listener: (count: number) => void): void
  pause(): void
  /** Rejects when the way ends. */
  readonly ended: Promise<never>
  close(): void
}

const hello = Buffer.concat([Buffer.from('RFB 003.008\n'), Buffer.of(1, 1)])

/** Through the gateway, as a browser comes. */
export async function openThroughGateway(port: number): Promise<Line> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/?ticket=t`, ['binary'], { perMessageDeflate: false })
  await once(socket, 'open')
  let heard: (count: number) => void = () => undefined
  socket.on('message', (data: Buffer, binary: boolean) => {
    if (binary) heard(data.length)
  })
  socket.send(hello)
  return {
    send: bytes => socket.send(bytes),
    onBytes(listener) {
      heard = listener
    },
    pause: () => socket.pause(),
    ended: endOf(socket),
    close: () => socket.terminate(),
  }
}

/** Through the gateway as well, but what comes is counted as it stands on the wire, frames and all. */
export async function openFrames(port: number): Promise<Line> {
  const socket = connect({ host: '127.0.0.1', port, noDelay: true })
  await once(socket, 'connect')
  socket.on('error', () => undefined)
  socket.write(
    [
      'GET /?ticket=t HTTP/1.1',
      'Host: 127.0.0.1',
      'Connection: Upgrade',
      'Upgrade: websocket',
      'Sec-WebSocket-Version: 13',
      `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}`,
      'Sec-WebSocket-Protocol: binary',
      '',
      '',
    ].join('\r\n'),
  )
  let heard: (count: number) => void = () => undefined
  // The answer, and who is there, which is told before any byte of the guest is.
  let begun = ''
  await new Promise<void>((resolve, reject) => {
    socket.once('close', () => reject(new Error(`The gateway hung up: ${begun}`)))
    socket.on('data', chunk => {
      heard(chunk.length)
      if (begun.endsWith('}')) return
      begun += chunk.toString('latin1')
      if (begun.endsWith('}')) resolve()
    })
  })
  // A mask of noughts leaves the bytes as they are.
  const send = (bytes: Buffer) =>
    void socket.write(Buffer.concat([Buffer.of(0x82, 0x80 | bytes.length, 0, 0, 0, 0), bytes]))
  send(hello)
  return {
    send,
    onBytes(listener) {
      heard = listener
    },
    pause: () => void socket.pause(),
    ended: endOf(socket),
    close: () => socket.destroy(),
  }
}

/** Over plain TCP, to the host or to a relay in front of it. */
export async function openPlain(port: number): Promise<Line> {
  const socket = connect({ host: '127.0.0.1', port, noDelay: true })
  await once(socket, 'connect')
  let heard: (count: number) => void = () => undefined
  socket.on('error', () => undefined)
  socket.on('data', chunk => heard(chunk.length))
  socket.write(hello)
  return {
    send: bytes => void socket.write(bytes),
    onBytes(listener) {
      heard = listener
    },
    pause: () => void socket.pause(),
    ended: endOf(socket),
    close: () => socket.destroy(),
  }
}

/** Milliseconds there and back of one key after the other, in order. */
export async function roundTrips(line: Line, count: number): Promise<number[]> {
  const key = Buffer.from([4, 1, 0, 0, 0, 0, 0, 0x61])
  const times: number[] = []
  for (let at = 0; at < count; at++) {
    const began = performance.now()
    const back = bytes(line, keyLength)
    line.send(key)
    await back
    times.push(performance.now() - began)
  }
  return times.sort((a, b) => a - b)
}

/** Megabytes a second of what the host has to give. */
export async function throughput(line: Line, mebibytes: number): Promise<number> {
  const all = mebibytes * 1024 * 1024
  const began = performance.now()
  const came = bytes(line, all)
  line.send(flood(mebibytes))
  await came
  return all / 1e3 / (performance.now() - began)
}

/** A key that asks the host for so much. */
export function flood(mebibytes: number): Buffer {
  const key = Buffer.from([4, floodKey, 0, 0, 0, 0, 0, 0])
  key.writeUInt32BE(mebibytes, 4)
  return key
}

function bytes(line: Line, wanted: number): Promise<void> {
  let count = 0
  const all = new Promise<void>(resolve => {
    line.onBytes(more => {
      count += more
      if (count >= wanted) resolve()
    })
  })
  return Promise.race([all, line.ended])
}

function endOf(socket: EventEmitter): Promise<never> {
  const ended = new Promise<never>((_, reject) => {
    socket.once('close', () => reject(new Error('The way to the host ended.')))
  })
  // Who waits for bytes hears of it; a line that is closed afterwards is no failure.
  ended.catch(() => undefined)
  return ended
}
