import type { Records, Ref } from '../../server/xapi/model/records'
import { isoTime } from '../clock'
import { Failure } from '../failure'
import type { Pool } from '../pool'
import { destroyDisk } from '../storage/disks'
import { NULL, refOf } from '../tables/row'
import { readUpdate } from '../updates/package'
import type { Task } from '../work/task'
import type { Handlers } from './types'

/** How long it takes to put an update onto a host. */
const APPLY_SECONDS = 10

/** Reads an update from a disk into the pool; one that is there already keeps its row. */
export function introduceUpdate(pool: Pool, vdi: Ref<'VDI'>): Ref<'pool_update'> {
  const { db } = pool
  const { type } = db.get('VDI', vdi)
  if (type === 'cbt_metadata') throw new Failure('VDI_INCOMPATIBLE_TYPE', vdi, type)
  const info = readUpdate(pool.disks.of(vdi))
  const known = db.table('pool_update').byUuid(info.uuid)
  if (known === undefined) return addUpdate(pool, vdi, info)
  const held = db.get('pool_update', known).vdi
  if (held !== vdi && db.find('VDI', held)) throw new Failure('UPDATE_ALREADY_EXISTS', info.uuid)
  db.update('pool_update', known, { vdi })
  return refOf<'pool_update'>(known)
}

/** An update shows as a patch too, for clients that know only these. */
function addUpdate({ db }: Pool, vdi: Ref<'VDI'>, info: ReturnType<typeof readUpdate>): Ref<'pool_update'> {
  const { uuid, name_label, name_description, version, installation_size, after_apply_guidance } = info
  const update = db.create('pool_update', { ...info, vdi })
  db.create('pool_patch', {
    // Four of its bytes are zero: the uuids of both must differ.
    uuid: uuid.replace(/^(.{8})-.{4}-.{4}-/, '$1-0000-0000-'),
    name_label,
    name_description,
    version,
    size: installation_size,
    after_apply_guidance,
    pool_update: update,
  })
  return update
}

export function patchOf({ db }: Pool, update: string): Ref<'pool_patch'> {
  for (const [ref, patch] of db.all('pool_patch')) if (patch.pool_update === update) return ref
  throw new Failure('INTERNAL_ERROR', 'Invalid state')
}

/** What keeps an update from a host. The parameters of what else a host may refuse are those of its own programs. */
export function precheckUpdate({ db }: Pool, ref: Ref<'pool_update'>, host: Ref<'host'>): void {
  const { uuid, vdi } = db.get('pool_update', ref)
  if (db.get('host', host).updates.includes(ref)) throw new Failure('UPDATE_ALREADY_APPLIED', ref)
  if (!db.find('VDI', vdi)) throw new Failure('CANNOT_FIND_UPDATE', uuid)
}

export async function applyUpdate(
  pool: Pool,
  task: Task,
  ref: Ref<'pool_update'>,
  host: Ref<'host'>,
): Promise<void> {
  precheckUpdate(pool, ref, host)
  task.runOn(host)
  await task.spend(APPLY_SECONDS, 0, 0.9)
  const { db } = pool
  pool.faults.strike(db.get('host', host).uuid, 'apply_update')
  const { updates, updates_requiring_reboot } = db.get('host', host)
  const reboots = db.get('pool_update', ref).after_apply_guidance.includes('restartHost')
  db.update('host', host, {
    updates: [...updates, ref],
    ...(reboots && { updates_requiring_reboot: [...updates_requiring_reboot, ref] }),
  })
  db.create('host_patch', {
    host,
    pool_patch: patchOf(pool, ref),
    applied: true,
    timestamp_applied: isoTime(pool.clock.now()),
  })
}

export async function cleanUpdate(pool: Pool, task: Task, ref: Ref<'pool_update'>): Promise<void> {
  const { vdi } = pool.db.get('pool_update', ref)
  if (!pool.db.find('VDI', vdi)) return
  await destroyDisk(pool, task, vdi)
  pool.db.update('pool_update', ref, { vdi: refOf<'VDI'>(NULL) })
}

export function destroyUpdate(pool: Pool, ref: Ref<'pool_update'>): void {
  const { hosts } = pool.db.get('pool_update', ref)
  if (hosts.length > 0) throw new Failure('UPDATE_IS_APPLIED')
  pool.db.destroy('pool_patch', patchOf(pool, ref))
  pool.db.destroy('pool_update', ref)
}

/** Each host by itself: those that refuse are named together at the end. */
async function applyEverywhere(pool: Pool, task: Task, ref: Ref<'pool_update'>): Promise<void> {
  const { hosts }: Records['pool_update'] = pool.db.get('pool_update', ref)
  const left = [...pool.db.all('host')].map(([host]) => host).filter(host => !hosts.includes(host))
  if (left.length === 0) throw new Failure('UPDATE_ALREADY_APPLIED_IN_POOL', ref)
  const failed: string[] = []
  for (const host of left) {
    try {
      await applyUpdate(pool, task, ref, host)
    } catch (error) {
      if (!(error instanceof Failure) || error.code === 'TASK_CANCELLED') throw error
      failed.push(host)
    }
  }
  if (failed.length > 0) throw new Failure('UPDATE_POOL_APPLY_FAILED', ...failed)
}

export const poolUpdate: Handlers<'pool_update'> = {
  introduce: ({ pool }, vdi) => introduceUpdate(pool, vdi),
  precheck: ({ pool }, ref, host) => {
    precheckUpdate(pool, ref, host)
    return 'ok'
  },
  apply: ({ pool, task }, ref, host) => applyUpdate(pool, task, ref, host),
  pool_apply: ({ pool, task }, ref) => applyEverywhere(pool, task, ref),
  pool_clean: ({ pool, task }, ref) => cleanUpdate(pool, task, ref),
  destroy: ({ pool }, ref) => destroyUpdate(pool, ref),
}
