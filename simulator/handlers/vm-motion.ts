import type { Ref } from '../../server/xapi/model/records'
import { assertLicensed } from '../access/features'
import { Failure } from '../failure'
import { assertCanMigrate, migrateSend } from '../lifecycle/storage-motion'
import { addressOf, coordinatorOf, type Pool } from '../pool'
import { refOf } from '../tables/row'
import { sessionLike } from '../work/sessions'
import type { Handlers } from './types'

export const vmMotion: Handlers<'VM'> = {
  assert_can_migrate: ({ pool }, ref, dest, _live, vdis, networks, options) =>
    assertCanMigrate(pool, ref, { dest, vdis, networks, options }),
  migrate_send: ({ pool, task }, ref, dest, _live, vdis, networks, options) =>
    migrateSend(pool, task, ref, { dest, vdis, networks, options }),
}

/** What another host needs to send a VM here, over the network it is told. The session in it outlives the call. */
export function receive(
  pool: Pool,
  session: Ref<'session'>,
  host: Ref<'host'>,
  network: Ref<'network'>,
): { [key: string]: string } {
  assertLicensed(pool, 'Storage_motion')
  const pifs = pool.db.get('network', network).PIFs
  const pif = pifs.find(one => pool.db.find('PIF', one)?.host === host)
  if (!pif) throw new Failure('HOST_CANNOT_ATTACH_NETWORK', host, network)
  const { IP, ip_configuration_mode } = pool.db.get('PIF', pif)
  if (IP === '')
    throw ip_configuration_mode === 'None'
      ? new Failure('PIF_HAS_NO_NETWORK_CONFIGURATION', pif)
      : new Failure('INTERFACE_HAS_NO_IP', pif)
  const own = sessionLike(pool, session)
  const at = pool.endpoints.get(host) === undefined ? IP : addressOf(pool, host)
  return {
    host,
    session_id: own,
    master: `http://${addressOf(pool, coordinatorOf(pool))}`,
    SM: `http://${at}/services/SM?session_id=${own}`,
    xenops: `http://${at}/services/xenops?session_id=${own}`,
  }
}

/** Moves one disk of a running VM to another storage; the VM stays where it is. */
export async function moveOneDisk(
  pool: Pool,
  vm: Ref<'VM'>,
  vdi: Ref<'VDI'>,
  sr: Ref<'SR'>,
  task: Parameters<typeof migrateSend>[1],
): Promise<Ref<'VDI'>> {
  const { VBDs, resident_on } = pool.db.get('VM', vm)
  const vbd = VBDs.find(one => pool.db.find('VBD', one)?.VDI === vdi)
  // The model declares no parameters of this code: that it has none is uncertain.
  if (!vbd) throw new Failure('VBD_MISSING')
  const vdis: { [vdi: string]: Ref<'SR'> } = {}
  for (const one of VBDs) {
    const disk = pool.db.find('VDI', pool.db.get('VBD', one).VDI)
    if (disk) vdis[pool.db.get('VBD', one).VDI] = disk.SR
  }
  const here = { host: resident_on, master: '', xenops: '', SM: '', session_id: '' }
  await migrateSend(pool, task, vm, { dest: here, vdis: { ...vdis, [vdi]: sr }, networks: {}, options: {} })
  return refOf<'VDI'>(pool.db.get('VBD', vbd).VDI)
}
