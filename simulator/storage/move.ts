import { randomUUID } from 'node:crypto'
import type { Ref } from '../../server/xapi/model/records'
import type { Pool } from '../pool'
import type { Task } from '../work/task'
import { onDisk, onStorage } from './busy'
import { addDisk, assertRoom, dropDisk } from './disks'

const COPY_SECONDS = 3

/** The disks of a VM, then those of its snapshots, without discs in drives. */
export function allDisksOf(pool: Pool, vm: Ref<'VM'>): Ref<'VDI'>[] {
  const found = new Set<Ref<'VDI'>>()
  for (const owner of [vm, ...pool.db.get('VM', vm).snapshots]) {
    for (const ref of pool.db.find('VM', owner)?.VBDs ?? []) {
      const vbd = pool.db.get('VBD', ref)
      if (vbd.type === 'Disk' && !vbd.empty && pool.db.find('VDI', vbd.VDI)) found.add(vbd.VDI)
    }
  }
  return [...found]
}

/**
 * Mirrors a disk on another storage until both are alike, then lets its drives go on with the copy. The copy is a disk
 * of its own: ref, uuid and location are new.
 */
export async function moveDisk(
  pool: Pool,
  task: Task,
  ref: Ref<'VDI'>,
  to: Ref<'SR'>,
  progress: { readonly from: number; readonly to: number },
): Promise<Ref<'VDI'>> {
  const { uuid: _, snapshots: __, VBDs: ___, ...row } = pool.db.get('VDI', ref)
  const copy = await onStorage(pool, task, to, 'vdi_create', () => {
    assertRoom(pool, to, row.virtual_size)
    return addDisk(pool, { ...row, SR: to, current_operations: {}, sm_config: { mirror: randomUUID() } })
  })
  try {
    await onDisk(pool, task, ref, 'mirror', () => task.spend(COPY_SECONDS, progress.from, progress.to))
  } catch (error) {
    dropDisk(pool, copy)
    throw error
  }
  pool.disks.copy(ref, copy)
  for (const vbd of [...pool.db.get('VDI', ref).VBDs]) pool.db.update('VBD', vbd, { VDI: copy })
  for (const [one, { snapshot_of }] of [...pool.db.all('VDI')])
    if (snapshot_of === ref) pool.db.update('VDI', one, { snapshot_of: copy })
  pool.db.update('VDI', copy, { sm_config: {} })
  dropDisk(pool, ref)
  return copy
}
