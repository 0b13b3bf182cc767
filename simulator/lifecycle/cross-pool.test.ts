import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Ref } from '../../server/xapi/model/records'
import { announce, withdraw } from '../neighbours'
import { coordinatorOf, poolRow } from '../pool'
import { type TestPool, testPool } from '../test-pool'
import { disksOf } from './duplicate'

const HERE = '192.0.2.1:8080'
const THERE = '192.0.2.2:8080'

let here: TestPool
let there: TestPool
beforeEach(() => {
  here = testPool()
  there = testPool(undefined, 2)
  for (const [one, address] of [
    [here, HERE],
    [there, THERE],
  ] as const) {
    const host = coordinatorOf(one.pool)
    one.pool.endpoints.set(host, { address, url: `http://${address}` })
    announce(address, { pool: one.pool, host })
  }
})
afterEach(() => {
  withdraw(here.pool)
  withdraw(there.pool)
})

async function destination(): Promise<{ [key: string]: string }> {
  const { db } = there.pool
  const host = coordinatorOf(there.pool)
  const pif = db.get('host', host).PIFs.find(one => db.get('PIF', one).management) ?? ''
  const dest = await there.call('host.migrate_receive', host, db.get('PIF', pif).network, {})
  return dest as { [key: string]: string }
}

/** Where the disks and NICs of a VM go. */
function maps(vm: Ref<'VM'>) {
  const { db } = here.pool
  const { default_SR } = poolRow(there.pool)[1]
  const [network = ''] = [...there.pool.db.all('network')].map(([ref]) => ref)
  return {
    disks: Object.fromEntries(disksOf(here.pool, vm).map(({ VDI }) => [VDI, default_SR])),
    networks: Object.fromEntries(db.get('VM', vm).VIFs.map(vif => [vif, network])),
    network,
  }
}

function running(): Ref<'VM'> {
  for (const [ref, vm] of here.pool.db.all('VM')) {
    const small = vm.memory_static_max <= 8 * 1024 ** 3 && disksOf(here.pool, ref).length === 1
    const plain = vm.allowed_operations.includes('migrate_send') && vm.snapshots.length === 0
    if (vm.power_state === 'Running' && !vm.is_control_domain && small && plain) return ref
  }
  throw new Error('No VM of the pool can leave it')
}

describe('a VM that is sent to another pool', () => {
  it('goes on running there as the same VM, and leaves nothing behind', async () => {
    const vm = running()
    const before = here.pool.db.get('VM', vm)
    const { disks, networks, network } = maps(vm)
    const macs = before.VIFs.map(one => here.pool.db.get('VIF', one).MAC)
    const [disk = ''] = Object.keys(disks)
    here.pool.disks.of(disk).write(0, Buffer.from('its data'))
    const ref = String(await here.call('VM.migrate_send', vm, await destination(), true, disks, networks, {}))
    expect(here.pool.db.find('VM', vm)).toBeUndefined()
    expect(here.pool.db.find('VDI', disk)).toBeUndefined()
    const now = there.pool.db.get('VM', ref)
    expect(now).toMatchObject({
      uuid: before.uuid,
      name_label: before.name_label,
      power_state: 'Running',
      resident_on: coordinatorOf(there.pool),
      current_operations: {},
    })
    expect(now.consoles).toHaveLength(1)
    const [kept] = disksOf(there.pool, now ? there.pool.db.byUuid('VM', before.uuid) : vm)
    expect(
      there.pool.disks
        .of(kept?.VDI ?? '')
        .read(0, 8)
        .toString(),
    ).toBe('its data')
    for (const vif of now.VIFs) expect(there.pool.db.get('VIF', vif).network).toBe(network)
    expect(now.VIFs.map(one => there.pool.db.get('VIF', one).MAC)).toEqual(macs)
  })

  it('takes its snapshots along when it is halted, and stays when it is only copied', async () => {
    const vm = here.vm('desk-07')
    await here.call('VM.snapshot', vm, 'before the move')
    const { disks, networks } = maps(vm)
    const options = { copy: 'true' }
    const ref = String(
      await here.call('VM.migrate_send', vm, await destination(), true, disks, networks, options),
    )
    expect(here.pool.db.get('VM', vm).power_state).toBe('Halted')
    const copy = there.pool.db.get('VM', ref)
    expect(copy.uuid).not.toBe(here.pool.db.get('VM', vm).uuid)
    expect(copy.snapshots).toHaveLength(1)
    const [snapshot = ''] = copy.snapshots
    expect(there.pool.db.get('VM', snapshot)).toMatchObject({
      snapshot_of: ref,
      name_label: 'before the move',
    })
    expect(copy.parent).toBe(snapshot)
  })

  it('is refused when a NIC has no network to go to, the host takes nobody, or nobody answers', async () => {
    const vm = running()
    const { disks, networks } = maps(vm)
    const dest = await destination()
    const assert = (to: { [key: string]: string }, nics: object, options = {}) =>
      here.call('VM.assert_can_migrate', vm, to, true, disks, { ...nics }, options)
    await expect(assert(dest, {})).rejects.toMatchObject({ code: 'VIF_NOT_IN_MAP' })
    await expect(assert(dest, networks, { copy: 'true' })).rejects.toMatchObject({
      code: 'VM_BAD_POWER_STATE',
      params: [vm, 'halted', 'running'],
    })
    await expect(assert({ ...dest, session_id: 'OpaqueRef:x' }, networks)).rejects.toMatchObject({
      code: 'SESSION_INVALID',
    })
    await assert(dest, networks)
    await there.call('host.disable', coordinatorOf(there.pool))
    await expect(assert(dest, networks)).rejects.toMatchObject({ code: 'HOST_DISABLED', params: [dest.host] })
    withdraw(there.pool)
    await expect(assert({ ...dest, host: 'OpaqueRef:elsewhere' }, networks)).rejects.toMatchObject({
      code: 'CANNOT_CONTACT_HOST',
      params: ['192.0.2.2'],
    })
  })

  it('stays when the move is cancelled, and no disk is left there', async () => {
    const vm = running()
    const { disks, networks } = maps(vm)
    const count = there.pool.db.table('VDI').entries.size
    const args = [vm, await destination(), true, disks, networks, {}] as const
    const task = String(await here.call('Async.VM.migrate_send', ...args))
    await here.clock.advance(1)
    await here.call('task.cancel', task)
    await here.clock.advance(30)
    expect(here.pool.db.get('task', task).status).toBe('cancelled')
    expect(here.pool.db.get('VM', vm).power_state).toBe('Running')
    expect(there.pool.db.table('VDI').entries.size).toBe(count)
  })
})
