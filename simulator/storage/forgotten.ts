import type { Records, Ref } from '../../server/xapi/model/records'
import { Failure } from '../failure'
import type { Pool } from '../pool'
import { dropDisk } from './disks'

/** Takes the row of a disk away. The disk itself stays where it is, until somebody introduces it or looks for it. */
export function forget(pool: Pool, ref: Ref<'VDI'>): void {
  const vdi = pool.db.get('VDI', ref)
  dropDisk(pool, ref)
  pool.forgotten.set(vdi.location, vdi)
}

/** Gives a disk that lies at this place a row again. */
export function remember(
  pool: Pool,
  sr: Ref<'SR'>,
  location: string,
  about: Partial<Records['VDI']>,
): Ref<'VDI'> {
  const disk = pool.forgotten.get(location)
  if (disk?.SR !== sr)
    throw new Failure('INTERNAL_ERROR', `Storage_error ([S(Vdi_does_not_exist);S(${location})])`)
  pool.forgotten.delete(location)
  const { VBDs: _, snapshots: __, ...row } = disk
  const { virtual_allocation } = pool.db.get('SR', sr)
  pool.db.update('SR', sr, { virtual_allocation: virtual_allocation + row.virtual_size })
  return pool.db.create('VDI', { ...row, current_operations: {}, ...about })
}

/** Disks without a row that lie on a storage. */
export function lostOn(pool: Pool, sr: Ref<'SR'>): string[] {
  return [...pool.forgotten].filter(([, disk]) => disk.SR === sr).map(([location]) => location)
}
