import { randomUUID } from 'node:crypto'
import { isIP } from 'node:net'
import type { Ref } from '../../server/xapi/model/records'
import { Failure } from '../failure'
import { everyPool, neighbourAt } from '../neighbours'
import { createVlan } from '../network/pifs'
import { addressOf, coordinatorOf, type Pool } from '../pool'
import { attach, setPbd } from '../storage/attach'
import { isDefaultTemplate } from '../tables/allowed/vm'
import { NULL, refOf } from '../tables/row'
import { authenticate } from '../work/sessions'
import type { Task } from '../work/task'
import { consoleLocation } from './domain'
import { assertJoinable } from './join-checks'
import { settleThere } from './relocate'

const SECONDS = 3

/** The only host of this pool becomes a member of another pool, which from then on speaks for it. */
export async function joinPool(
  pool: Pool,
  task: Task,
  address: string,
  username: string,
  password: string,
  force: boolean,
): Promise<void> {
  const own = [...pool.db.all('host')].find(([, row]) => row.address === address && isIP(address) !== 0)
  const found = neighbourAt(address) ?? (own && { pool, host: own[0] })
  if (!found) throw new Failure('JOINING_HOST_CONNECTION_FAILED')
  const { pool: to, host } = found
  if (host !== coordinatorOf(to)) throw new Failure('HOST_IS_SLAVE', addressOf(to, coordinatorOf(to)))
  await authenticate(to, username, password)
  if (to === pool) throw new Failure('OPERATION_NOT_ALLOWED', 'Host is already part of a pool')
  assertJoinable(pool, to, force)
  await task.spend(SECONDS, 0, 0.9, true)
  const joining = coordinatorOf(pool)
  pool.faults.strike(pool.db.get('host', joining).uuid, 'join')
  const joined = moveHost(pool, joining, to)
  const networks = moveCards(pool, joining, to, joined)
  const disks = moveStorage(pool, joining, to, joined)
  moveVms(pool, to, disks, networks)
  await takePart(to, task, joined)
  const endpoint = pool.endpoints.get(joining)
  if (endpoint) to.endpoints.set(joined, endpoint)
  pool.memberOf = to
  for (const [session] of [...pool.db.all('session')]) pool.db.destroy('session', session)
}

/** A host that was ejected is a pool of its own again. What was on its disks is gone. */
export function letGo(from: Pool, uuid: string): void {
  for (const pool of everyPool()) {
    const host = coordinatorOf(pool)
    if (pool.memberOf !== from || pool.db.get('host', host).uuid !== uuid) continue
    pool.memberOf = undefined
    for (const pbd of pool.db.get('host', host).PBDs) {
      const { shared, VDIs } = pool.db.get('SR', pool.db.get('PBD', pbd).SR)
      if (!shared) for (const vdi of VDIs) pool.db.destroy('VDI', vdi)
    }
  }
}

function moveHost(pool: Pool, ref: Ref<'host'>, to: Pool): Ref<'host'> {
  const row = pool.db.get('host', ref)
  const none = refOf<'SR'>(NULL)
  const joined = to.db.create('host', {
    ...row,
    metrics: to.db.create('host_metrics', pool.db.get('host_metrics', row.metrics)),
    crash_dump_sr: none,
    suspend_image_sr: none,
    local_cache_sr: none,
    current_operations: {},
    blobs: {},
    ha_statefiles: [],
    ha_network_peers: [],
    updates: [],
    updates_requiring_reboot: [],
  })
  for (const cpu of row.host_CPUs) to.db.create('host_cpu', { ...pool.db.get('host_cpu', cpu), host: joined })
  for (const pci of row.PCIs) to.db.create('PCI', { ...pool.db.get('PCI', pci), host: joined })
  const dom0 = pool.db.get('VM', row.control_domain)
  const there = to.db.create('VM', {
    ...dom0,
    resident_on: joined,
    affinity: joined,
    metrics: to.db.create('VM_metrics', pool.db.find('VM_metrics', dom0.metrics) ?? {}),
  })
  for (const one of dom0.consoles) {
    const { protocol } = pool.db.get('console', one)
    const uuid = randomUUID()
    to.db.create('console', { uuid, protocol, location: consoleLocation(to, uuid), VM: there })
  }
  to.db.update('host', joined, { control_domain: there })
  return joined
}

/** Cards come onto the networks of the pool that have the same bridges; others come along. */
function moveCards(
  pool: Pool,
  host: Ref<'host'>,
  to: Pool,
  joined: Ref<'host'>,
): Map<string, Ref<'network'>> {
  const networks = new Map<string, Ref<'network'>>()
  for (const [ref, network] of pool.db.all('network')) {
    const same = [...to.db.all('network')].find(([, one]) => one.bridge === network.bridge)
    networks.set(ref, same?.[0] ?? to.db.create('network', { ...network, assigned_ips: {}, blobs: {} }))
  }
  for (const ref of pool.db.get('host', host).PIFs) {
    const pif = pool.db.get('PIF', ref)
    if (!pif.physical) continue
    to.db.create('PIF', {
      ...pif,
      host: joined,
      network: networks.get(pif.network) ?? refOf<'network'>(NULL),
      metrics: to.db.create('PIF_metrics', pool.db.find('PIF_metrics', pif.metrics) ?? {}),
    })
  }
  return networks
}

function moveStorage(pool: Pool, host: Ref<'host'>, to: Pool, joined: Ref<'host'>): Map<string, Ref<'VDI'>> {
  const disks = new Map<string, Ref<'VDI'>>()
  for (const pbdRef of pool.db.get('host', host).PBDs) {
    const pbd = pool.db.get('PBD', pbdRef)
    const sr = pool.db.get('SR', pbd.SR)
    if (sr.shared) continue
    const there = to.db.create('SR', { ...sr, current_operations: {}, blobs: {} })
    const known = setPbd(to, joined, there, pbd.device_config, pbd.currently_attached)
    to.db.update('PBD', known, { uuid: pbd.uuid, other_config: pbd.other_config })
    for (const ref of sr.VDIs) {
      const vdi = to.db.create('VDI', { ...pool.db.get('VDI', ref), SR: there, current_operations: {} })
      to.disks.adopt(vdi, pool.disks.of(ref))
      disks.set(ref, vdi)
    }
  }
  for (const [old, there] of disks) {
    const { snapshot_of } = pool.db.get('VDI', old)
    to.db.update('VDI', there, { snapshot_of: disks.get(snapshot_of) ?? refOf<'VDI'>(NULL) })
  }
  return disks
}

function moveVms(
  pool: Pool,
  to: Pool,
  disks: ReadonlyMap<string, Ref<'VDI'>>,
  networks: ReadonlyMap<string, Ref<'network'>>,
): void {
  const networkOf = (vif: Ref<'VIF'>) =>
    networks.get(pool.db.get('VIF', vif).network) ?? refOf<'network'>(NULL)
  for (const [ref, vm] of [...pool.db.all('VM')]) {
    if (vm.is_control_domain || vm.is_a_snapshot || isDefaultTemplate(vm)) continue
    settleThere(pool, ref, { to, disks, networkOf, copy: false })
  }
}

/** A new member sees the shared storage of its pool and has its VLANs. */
async function takePart(to: Pool, task: Task, joined: Ref<'host'>): Promise<void> {
  for (const [ref, sr] of [...to.db.all('SR')]) {
    const [example] = sr.PBDs
    if (!sr.shared || example === undefined) continue
    const pbd = setPbd(to, joined, ref, to.db.get('PBD', example).device_config, false)
    try {
      await attach(to, task, pbd)
    } catch (error) {
      // A storage that cannot be attached does not keep a host out: its PBD stays unplugged.
      if (!(error instanceof Failure)) throw error
    }
  }
  const coordinator = coordinatorOf(to)
  for (const [, { tagged_PIF, untagged_PIF, tag }] of [...to.db.all('VLAN')]) {
    const { host, device } = to.db.get('PIF', tagged_PIF)
    if (host !== coordinator) continue
    const card = to.db.get('host', joined).PIFs.find(pif => to.db.get('PIF', pif).device === device)
    if (card) createVlan(to, card, tag, to.db.get('PIF', untagged_PIF).network)
  }
}
