import { expect, it } from 'vitest'
import { createPlaces } from '@/server/access/places'
import { accessAs } from '@/server/testing/access'
import { poolSuite } from '@/server/testing/pool-suite'
import { administrator } from '@/server/testing/rooms'
import { freeMemory } from '@/simulator/lifecycle/memory'

const startRooms = poolSuite()

const now = () => ({ user: { ...administrator, authenticatedAt: Date.now() }, address: '192.0.2.7' })
const GiB = 2 ** 30

async function withPool() {
  const { simulator, rooms, id, caughtUp } = await startRooms()
  const { db } = simulator.pool
  const run = async (action: string, object: string, input?: unknown) =>
    rooms.outcome((await rooms.operations.run(now(), { action, object, input })).id)
  const ways = (object: string) => rooms.operations.startWays(now(), object)
  const pool = () => {
    const [found] = db.all('pool')
    if (!found) throw new Error('there is no pool')
    return found
  }
  /** High availability that is to survive so many failures. */
  const protect = async (failures: number) => {
    db.update('pool', pool()[0], {
      ...{ ha_enabled: true, ha_host_failures_to_tolerate: failures, ha_plan_exists_for: failures },
    })
    await caughtUp()
  }
  return { simulator, rooms, id, db, run, ways, pool, protect, caughtUp }
}

it('[VM-01] starts a VM without the disc that no server reaches, and puts it back where it does not start', async () => {
  const { simulator, rooms, db, run, ways, caughtUp } = await withPool()
  const vm = await rooms.vm('print-01')
  const drive = [...db.all('VBD')].find(([, vbd]) => vbd.VM === vm.ref && vbd.type === 'CD')?.[0] ?? ''
  const iso = [...db.all('VDI')].find(([, vdi]) => db.get('SR', vdi.SR).type === 'iso' && !vdi.missing)
  if (!iso) throw new Error('there is no disc')
  const [disc, { name_label, SR }] = iso
  db.update('VBD', drive, { VDI: disc, empty: false })
  await caughtUp()
  expect((await ways(vm.id)).discs).toEqual([])
  for (const [ref, pbd] of [...db.all('PBD')])
    if (pbd.SR === SR) db.update('PBD', ref, { currently_attached: false })
  await caughtUp()
  expect(await run('vm.start', vm.id)).toMatchObject({ result: 'failed', errorCode: 'NO_HOSTS_AVAILABLE' })
  expect(await ways(vm.id)).toMatchObject({
    discs: [{ name: name_label, storage: db.get('SR', SR).name_label }],
    ha: null,
  })

  simulator.faults.failCall('VM.start', 'HOST_NOT_ENOUGH_FREE_MEMORY', ['2', '1'])
  expect(await run('vm.startEjecting', vm.id)).toMatchObject({
    result: 'failed',
    errorCode: 'HOST_NOT_ENOUGH_FREE_MEMORY',
  })
  expect(db.get('VBD', drive)).toMatchObject({ empty: false, VDI: disc })
  expect(await run('vm.startEjecting', vm.id)).toMatchObject({
    result: 'succeeded',
    sentence: 'Start print-01 without its discs',
  })
  expect(db.get('VBD', drive)).toMatchObject({ empty: true })
  await rooms.vm('print-01', row => row.power_state === 'Running')
})

it('[VM-01] starts a VM that can’t be promised a restart without one, which it gets back where it does not start', async () => {
  const { simulator, rooms, db, run, ways, protect } = await withPool()
  const vm = await rooms.vm('ca-root')
  // It was blocked by hand.
  db.update('VM', vm.ref, { blocked_operations: {}, ha_restart_priority: 'restart' })
  await protect(1)
  const priority = () => db.get('VM', vm.ref).ha_restart_priority
  expect(await run('vm.start', vm.id)).toMatchObject({
    result: 'failed',
    errorCode: 'HA_OPERATION_WOULD_BREAK_FAILOVER_PLAN',
  })
  expect((await ways(vm.id)).ha).toMatchObject({
    ...{ wanted: 1, lower: 0, obstacle: expect.stringContaining('high availability can’t protect the VM') },
  })
  simulator.faults.failCall('VM.start', 'HOST_NOT_ENOUGH_FREE_MEMORY', ['2', '1'])
  expect(await run('vm.startUnprotected', vm.id)).toMatchObject({ result: 'failed' })
  expect(priority()).toBe('restart')
  expect(await run('vm.startUnprotected', vm.id)).toMatchObject({ result: 'succeeded' })
  expect(priority()).toBe('')
  await rooms.vm('ca-root', row => row.power_state === 'Running')
})

it('[VM-03] starts and resumes a VM with fewer failures tolerated, and says where that would come to none', async () => {
  const { simulator, rooms, id, db, run, ways, pool, protect, caughtUp } = await withPool()
  const vm = await rooms.vm('print-01')
  const free = [...db.all('host')].map(([ref]) => freeMemory(simulator.pool, ref)).sort((a, b) => a - b)
  /** So much memory, when it is kept from nothing else. */
  const needs = async (memory: number) => {
    db.update('VM', vm.ref, {
      ...{ memory_static_min: GiB, memory_dynamic_min: memory },
      ...{ memory_dynamic_max: memory, memory_static_max: memory, ha_restart_priority: 'restart' },
    })
    await caughtUp()
  }
  const broken = { result: 'failed', errorCode: 'HA_OPERATION_WOULD_BREAK_FAILOVER_PLAN' }
  const wanted = () => pool()[1].ha_host_failures_to_tolerate
  // It fits on the second host, not on the one with the least left.
  await needs((free[0] ?? 0) + 4 * GiB)
  await protect(2)
  expect(await run('vm.start', vm.id)).toMatchObject(broken)
  expect((await ways(vm.id)).ha).toEqual({
    ...{ enabled: true, licensed: true, down: 0, wanted: 2, planned: 2 },
    ...{ possible: 1, without: 3, obstacle: null, lower: 1 },
  })
  // Where nothing is restarted all of them may fail.
  expect(await rooms.operations.tolerance(now(), vm.id)).toMatchObject({ possible: 1, without: 3 })
  const lower = { pool: id, failures: 1 }
  simulator.faults.failCall('VM.start', 'HOST_NOT_ENOUGH_FREE_MEMORY', ['2', '1'])
  expect(await run('vm.startTolerating', vm.id, lower)).toMatchObject({ result: 'failed' })
  expect(wanted()).toBe(2)
  expect(await run('vm.startTolerating', vm.id, lower)).toMatchObject({
    result: 'succeeded',
    sentence: 'Start print-01, with 1 failed server tolerated in its pool',
  })
  expect(wanted()).toBe(1)
  await rooms.vm('print-01', row => row.allowed_operations.includes('suspend'))

  expect(await run('vm.suspend', vm.id)).toMatchObject({ result: 'succeeded' })
  await protect(2)
  expect(await run('vm.resume', vm.id)).toMatchObject(broken)
  expect(await run('vm.startTolerating', vm.id, lower)).toMatchObject({ result: 'succeeded' })
  await rooms.vm('print-01', row => row.allowed_operations.includes('hard_shutdown'))

  // On one host alone it fits: none may fail.
  expect(await run('vm.forceShutDown', vm.id)).toMatchObject({ result: 'succeeded' })
  await needs((free[1] ?? 0) + 4 * GiB)
  await protect(1)
  expect(await run('vm.start', vm.id)).toMatchObject(broken)
  expect((await ways(vm.id)).ha).toMatchObject({ wanted: 1, possible: 0, obstacle: null, lower: 0 })
})

it('who sees a VM alone is told nothing of what is around it, and changes nothing of its pool', async () => {
  const { rooms, id, db, caughtUp } = await withPool()
  const vm = await rooms.vm('print-01')
  const own = accessAs('pool-operator', { kind: 'object', ref: vm.id }, createPlaces(rooms.inventory))
  const stranger = { ...now(), user: { ...now().user, access: own } }
  const drive = [...db.all('VBD')].find(([, vbd]) => vbd.VM === vm.ref && vbd.type === 'CD')?.[0] ?? ''
  const disc = [...db.all('VDI')].find(([, vdi]) => db.get('SR', vdi.SR).type === 'iso')
  if (!disc) throw new Error('there is no disc')
  db.update('VBD', drive, { VDI: disc[0], empty: false })
  for (const [ref, pbd] of [...db.all('PBD')])
    if (pbd.SR === disc[1].SR) db.update('PBD', ref, { currently_attached: false })
  await caughtUp()
  expect(await rooms.operations.startWays(stranger, vm.id)).toMatchObject({
    pool: { name: '' },
    discs: [{ name: disc[1].name_label, storage: null }],
  })
  const lower = { action: 'vm.startTolerating', object: vm.id, input: { pool: id, failures: 1 } }
  await expect(rooms.operations.run(stranger, lower)).rejects.toThrow('This pool is gone.')
  const other = await rooms.vm('ca-root')
  await expect(rooms.operations.startWays(stranger, other.id)).rejects.toThrow('This object is gone.')
})
