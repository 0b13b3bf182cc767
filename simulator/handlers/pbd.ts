import type { Ref } from '../../server/xapi/model/records'
import { Failure } from '../failure'
import type { Pool } from '../pool'
import type { Handlers } from './types'

const PLUG_SECONDS = 1

/** A disk of the storage that a domain on the host uses. */
function diskInUse(pool: Pool, host: Ref<'host'>, sr: Ref<'SR'>): Ref<'VDI'> | undefined {
  return pool.db.find('SR', sr)?.VDIs.find(vdi =>
    pool.db.find('VDI', vdi)?.VBDs.some(ref => {
      const vbd = pool.db.find('VBD', ref)
      return vbd?.currently_attached && pool.db.find('VM', vbd.VM)?.resident_on === host
    }),
  )
}

export const pbd: Handlers<'PBD'> = {
  plug: async ({ pool, task }, ref) => {
    const { uuid, currently_attached } = pool.db.get('PBD', ref)
    if (currently_attached) return
    await task.spend(PLUG_SECONDS, 0, 0.9)
    pool.faults.strike(uuid, 'plug')
    pool.db.update('PBD', ref, { currently_attached: true })
  },
  unplug: async ({ pool, task }, ref) => {
    const { uuid, host, SR, currently_attached } = pool.db.get('PBD', ref)
    if (!currently_attached) return
    const used = diskInUse(pool, host, SR)
    if (used) throw new Failure('VDI_IN_USE', used, 'unplug')
    await task.spend(PLUG_SECONDS, 0, 0.9)
    pool.faults.strike(uuid, 'unplug')
    pool.db.update('PBD', ref, { currently_attached: false })
  },
}
