import { createServer as createPlain, type Socket } from 'node:net'
import { createServer as createTls } from 'node:tls'
import { selfSigned } from '../../simulator/http/certificate'

/** Where the host of the bench is: over TLS as hosts of Xen are, and in plain for a relay that knows no TLS. */
export interface HostPlace {
  readonly tls: number
  readonly plain: number
  readonly pin: string
}

/** What a client of RFB says before its messages. */
export const helloLength = 14
export const keyLength = 8
/** The keysym of a key that asks for bytes: the next four bytes of the message say how many mebibytes. */
export const floodKey = 0xfe

/**
 * Stands for a host: answers each key with eight bytes, so that the way there and back can be measured, and one key with
 * as many bytes as it asks for. Tells its place to the process that started it.
 */
export async function serveHost(): Promise<void> {
  const { key, cert, sha256 } = selfSigned('localhost', ['127.0.0.1'])
  const listening = (server: ReturnType<typeof createPlain>) =>
    new Promise<number>(resolve => {
      server.listen(0, '127.0.0.1', () => {
        const address = server.address()
        if (address === null || typeof address === 'string') throw new Error('The host has no port')
        resolve(address.port)
      })
    })
  const place: HostPlace = {
    tls: await listening(createTls({ key, cert }, serve)),
    plain: await listening(createPlain({ noDelay: true }, serve)),
    pin: sha256,
  }
  process.send?.(place)
}

const block = Buffer.alloc(64 * 1024, 7)

function serve(socket: Socket): void {
  socket.setNoDelay(true)
  socket.on('error', () => undefined)
  let skip = helloLength
  let rest: Buffer = Buffer.alloc(0)
  let owed = 0
  const pour = () => {
    while (owed > 0) {
      owed -= block.length
      if (!socket.write(block)) return void socket.once('drain', pour)
    }
  }
  socket.on('data', (chunk: Buffer) => {
    let data = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk
    const skipped = Math.min(skip, data.length)
    skip -= skipped
    data = data.subarray(skipped)
    for (; data.length >= keyLength; data = data.subarray(keyLength)) {
      if (data[1] !== floodKey) socket.write(data.subarray(0, keyLength))
      else {
        owed += data.readUInt32BE(4) * 1024 * 1024
        pour()
      }
    }
    rest = data
  })
}
