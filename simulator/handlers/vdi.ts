import type { Ref } from '../../server/xapi/model/records'
import { Failure } from '../failure'
import type { Pool } from '../pool'
import { onDisk, onStorage } from '../storage/busy'
import { changedBlocks } from '../storage/changed-blocks'
import { checksumOf } from '../storage/checksum'
import { cloneDisk, copyDisk, createDisk, destroyDisk, resizeDisk, snapshotDisk } from '../storage/disks'
import { forget, remember } from '../storage/forgotten'
import { assertSeen, assertVdiOperation, spelled } from '../tables/allowed/storage'
import { NULL, refOf } from '../tables/row'
import type { Task } from '../work/task'
import { plainSetter } from './generic'
import { vdiForDrivers } from './odds'
import { forDrivers } from './refusals'
import { asHandlers, type Handlers } from './types'
import { moveOneDisk } from './vm-motion'

const COPY_SECONDS = 3

/** Something that the driver does to a disk and that shows in one field of its row. */
function changing(
  pool: Pool,
  task: Task,
  ref: Ref<'VDI'>,
  operation: string,
  change: () => void,
): Promise<void> {
  const { SR } = pool.db.get('VDI', ref)
  return onStorage(pool, task, SR, `vdi_${operation}`, async () => {
    assertVdiOperation(pool.db, ref, operation)
    await onDisk(pool, task, ref, operation, change)
  })
}

const own: Handlers<'VDI'> = {
  create: ({ pool, task }, fields) => createDisk(pool, task, fields),
  destroy: ({ pool, task }, ref) => destroyDisk(pool, task, ref),
  snapshot: ({ pool, task }, ref) => snapshotDisk(pool, task, ref),
  clone: ({ pool, task }, ref) => cloneDisk(pool, task, ref),
  copy: async ({ pool, task }, ref, sr, _base, into) => {
    if (into === undefined || into === NULL) return copyDisk(pool, task, ref, sr ?? refOf<'SR'>(NULL))
    assertVdiOperation(pool.db, ref, 'copy')
    pool.db.get('VDI', into)
    await onDisk(pool, task, ref, 'copy', () => task.spend(COPY_SECONDS, 0, 0.9))
    pool.disks.copy(ref, into)
    return into
  },
  resize: ({ pool, task }, ref, size) => resizeDisk(pool, task, ref, size, false),
  resize_online: ({ pool, task }, ref, size) => resizeDisk(pool, task, ref, size, true),
  forget: ({ pool }, ref) => {
    assertVdiOperation(pool.db, ref, 'forget')
    forget(pool, ref)
  },
  introduce: (
    { pool, task },
    uuid,
    name_label,
    name_description,
    SR,
    type,
    sharable,
    read_only,
    other_config,
    location,
  ) => {
    pool.db.get('SR', SR)
    const snapshot_time = '1970-01-01T00:00:00Z'
    const about = {
      uuid,
      name_label,
      name_description,
      type,
      sharable,
      read_only,
      other_config,
      snapshot_time,
    }
    return onStorage(pool, task, SR, 'vdi_introduce', () => remember(pool, SR, location, about))
  },
  update: ({ pool, task }, ref) => {
    assertVdiOperation(pool.db, ref, 'update')
    return onDisk(pool, task, ref, 'update', () => {})
  },
  generate_config: ({ pool, task }, host, ref) => {
    pool.db.get('host', host)
    assertVdiOperation(pool.db, ref, 'generate_config')
    return onDisk(pool, task, ref, 'generate_config', () => '')
  },
  set_on_boot: ({ pool, task }, ref, on_boot) =>
    changing(pool, task, ref, 'set_on_boot', () => pool.db.update('VDI', ref, { on_boot })),
  enable_cbt: ({ pool, task }, ref) =>
    changing(pool, task, ref, 'enable_cbt', () => pool.db.update('VDI', ref, { cbt_enabled: true })),
  disable_cbt: ({ pool, task }, ref) =>
    changing(pool, task, ref, 'disable_cbt', () => pool.db.update('VDI', ref, { cbt_enabled: false })),
  data_destroy: ({ pool, task }, ref) =>
    changing(pool, task, ref, 'data_destroy', () => pool.db.update('VDI', ref, { type: 'cbt_metadata' })),
  list_changed_blocks: ({ pool, task }, from, to) => {
    const { SR } = pool.db.get('VDI', to)
    return onStorage(pool, task, SR, 'vdi_list_changed_blocks', () =>
      onDisk(pool, task, to, 'list_changed_blocks', () => {
        if (pool.driver.tracks) return changedBlocks(pool, from, to)
        throw new Failure('INTERNAL_ERROR', 'Storage_error ([S(Unimplemented);S(VDI.list_changed_blocks)])')
      }),
    )
  },
  revert: ({ pool, task }, snapshot) => {
    const { snapshot_of, is_a_snapshot } = pool.db.get('VDI', snapshot)
    if (!is_a_snapshot) throw new Failure('OPERATION_NOT_ALLOWED', `VDI is not a snapshot: ${snapshot}`)
    assertVdiOperation(pool.db, snapshot_of, 'revert_to')
    return onDisk(pool, task, snapshot_of, 'revert_to', () => pool.disks.copy(snapshot, snapshot_of))
  },
  open_database: ({ pool }, ref) => {
    const { type } = pool.db.get('VDI', ref)
    throw new Failure('VDI_INCOMPATIBLE_TYPE', ref, spelled(type))
  },
  read_database_pool_uuid: ({ pool }, ref) => {
    pool.db.get('VDI', ref)
    return ''
  },
  checksum: async ({ pool, task }, ref) => {
    assertVdiOperation(pool.db, ref, 'copy')
    return onDisk(pool, task, ref, 'copy', () => checksumOf(pool, ref))
  },
  get_nbd_info: ({ pool }, ref) => {
    // No network here is for disks: nothing serves them.
    pool.db.get('VDI', ref)
    return []
  },
  pool_migrate: ({ pool, task }, ref, sr) => {
    const { VBDs, SR, type, cbt_enabled } = pool.db.get('VDI', ref)
    assertSeen(pool.db, SR)
    const running = VBDs.map(vbd => pool.db.get('VBD', vbd).VM).find(
      vm => pool.db.find('VM', vm)?.power_state === 'Running',
    )
    if (!running) throw new Failure('VDI_NEEDS_VM_FOR_MIGRATE', ref)
    if (type === 'cbt_metadata') throw new Failure('VDI_INCOMPATIBLE_TYPE', ref, type)
    if (cbt_enabled) throw new Failure('VDI_CBT_ENABLED', ref)
    return moveOneDisk(pool, running, ref, sr, task)
  },
  force_unlock: () => {
    throw new Failure('MESSAGE_DEPRECATED')
  },
}

export const vdi: Handlers<'VDI'> = {
  ...own,
  ...vdiForDrivers,
  ...asHandlers<'VDI'>({
    set_name_label: plainSetter('VDI', 'name_label'),
    set_name_description: plainSetter('VDI', 'name_description'),
    set_allow_caching: plainSetter('VDI', 'allow_caching'),
    set_metadata_of_pool: plainSetter('VDI', 'metadata_of_pool'),
    set_snapshot_of: forDrivers,
    set_snapshot_time: forDrivers,
    set_is_a_snapshot: forDrivers,
    set_sharable: forDrivers,
    set_read_only: forDrivers,
    set_managed: forDrivers,
    set_missing: forDrivers,
    set_virtual_size: forDrivers,
    set_physical_utilisation: forDrivers,
  }),
}
