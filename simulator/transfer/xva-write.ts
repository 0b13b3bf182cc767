import type { Pool } from '../pool'
import type { Collected, CollectedDisk } from './collect'
import { writeOva } from './ova'
import { isZero } from './sparse-disk'
import { tarEnd, tarFile } from './tar'
import { xxh64 } from './xxhash'

/** Disks leave in pieces of this many bytes. */
const PIECE = 1024 * 1024

/**
 * An archive with disks: what it is about first, then the pieces of each disk with their check sums. Pieces of zeros
 * are left out, except the first and the last. `progress` is told the fraction that has left.
 */
export function* writeXva(
  pool: Pool,
  { ova, disks }: Collected,
  progress: (fraction: number) => void,
): Generator<Buffer> {
  const now = pool.clock.now() / 1000
  yield tarFile('ova.xml', Buffer.from(writeOva(ova)), now)
  const total = disks.reduce((sum, { vdi }) => sum + pool.db.get('VDI', vdi).virtual_size, 0)
  let done = 0
  for (const disk of disks) {
    for (const piece of piecesOf(pool, disk)) {
      if (piece.bytes) {
        yield tarFile(piece.name, piece.bytes, now)
        yield tarFile(`${piece.name}.xxhash`, Buffer.from(xxh64(piece.bytes)), now)
      }
      done += piece.size
      progress(done / total)
    }
  }
  yield tarEnd
}

/** Without `bytes`: a piece that is left out. */
function* piecesOf(
  pool: Pool,
  { id, vdi }: CollectedDisk,
): Generator<{ readonly name: string; readonly size: number; readonly bytes?: Buffer }> {
  const content = pool.disks.of(vdi)
  const { virtual_size } = pool.db.get('VDI', vdi)
  const count = Math.ceil(virtual_size / PIECE)
  for (let index = 0; index < count; index++) {
    const at = index * PIECE
    const size = Math.min(PIECE, virtual_size - at)
    const name = `${id}/${String(index).padStart(8, '0')}`
    const always = index === 0 || index === count - 1
    const empty = content.isEmpty(at, size)
    if (empty && !always) yield { name, size }
    else {
      const bytes = content.read(at, size)
      if (always || !isZero(bytes)) yield { name, size, bytes }
      else yield { name, size }
    }
  }
}
