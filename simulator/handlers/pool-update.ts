import type { Records, Ref } from '../../server/xapi/model/records'
import { isoTime } from '../clock'
import { Failure } from '../failure'
import type { Pool } from '../pool'
import { destroyDisk } from '../storage/disks'
import { NULL, refOf } from '../tables/row'
import type { Task } from '../work/task'
import type { Handlers } from './types'

const APPLY_SECONDS = 6
/** An image tells what it is near its beginning. */
const LOOKED_AT = 4 * 1024 * 1024

type Guidance = Records['pool_update']['after_apply_guidance'][number]
const guidances: readonly string[] = ['restartHVM', 'restartPV', 'restartHost', 'restartXAPI']
const isGuidance = (text: string): text is Guidance => guidances.includes(text)

/** What the `update.xml` in an image says. Refused with INVALID_UPDATE when there is none. */
function read(pool: Pool, vdi: Ref<'VDI'>): Partial<Records['pool_update']> {
  const { virtual_size } = pool.db.get('VDI', vdi)
  const text = pool.disks.of(vdi).read(0, Math.min(LOOKED_AT, virtual_size)).toString('latin1')
  const found = /<update\b([^>]*)>([\s\S]*?)<\/update>/.exec(text)
  if (!found) throw new Failure('INVALID_UPDATE', 'missing <update> in update.xml')
  const [, attributes = '', inner = ''] = found
  const attribute = (name: string) => new RegExp(`\\b${name}="([^"]*)"`).exec(attributes)?.[1]
  const needed = (name: string) => {
    const value = attribute(name)
    if (value === undefined) throw new Failure('INVALID_UPDATE', `missing <${name}> in update.xml`)
    return value
  }
  const description = /<name-description>([^<]*)<\/name-description>/.exec(inner)?.[1]
  if (description === undefined)
    throw new Failure('INVALID_UPDATE', 'missing <name-description> in update.xml')
  return {
    uuid: needed('uuid'),
    name_label: needed('name-label'),
    version: needed('version'),
    name_description: description,
    key: attribute('key') ?? '',
    installation_size: Number(attribute('installation-size') ?? 0),
    after_apply_guidance: (attribute('after-apply-guidance') ?? '').split(',').filter(isGuidance),
    enforce_homogeneity: attribute('enforce-homogeneity') === 'true',
  }
}

function introduce(pool: Pool, vdi: Ref<'VDI'>): Ref<'pool_update'> {
  const { type } = pool.db.get('VDI', vdi)
  if (type === 'cbt_metadata') throw new Failure('VDI_INCOMPATIBLE_TYPE', vdi, type)
  const about = read(pool, vdi)
  for (const [ref, row] of pool.db.all('pool_update')) {
    if (row.uuid !== about.uuid) continue
    if (pool.db.find('VDI', row.vdi) && row.vdi !== vdi) throw new Failure('UPDATE_ALREADY_EXISTS', row.uuid)
    pool.db.update('pool_update', ref, { vdi })
    return ref
  }
  const update = pool.db.create('pool_update', { ...about, vdi })
  const { name_label = '', name_description = '', version = '', installation_size = 0 } = about
  pool.db.create('pool_patch', {
    name_label,
    name_description,
    version,
    size: installation_size,
    pool_update: update,
  })
  return update
}

function assertNotApplied(pool: Pool, ref: Ref<'pool_update'>, host: Ref<'host'>): void {
  pool.db.get('host', host)
  if (pool.db.get('pool_update', ref).hosts.includes(host)) throw new Failure('UPDATE_ALREADY_APPLIED', ref)
}

function assertThere(pool: Pool, ref: Ref<'pool_update'>): void {
  if (!pool.db.find('VDI', pool.db.get('pool_update', ref).vdi)) throw new Failure('CANNOT_FIND_UPDATE')
}

async function apply(pool: Pool, task: Task, ref: Ref<'pool_update'>, host: Ref<'host'>): Promise<void> {
  assertNotApplied(pool, ref, host)
  assertThere(pool, ref)
  await task.spend(APPLY_SECONDS, 0, 0.95, true)
  pool.faults.strike(pool.db.get('host', host).uuid, 'apply_update')
  const { after_apply_guidance, name_label, version } = pool.db.get('pool_update', ref)
  const { updates, updates_requiring_reboot } = pool.db.get('host', host)
  pool.db.update('host', host, { updates: [...updates, ref] })
  if (after_apply_guidance.includes('restartHost'))
    pool.db.update('host', host, { updates_requiring_reboot: [...updates_requiring_reboot, ref] })
  const patch = patchOf(pool, ref)
  if (!patch) return
  const everywhere = pool.db.get('pool_update', ref).hosts.length === pool.db.table('host').entries.size
  pool.db.update('pool_patch', patch, { pool_applied: everywhere })
  pool.db.create('host_patch', {
    host,
    pool_patch: patch,
    name_label,
    version,
    applied: true,
    timestamp_applied: isoTime(pool.clock.now()),
  })
}

async function applyEverywhere(pool: Pool, task: Task, ref: Ref<'pool_update'>): Promise<void> {
  const { hosts } = pool.db.get('pool_update', ref)
  const left = [...pool.db.all('host')].map(([host]) => host).filter(host => !hosts.includes(host))
  if (left.length === 0) throw new Failure('UPDATE_ALREADY_APPLIED_IN_POOL', ref)
  const failed: Ref<'host'>[] = []
  for (const host of left) {
    try {
      await apply(pool, task, ref, host)
    } catch (error) {
      if (!(error instanceof Failure)) throw error
      failed.push(host)
    }
  }
  if (failed.length > 0) throw new Failure('UPDATE_POOL_APPLY_FAILED', ...failed)
}

async function clean(pool: Pool, task: Task, ref: Ref<'pool_update'>): Promise<void> {
  const { vdi } = pool.db.get('pool_update', ref)
  if (pool.db.find('VDI', vdi)) await destroyDisk(pool, task, vdi)
  pool.db.update('pool_update', ref, { vdi: refOf<'VDI'>(NULL) })
}

function destroy(pool: Pool, ref: Ref<'pool_update'>): void {
  if (pool.db.get('pool_update', ref).hosts.length > 0) throw new Failure('UPDATE_IS_APPLIED')
  const patch = patchOf(pool, ref)
  pool.db.destroy('pool_update', ref)
  if (patch) pool.db.destroy('pool_patch', patch)
}

/** Older clients know updates as patches. */
function patchOf(pool: Pool, update: Ref<'pool_update'>): Ref<'pool_patch'> | undefined {
  for (const [ref, row] of pool.db.all('pool_patch')) if (row.pool_update === update) return ref
  return undefined
}

function updateOf(pool: Pool, patch: Ref<'pool_patch'>): Ref<'pool_update'> {
  const { pool_update } = pool.db.get('pool_patch', patch)
  if (!pool.db.find('pool_update', pool_update)) throw new Failure('CANNOT_FIND_PATCH')
  return pool_update
}

export const poolUpdate: Handlers<'pool_update'> = {
  introduce: ({ pool }, vdi) => introduce(pool, vdi),
  precheck: ({ pool }, ref, host) => {
    assertNotApplied(pool, ref, host)
    assertThere(pool, ref)
    return 'ok'
  },
  apply: ({ pool, task }, ref, host) => apply(pool, task, ref, host),
  pool_apply: ({ pool, task }, ref) => applyEverywhere(pool, task, ref),
  pool_clean: ({ pool, task }, ref) => clean(pool, task, ref),
  destroy: ({ pool }, ref) => destroy(pool, ref),
}

export const poolPatch: Handlers<'pool_patch'> = {
  apply: async ({ pool, task }, ref, host) => {
    await apply(pool, task, updateOf(pool, ref), host)
    return ''
  },
  pool_apply: ({ pool, task }, ref) => applyEverywhere(pool, task, updateOf(pool, ref)),
  precheck: ({ pool }, ref, host) => {
    assertNotApplied(pool, updateOf(pool, ref), host)
    return ''
  },
  clean: ({ pool, task }, ref) => clean(pool, task, updateOf(pool, ref)),
  pool_clean: ({ pool, task }, ref) => clean(pool, task, updateOf(pool, ref)),
  clean_on_host: ({ pool, task }, ref) => clean(pool, task, updateOf(pool, ref)),
  destroy: ({ pool }, ref) => destroy(pool, updateOf(pool, ref)),
}
