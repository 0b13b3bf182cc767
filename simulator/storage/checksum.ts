import { createHash } from 'node:crypto'
import type { Ref } from '../../server/xapi/model/records'
import type { Pool } from '../pool'

const PIECE = 4 * 1024 * 1024

/** MD5 of all bytes of a disk, as hex. Gives way to others between pieces. */
export async function checksumOf(pool: Pool, ref: Ref<'VDI'>): Promise<string> {
  const { virtual_size } = pool.db.get('VDI', ref)
  const content = pool.disks.of(ref)
  const hash = createHash('md5')
  const zeros = Buffer.alloc(PIECE)
  for (let at = 0; at < virtual_size; at += PIECE) {
    const length = Math.min(PIECE, virtual_size - at)
    hash.update(content.isEmpty(at, length) ? zeros.subarray(0, length) : content.read(at, length))
    await new Promise<void>(resolve => {
      setImmediate(resolve)
    })
  }
  return hash.digest('hex')
}
