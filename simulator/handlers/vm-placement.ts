import { Failure } from '../failure'
import { poolMigrate } from '../lifecycle/migrate'
import { assertCanBootHere, possibleHosts } from '../lifecycle/placement'
import type { Pool } from '../pool'
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
    const taken = pool.db.get('VM', ref).VBDs.map(vbd => position(pool.db.get('VBD', vbd).userdevice))
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

/** Refuses a VM that cannot run on every host: a disk on storage that is not shared, or attached on some only. */
function assertAgile(pool: Pool, ref: string): void {
  const enabled = [...pool.db.all('host')].filter(([, host]) => host.enabled).map(([host]) => host)
  for (const vbdRef of pool.db.get('VM', ref).VBDs) {
    const vbd = pool.db.get('VBD', vbdRef)
    const vdi = vbd.empty ? undefined : pool.db.find('VDI', vbd.VDI)
    const sr = vdi && pool.db.find('SR', vdi.SR)
    if (!vdi || !sr) continue
    const attached = new Set<string>()
    for (const one of sr.PBDs) {
      const pbd = pool.db.find('PBD', one)
      if (pbd?.currently_attached) attached.add(pbd.host)
    }
    if (!sr.shared || !enabled.every(host => attached.has(host))) {
      throw new Failure('HA_CONSTRAINT_VIOLATION_SR_NOT_SHARED', vdi.SR)
    }
  }
}
