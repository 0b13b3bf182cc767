import { randomUUID } from 'node:crypto'
import type { Records, Ref } from '../../server/xapi/model/records'
import { isoTime, spend } from '../clock'
import { Failure } from '../failure'
import type { Pool } from '../pool'
import { recompute } from '../tables/allowed/recompute'
import { assertVdiOperation } from '../tables/allowed/storage'
import { NULL, refOf } from '../tables/row'
import type { Task } from '../work/task'
import { onDisk, onStorage } from './busy'

/** What drivers make of the sizes they are asked for. */
export interface Driver {
  /** Sizes are rounded up to whole blocks of this many bytes. */
  readonly block: number
  /** Disks can be made smaller. */
  readonly shrinks: boolean
  /** They look at what they are told to attach, and ask for what is missing. */
  readonly asks?: boolean
  /** They know which blocks were written between snapshots. */
  readonly tracks?: boolean
}

export const usualDriver: Driver = { block: 2 * 1024 * 1024, shrinks: false, asks: true, tracks: true }

/** Seconds a disk takes: a clone is a new tree of blocks, a copy moves every one of them. */
const CREATE_SECONDS = 0.1
const CLONE_SECONDS = 0.5
const COPY_SECONDS = 3

type NewDisk = Partial<Records['VDI']> & Pick<Records['VDI'], 'SR' | 'virtual_size'>

/** Makes an empty disk. Refused with SR_BACKEND_FAILURE_44 where there is no room. */
export function createDisk(pool: Pool, task: Task, fields: NewDisk): Promise<Ref<'VDI'>> {
  pool.db.get('SR', fields.SR)
  return onStorage(pool, task, fields.SR, 'vdi_create', async () => {
    const virtual_size = rounded(pool, fields.virtual_size)
    assertRoom(pool, fields.SR, virtual_size)
    await spend(pool.clock, CREATE_SECONDS)
    return addDisk(pool, { ...fields, virtual_size })
  })
}

/** A frozen copy of a disk. */
export function snapshotDisk(pool: Pool, task: Task, ref: Ref<'VDI'>): Promise<Ref<'VDI'>> {
  return derive(pool, task, ref, 'snapshot', {
    is_a_snapshot: true,
    snapshot_of: ref,
    read_only: true,
  })
}

/** A disk of its own that begins as the other is. */
export function cloneDisk(pool: Pool, task: Task, ref: Ref<'VDI'>): Promise<Ref<'VDI'>> {
  return derive(pool, task, ref, 'clone', {
    is_a_snapshot: false,
    snapshot_of: refOf<'VDI'>(NULL),
    read_only: false,
  })
}

/** A full copy of a disk on another storage, or once more on the same. */
export async function copyDisk(pool: Pool, task: Task, ref: Ref<'VDI'>, to: Ref<'SR'>): Promise<Ref<'VDI'>> {
  assertVdiOperation(pool.db, ref, 'copy')
  return onDisk(pool, task, ref, 'copy', async () => {
    pool.db.get('SR', to)
    const { uuid: _, snapshots: __, VBDs: ___, ...vdi } = pool.db.get('VDI', ref)
    const copy = await onStorage(pool, task, to, 'vdi_create', () => {
      assertRoom(pool, to, vdi.virtual_size)
      return addDisk(
        pool,
        {
          ...vdi,
          SR: to,
          is_a_snapshot: false,
          snapshot_of: refOf<'VDI'>(NULL),
          snapshot_time: NEVER,
          read_only: false,
          current_operations: {},
          sm_config: {},
          cbt_enabled: false,
        },
        ref,
      )
    })
    await task.spend(COPY_SECONDS, 0, 0.9)
    return copy
  })
}

export async function destroyDisk(pool: Pool, task: Task, ref: Ref<'VDI'>): Promise<void> {
  const { SR } = pool.db.get('VDI', ref)
  try {
    await onStorage(pool, task, SR, 'vdi_destroy', async () => {
      assertVdiOperation(pool.db, ref, 'destroy')
      await onDisk(pool, task, ref, 'destroy', () => dropDisk(pool, ref))
    })
  } catch (error) {
    recompute(pool.db, 'VDI', ref)
    throw error
  }
}

/** Takes a disk and what it was plugged into away. */
export function dropDisk(pool: Pool, ref: Ref<'VDI'>): void {
  const vdi = pool.db.find('VDI', ref)
  if (!vdi) return
  // The metrics of the drives are left behind, as in xapi.
  for (const vbd of vdi.VBDs) pool.db.destroy('VBD', vbd)
  pool.db.destroy('VDI', ref)
  allocate(pool, vdi.SR, -vdi.virtual_size)
}

export async function resizeDisk(
  pool: Pool,
  task: Task,
  ref: Ref<'VDI'>,
  wanted: number,
  online: boolean,
): Promise<void> {
  const operation = online ? 'resize_online' : 'resize'
  const { SR } = pool.db.get('VDI', ref)
  await onStorage(pool, task, SR, 'vdi_resize', async () => {
    assertVdiOperation(pool.db, ref, operation)
    await onDisk(pool, task, ref, operation, () => {
      const { virtual_size } = pool.db.get('VDI', ref)
      const size = rounded(pool, wanted)
      if (size < virtual_size && !pool.driver.shrinks)
        throw new Failure('SR_BACKEND_FAILURE_79', '', `VDI Invalid size [opterr=shrinking not allowed]`, '')
      assertRoom(pool, SR, size - virtual_size)
      pool.db.update('VDI', ref, { virtual_size: size })
      allocate(pool, SR, size - virtual_size)
    })
  })
}

const NEVER = '1970-01-01T00:00:00Z'

async function derive(
  pool: Pool,
  task: Task,
  ref: Ref<'VDI'>,
  operation: 'snapshot' | 'clone',
  changes: Partial<Records['VDI']>,
): Promise<Ref<'VDI'>> {
  const { SR } = pool.db.get('VDI', ref)
  return onStorage(pool, task, SR, `vdi_${operation}`, async () => {
    assertVdiOperation(pool.db, ref, operation)
    return onDisk(pool, task, ref, operation, async () => {
      await spend(pool.clock, CLONE_SECONDS)
      const { uuid: _, snapshots: __, VBDs: ___, ...vdi } = pool.db.get('VDI', ref)
      return addDisk(
        pool,
        {
          ...vdi,
          ...changes,
          snapshot_time: isoTime(pool.clock.now()),
          current_operations: {},
          cbt_enabled: operation === 'snapshot' && vdi.cbt_enabled && (pool.driver.tracks ?? false),
          sm_config: {},
        },
        ref,
      )
    })
  })
}

/** A new row; how much the storage has promised grows with it. `from`: the disk that it begins like. */
export function addDisk(pool: Pool, fields: NewDisk, from?: Ref<'VDI'>): Ref<'VDI'> {
  const uuid = randomUUID()
  const disk = pool.db.create('VDI', { ...fields, uuid, location: uuid, managed: true })
  allocate(pool, fields.SR, fields.virtual_size)
  if (from) pool.disks.copy(from, disk)
  return disk
}

function rounded(pool: Pool, size: number): number {
  return Math.ceil(size / pool.driver.block) * pool.driver.block
}

export function assertRoom(pool: Pool, ref: Ref<'SR'>, size: number): void {
  const { physical_size, physical_utilisation } = pool.db.get('SR', ref)
  if (size > 0 && physical_size - physical_utilisation < size)
    throw new Failure('SR_BACKEND_FAILURE_44', '', 'There is insufficient space', '')
}

function allocate(pool: Pool, ref: Ref<'SR'>, size: number): void {
  const sr = pool.db.find('SR', ref)
  if (sr) pool.db.update('SR', ref, { virtual_allocation: Math.max(0, sr.virtual_allocation + size) })
}
