import { createCipheriv, createDecipheriv, hkdfSync } from 'node:crypto'
import { promisify } from 'node:util'
import { deflateRaw, inflateRawSync } from 'node:zlib'

const deflate = promisify(deflateRaw)

export const saltBytes = 16
const tagBytes = 16
const lengthBytes = 4
const keyBytes = 32
const algorithm = 'aes-256-gcm'

/** The content of a frame that has been opened. */
export const unpack = (packed: Buffer): Buffer => inflateRawSync(packed)

/** What seals or opens the frames of one file, one after the other. */
export interface Frames {
  /** A frame as it stands in the file: length, ciphertext, tag. `last` is part of what the tag vouches for. */
  seal(plain: Uint8Array, last: boolean): Promise<Buffer>
  /** The content of the frame at `offset`, still packed, and where the next begins. Throws unless it is what was sealed at this place. */
  open(file: Buffer, offset: number): { packed: Buffer; last: boolean; next: number }
}

/**
 * Frames of a file: compressed, and AES-256-GCM under a key of the file's own, made of the key, the file's random salt
 * and whom it is about. The nonce counts, so no frame opens in another place, in another file, or for another owner.
 */
export function createFrames(key: Uint8Array, salt: Uint8Array, about: string): Frames {
  const own = Buffer.from(hkdfSync('sha256', key, salt, about, keyBytes))
  let index = 0
  const nonce = () => {
    const bytes = Buffer.alloc(12)
    bytes.writeUInt32BE(index++, 8)
    return bytes
  }
  const flag = (last: boolean) => Buffer.from([last ? 1 : 0])
  return {
    async seal(plain, last) {
      const packed = await deflate(plain, { level: 1 })
      const cipher = createCipheriv(algorithm, own, nonce()).setAAD(flag(last))
      const body = Buffer.concat([flag(last), cipher.update(packed), cipher.final(), cipher.getAuthTag()])
      const length = Buffer.alloc(lengthBytes)
      length.writeUInt32BE(body.length)
      return Buffer.concat([length, body])
    },
    open(file, offset) {
      const start = offset + lengthBytes
      const next = start + file.readUInt32BE(offset)
      const last = file.readUInt8(start) === 1
      if (next > file.length || next - start < 1 + tagBytes) throw new Error('The file ends too soon')
      const decipher = createDecipheriv(algorithm, own, nonce(), { authTagLength: tagBytes })
        .setAAD(flag(last))
        .setAuthTag(file.subarray(next - tagBytes, next))
      const packed = Buffer.concat([
        decipher.update(file.subarray(start + 1, next - tagBytes)),
        decipher.final(),
      ])
      return { packed, last, next }
    },
  }
}
