import type { Ref } from '../../server/xapi/model/records'
import { Failure } from '../failure'
import type { Pool } from '../pool'

/** Tracking tells of blocks of this many bytes. */
const BLOCK = 64 * 1024

/** Which blocks differ between two snapshots of a disk: one bit each from the highest of a byte on, in base64. */
export function changedBlocks(pool: Pool, from: Ref<'VDI'>, to: Ref<'VDI'>): string {
  const [before, after] = [pool.db.get('VDI', from), pool.db.get('VDI', to)]
  for (const [ref, row] of [
    [from, before],
    [to, after],
  ] as const)
    if (!row.cbt_enabled) throw new Failure('VDI_NO_CBT_METADATA', ref)
  if (before.virtual_size > after.virtual_size)
    throw new Failure('SR_BACKEND_FAILURE_460', '', 'Failed to calculate changed blocks for given VDIs.', '')
  const count = Math.ceil(after.virtual_size / BLOCK)
  const bits = Buffer.alloc(Math.ceil(count / 8))
  const [old, now] = [pool.disks.of(from), pool.disks.of(to)]
  for (let block = 0; block < count; block++) {
    if (now.isShared(old, block * BLOCK, BLOCK)) continue
    const at = Math.floor(block / 8)
    bits[at] = (bits[at] ?? 0) | (0x80 >> (block % 8))
  }
  return bits.toString('base64')
}
