import { assertAgile } from '../lifecycle/agility'
import { poolMigrate } from '../lifecycle/migrate'
import { assertCanBootHere, possibleHosts } from '../lifecycle/placement'
import { createBlob } from './blob'
import type { Handlers } from './types'
import { position } from './vbd'

/** What a VM can have at most, as offered to clients. */
const DISK_POSITIONS = 255
const NIC_POSITIONS = 16

export const migrateHandlers: Handlers<'VM'> = {
  pool_migrate: ({ pool, task }, ref, host, options) => poolMigrate(pool, task, ref, host, options),
  assert_can_boot_here: ({ pool }, ref, host) => assertCanBootHere(pool, ref, host),
  create_new_blob: ({ pool }, ref, name, type, isPublic) =>
    createBlob(pool, 'VM', ref, name, type, isPublic ?? false),
  get_possible_hosts: ({ pool }, ref) => {
    pool.db.get('VM', ref)
    return possibleHosts(pool, ref)
  },
  assert_agile: ({ pool }, ref) => assertAgile(pool, ref),
  get_allowed_VBD_devices: ({ pool }, ref) => {
    // Positions named as SCSI disks are positions of their own here.
    const names = pool.db.get('VM', ref).VBDs.map(vbd => pool.db.get('VBD', vbd).userdevice)
    const taken = names.filter(name => !name.startsWith('sd')).map(position)
    return free(DISK_POSITIONS, taken)
  },
  get_allowed_VIF_devices: ({ pool }, ref) => {
    const taken = pool.db.get('VM', ref).VIFs.map(vif => pool.db.get('VIF', vif).device)
    return free(NIC_POSITIONS, taken)
  },
}

function free(positions: number, taken: readonly string[]): string[] {
  return Array.from({ length: positions }, (_, position) => String(position)).filter(
    one => !taken.includes(one),
  )
}
