import type { Ref } from '../../server/xapi/model/records'
import { Failure } from '../failure'
import { begin, end } from '../lifecycle/operation'
import { type Pool, poolRow } from '../pool'
import { assertSrOperation } from '../tables/allowed/storage'
import type { Task } from '../work/task'
import { findStorage } from './lost'

const SECONDS = 1

/** What a host needs to see a storage. */
export function setPbd(
  pool: Pool,
  host: Ref<'host'>,
  SR: Ref<'SR'>,
  device_config: { readonly [key: string]: string },
  currently_attached: boolean,
): Ref<'PBD'> {
  return pool.db.create('PBD', { host, SR, device_config, currently_attached })
}

/** A host attaches a storage. Nothing happens to one that is attached. */
export async function attach(pool: Pool, task: Task, ref: Ref<'PBD'>): Promise<void> {
  const { uuid, SR, currently_attached, host } = pool.db.get('PBD', ref)
  if (currently_attached) return
  assertSrOperation(pool.db, SR, 'plug')
  const sr = pool.db.get('SR', SR)
  const elsewhere = sr.PBDs.find(one => one !== ref && pool.db.find('PBD', one)?.currently_attached)
  if (!sr.shared && elsewhere) throw new Failure('SR_NOT_SHARABLE', SR, host)
  begin(pool, task, 'SR', SR, 'plug')
  try {
    await task.spend(SECONDS, 0, 0.9)
    pool.faults.strike(uuid, 'plug')
    pool.db.update('PBD', ref, { currently_attached: true })
    findStorage(pool, SR)
    if (pool.db.get('SR', SR).physical_size < 0)
      pool.db.update('SR', SR, { physical_size: 4 * 1024 ** 4, physical_utilisation: 0 })
  } finally {
    end(pool, task, 'SR', SR)
  }
}

export async function detach(pool: Pool, task: Task, ref: Ref<'PBD'>): Promise<void> {
  const { uuid, host, SR, currently_attached } = pool.db.get('PBD', ref)
  if (!currently_attached) return
  const statefiles = poolRow(pool)[1].ha_statefiles
  if (statefiles.some(vdi => pool.db.find('VDI', vdi)?.SR === SR)) throw new Failure('HA_IS_ENABLED')
  const used = disksInUse(pool, host, SR)
  if (used.length > 0) throw new Failure('VDI_IN_USE', ...used)
  assertSrOperation(pool.db, SR, 'unplug')
  begin(pool, task, 'SR', SR, 'unplug')
  try {
    await task.spend(SECONDS, 0, 0.9)
    pool.faults.strike(uuid, 'unplug')
    pool.db.update('PBD', ref, { currently_attached: false })
  } finally {
    end(pool, task, 'SR', SR)
  }
}

/** Disks of the storage that domains on the host use. */
function disksInUse(pool: Pool, host: Ref<'host'>, sr: Ref<'SR'>): Ref<'VDI'>[] {
  const disks = pool.db.find('SR', sr)?.VDIs ?? []
  return disks.filter(vdi =>
    pool.db.find('VDI', vdi)?.VBDs.some(ref => {
      const vbd = pool.db.find('VBD', ref)
      return vbd?.currently_attached && pool.db.find('VM', vbd.VM)?.resident_on === host
    }),
  )
}
