import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { announce, withdraw } from '../neighbours'
import { coordinatorOf, poolRow } from '../pool'
import { GiB, type Ground, type Seed, SeedBuilder } from '../seeds/builder'
import { addPool } from '../seeds/demo'
import { addHost } from '../seeds/hosts'
import { addVm } from '../seeds/machines'
import { addNetwork, addNic } from '../seeds/networks'
import { addDrivers, addSr } from '../seeds/storage'
import { type TestPool, testPool } from '../test-pool'
import { assertCoordinator } from '../work/sessions'
import { disksOf } from './duplicate'

const POOL = '192.0.2.1:8080'
const SINGLE = '192.0.2.9:8080'

/** A host of its own with a disk and a halted VM on it. */
function single(ground: Ground): Seed {
  const builder = new SeedBuilder(ground)
  const host = addHost(builder, {
    name: 'fra-xen-09',
    description: 'New',
    address: '10.20.0.19',
    memory: 64 * GiB,
    cpus: 8,
    up: 600,
  })
  const network = addNetwork(builder, 'Pool-wide network associated with eth0', 'xenbr0')
  addNic(builder, { host, device: 'eth0', network, address: '10.20.0.19', management: true })
  const sr = addSr(builder, {
    name: 'Own disk',
    description: '',
    type: 'ext',
    shared: false,
    size: 400 * GiB,
    used: 20 * GiB,
    hosts: [host],
    device: { device: '/dev/sda3' },
  })
  addDrivers(builder)
  addVm(builder, {
    name: 'comes-along',
    description: '',
    system: 'debian12',
    vcpus: 1,
    memory: 1,
    disks: [{ size: 8, sr }],
    network,
    address: '10.20.0.99',
    state: 'Halted',
    host,
    up: 600,
  })
  addPool(builder, 'Single', '', host, sr)
  return builder.seed()
}

let pool: TestPool
let lone: TestPool
beforeEach(() => {
  pool = testPool()
  lone = testPool(single, 7)
  for (const [one, address] of [
    [pool, POOL],
    [lone, SINGLE],
  ] as const) {
    const host = coordinatorOf(one.pool)
    one.pool.endpoints.set(host, { address, url: `http://${address}` })
    announce(address, { pool: one.pool, host })
  }
})
afterEach(() => {
  withdraw(pool.pool)
  withdraw(lone.pool)
})

const join = (password = pool.pool.credentials.password) => lone.call('pool.join', POOL, 'root', password)

describe('a host that joins a pool', () => {
  it('comes with its cards, its own storage and its halted VMs, and sees what the pool shares', async () => {
    const { uuid } = lone.pool.db.get('host', coordinatorOf(lone.pool))
    const vm = lone.pool.db.get('VM', lone.vm('comes-along'))
    await join()
    const { db } = pool.pool
    const joined = db.byUuid('host', uuid)
    const row = db.get('host', joined)
    expect(row).toMatchObject({ name_label: 'fra-xen-09', enabled: true })
    expect(db.get('VM', row.control_domain)).toMatchObject({ is_control_domain: true, resident_on: joined })
    expect(row.host_CPUs).toHaveLength(8)
    const eth0 = row.PIFs.map(pif => db.get('PIF', pif)).find(pif => pif.device === 'eth0' && pif.VLAN < 0)
    expect(db.get('network', eth0?.network ?? '').bridge).toBe('xenbr0')
    const arrived = db.get('VM', db.byUuid('VM', vm.uuid))
    expect(arrived).toMatchObject({ name_label: 'comes-along', power_state: 'Halted' })
    const [disk] = disksOf(pool.pool, db.byUuid('VM', vm.uuid))
    expect(db.get('SR', db.get('VDI', disk?.VDI ?? '').SR).name_label).toBe('Own disk')
    const shared = [...db.all('SR')].filter(([, sr]) => sr.shared && sr.PBDs.length > 0)
    for (const [, sr] of shared) expect(sr.PBDs.some(pbd => db.get('PBD', pbd).host === joined)).toBe(true)
    expect(db.table('host').entries.size).toBe(4)
  })

  it('answers with the coordinator of its pool from then on', async () => {
    await join()
    expect(lone.pool.db.table('session').entries.size).toBe(0)
    const refused = await lone.refusal(() => assertCoordinator(lone.pool, coordinatorOf(lone.pool)))
    expect(refused).toEqual(['HOST_IS_SLAVE', POOL])
  })

  it('is a pool of its own again after it was ejected', async () => {
    const { uuid } = lone.pool.db.get('host', coordinatorOf(lone.pool))
    await join()
    await pool.call('pool.eject', pool.pool.db.byUuid('host', uuid))
    expect(pool.pool.db.table('host').entries.size).toBe(3)
    expect(() => assertCoordinator(lone.pool, coordinatorOf(lone.pool))).not.toThrow()
    await join()
    expect(pool.pool.db.table('host').entries.size).toBe(4)
  })

  it.each<[string, string, () => unknown]>([
    [
      'a VM that runs',
      'JOINING_HOST_CANNOT_HAVE_RUNNING_VMS',
      async () => void (await lone.call('VM.start', lone.vm('comes-along'), false, false)),
    ],
    [
      'storage it shares',
      'JOINING_HOST_CANNOT_CONTAIN_SHARED_SRS',
      () => lone.pool.db.create('SR', { shared: true, type: 'nfs' }),
    ],
    [
      'other processors',
      'HOSTS_NOT_HOMOGENEOUS',
      () => lone.pool.db.update('host', coordinatorOf(lone.pool), { cpu_info: { vendor: 'GenuineIntel' } }),
    ],
    [
      'a pool that watches its hosts',
      'HA_IS_ENABLED',
      () => pool.pool.db.update('pool', poolRow(pool.pool)[0], { ha_enabled: true }),
    ],
    [
      'a pool that may not grow',
      'LICENCE_RESTRICTION',
      () =>
        pool.pool.db.update('pool', poolRow(pool.pool)[0], { restrictions: { restrict_pool_size: 'true' } }),
    ],
  ])('stays out with %s', async (_, code, prepare) => {
    await prepare()
    await expect(join()).rejects.toMatchObject({ code })
    expect(pool.pool.db.table('host').entries.size).toBe(3)
  })

  it('stays out with a wrong password', async () => {
    const refused = expect(join('wrong')).rejects.toMatchObject({ code: 'SESSION_AUTHENTICATION_FAILED' })
    await pool.clock.advance(10)
    await refused
    expect(pool.pool.db.table('host').entries.size).toBe(3)
  })

  it('stays out when nobody answers, or when it is in the pool already', async () => {
    await expect(lone.call('pool.join', '192.0.2.200', 'root', 'x')).rejects.toMatchObject({
      code: 'JOINING_HOST_CONNECTION_FAILED',
    })
    await expect(pool.call('pool.join', POOL, 'root', pool.pool.credentials.password)).rejects.toMatchObject({
      code: 'OPERATION_NOT_ALLOWED',
      params: ['Host is already part of a pool'],
    })
    await expect(
      pool.call('pool.join', SINGLE, 'root', lone.pool.credentials.password),
    ).rejects.toMatchObject({
      code: 'JOINING_HOST_CANNOT_BE_MASTER_OF_OTHER_HOSTS',
    })
  })

  it('joins with other processors when it is told to', async () => {
    lone.pool.db.update('host', coordinatorOf(lone.pool), { cpu_info: { vendor: 'GenuineIntel' } })
    await lone.call('pool.join_force', POOL, 'root', pool.pool.credentials.password)
    expect(pool.pool.db.table('host').entries.size).toBe(4)
  })
})
