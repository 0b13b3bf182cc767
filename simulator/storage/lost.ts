import type { Records, Ref } from '../../server/xapi/model/records'
import type { Pool } from '../pool'
import { addDisk, dropDisk } from './disks'

type Config = { readonly [key: string]: string }

/** A storage that no row tells of any more, with what lies on it. */
export interface LostStorage {
  readonly row: Records['SR']
  readonly device_config: Config
  readonly disks: readonly Records['VDI'][]
}

const bytesOf = (uuid: string) => `lost/${uuid}`

/** Keys that say where a storage is; the others say how it is reached. */
const places: { readonly [type: string]: readonly string[] } = {
  nfs: ['server', 'serverpath'],
  smb: ['server'],
  lvmoiscsi: ['target', 'targetIQN', 'SCSIid'],
  lvmohba: ['SCSIid'],
  lvm: ['device'],
  ext: ['device'],
  file: ['location'],
  iso: ['location'],
}

export function isSamePlace(type: string, one: Config, other: Config): boolean {
  return (places[type] ?? []).every(key => one[key] === other[key])
}

/** Takes a storage out of the database. What lies on it stays where it is. */
export function loseStorage(pool: Pool, ref: Ref<'SR'>, wiped: boolean): void {
  const row = pool.db.get('SR', ref)
  const disks = row.VDIs.map(vdi => pool.db.get('VDI', vdi))
  const [pbd] = row.PBDs
  const device_config = pbd === undefined ? {} : pool.db.get('PBD', pbd).device_config
  // A driver that looks at nothing finds nothing again.
  if (!wiped && pool.driver.asks) {
    pool.lost.set(row.uuid, { row, device_config, disks })
    for (const vdi of row.VDIs) pool.disks.copy(vdi, bytesOf(pool.db.get('VDI', vdi).uuid))
  }
  for (const vdi of row.VDIs) dropDisk(pool, vdi)
  for (const one of row.PBDs) pool.db.destroy('PBD', one)
  pool.db.destroy('SR', ref)
}

/** A storage that is attached again shows what lies on it. */
export function findStorage(pool: Pool, ref: Ref<'SR'>): void {
  const { uuid, physical_size } = pool.db.get('SR', ref)
  const lost = pool.lost.get(uuid)
  if (!lost || physical_size >= 0) return
  pool.lost.delete(uuid)
  const { physical_size: size, physical_utilisation } = lost.row
  pool.db.update('SR', ref, { physical_size: size, physical_utilisation, virtual_allocation: 0 })
  for (const disk of lost.disks) {
    const { VBDs: _, snapshots: __, ...row } = disk
    const found = addDisk(pool, { ...row, SR: ref, current_operations: {} })
    pool.db.update('VDI', found, { uuid: disk.uuid, location: disk.location })
    pool.disks.copy(bytesOf(disk.uuid), found)
  }
}

/** Storages of a type that lie at a place, whether or not the pool knows them: with their uuids. */
export function storagesAt(pool: Pool, type: string, config: Config): LostStorage[] {
  const found = [...pool.lost.values()].filter(({ row }) => row.type === type)
  for (const [, row] of pool.db.all('SR')) {
    const pbd = row.type === type ? row.PBDs[0] : undefined
    if (pbd === undefined) continue
    const disks = row.VDIs.map(vdi => pool.db.get('VDI', vdi))
    found.push({ row, device_config: pool.db.get('PBD', pbd).device_config, disks })
  }
  return found.filter(({ device_config }) => isSamePlace(type, device_config, config))
}

/** Places of a type that are known to be there. */
export function knownPlaces(pool: Pool, type: string): Config[] {
  const places = [...pool.lost.values()].filter(({ row }) => row.type === type).map(one => one.device_config)
  for (const [, { SR, device_config }] of pool.db.all('PBD'))
    if (pool.db.find('SR', SR)?.type === type) places.push(device_config)
  return places
}
