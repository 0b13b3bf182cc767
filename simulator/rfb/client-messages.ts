import type { Rect } from './framebuffer'
import { type PixelFormat, readPixelFormat } from './pixel-format'

/** What a client says once the handshake is over (RFC 6143, section 7.5). */
export type ClientMessage =
  | { type: 'pixel-format'; format: PixelFormat }
  | { type: 'encodings'; encodings: number[] }
  | { type: 'update-request'; incremental: boolean; rect: Rect }
  | { type: 'key'; keysym: number; down: boolean }
  | { type: 'pointer'; x: number; y: number; buttons: number }
  | { type: 'cut-text'; text: string }

/** The client said something that has no meaning; the connection cannot go on. */
export class RfbProtocolError extends Error {
  override name = 'RfbProtocolError'
}

/** No clipboard is longer; a length beyond it is a client that has lost its place. */
const longestText = 1024 * 1024

/**
 * Reads one message from the front of `bytes`. Returns it with the number of bytes it took, or null while it
 * is not all there. Throws RfbProtocolError when no more bytes could make it right.
 */
export function readClientMessage(bytes: Buffer): { message: ClientMessage | null; size: number } | null {
  if (bytes.length === 0) return null
  switch (bytes[0]) {
    case 0:
      return whole(bytes, 20, () => {
        const format = readPixelFormat(bytes.subarray(4, 20))
        if (typeof format === 'string') throw new RfbProtocolError(format)
        return { type: 'pixel-format', format }
      })
    case 2: {
      if (bytes.length < 4) return null
      const count = bytes.readUInt16BE(2)
      return whole(bytes, 4 + count * 4, () => ({
        type: 'encodings',
        encodings: Array.from({ length: count }, (_, i) => bytes.readInt32BE(4 + i * 4)),
      }))
    }
    case 3:
      return whole(bytes, 10, () => ({
        type: 'update-request',
        incremental: bytes[1] !== 0,
        rect: {
          x: bytes.readUInt16BE(2),
          y: bytes.readUInt16BE(4),
          width: bytes.readUInt16BE(6),
          height: bytes.readUInt16BE(8),
        },
      }))
    case 4:
      return whole(bytes, 8, () => ({ type: 'key', down: bytes[1] !== 0, keysym: bytes.readUInt32BE(4) }))
    case 5:
      return whole(bytes, 6, () => ({
        type: 'pointer',
        buttons: bytes[1] ?? 0,
        x: bytes.readUInt16BE(2),
        y: bytes.readUInt16BE(4),
      }))
    case 6: {
      if (bytes.length < 8) return null
      const length = bytes.readInt32BE(4)
      // A negative length belongs to the extended clipboard, which was never offered.
      if (length < 0 || length > longestText) throw new RfbProtocolError(`a clipboard of ${length} bytes`)
      return whole(bytes, 8 + length, () => ({
        type: 'cut-text',
        text: bytes.subarray(8, 8 + length).toString('latin1'),
      }))
    }
    case 255:
      return readQemu(bytes)
    default:
      throw new RfbProtocolError(`message type ${bytes[0]} is unknown`)
  }
}

/** QEMU's own messages; of them the extended key event is the one that was offered. */
function readQemu(bytes: Buffer): { message: ClientMessage; size: number } | null {
  if (bytes.length < 2) return null
  if (bytes[1] !== 0) throw new RfbProtocolError(`QEMU message ${bytes[1]} was not offered`)
  return whole(bytes, 12, () => ({
    type: 'key',
    down: bytes.readUInt16BE(2) !== 0,
    keysym: bytes.readUInt32BE(4),
  }))
}

function whole(
  bytes: Buffer,
  size: number,
  read: () => ClientMessage,
): { message: ClientMessage; size: number } | null {
  return bytes.length < size ? null : { message: read(), size }
}
