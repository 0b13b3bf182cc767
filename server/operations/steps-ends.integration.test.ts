import { expect, it } from 'vitest'
import { createPlaces } from '@/server/access/places'
import type { VmRow } from '@/server/inventory/rows'
import { accessAs } from '@/server/testing/access'
import { poolSuite } from '@/server/testing/pool-suite'
import { administrator } from '@/server/testing/rooms'
import { settleOpenLines } from './recover'

const startRooms = poolSuite()

const now = () => ({ user: { ...administrator, authenticatedAt: Date.now() }, address: '192.0.2.7' })

async function withPool(speed = 20) {
  const { simulator, rooms } = await startRooms(speed)
  const begin = (action: string, object: string, input?: unknown) =>
    rooms.operations.run(now(), { action, object, input })
  const run = async (action: string, object: string, input?: unknown) =>
    rooms.outcome((await begin(action, object, input)).id)
  const snapshot = async (vm: VmRow, name: string) => {
    expect(await run('vm.snapshot', vm.id, { name })).toMatchObject({ result: 'succeeded' })
    return rooms.inventory.waitFor(
      () =>
        rooms.inventory.vmDetail(vm.id)?.snapshots.find(one => one.name === name && one.running.length === 0),
      AbortSignal.timeout(15_000),
    )
  }
  const host = (name: string) =>
    rooms.inventory.waitFor(
      () => rooms.inventory.rows().find(row => row.class === 'host' && row.name_label === name),
      AbortSignal.timeout(15_000),
    )
  return { simulator, rooms, begin, run, snapshot, host }
}

it('[VM-05] a suspended VM resumes on the host that is chosen, where its CPUs are of the same vendor', async () => {
  const { simulator, rooms, run, host } = await withPool()
  const { db } = simulator.pool
  const other = await host('fra-xen-02')
  const vm = await rooms.vm('web-01', row => row.allowed_operations.includes('suspend'))
  await expect(run('vm.resumeOn', vm.id, { host: other.id })).rejects.toThrow(
    'web-01 is running. Only a suspended VM can be resumed.',
  )
  await run('vm.suspend', vm.id)
  await rooms.vm('web-01', row => row.power_state === 'Suspended')
  expect(await run('vm.resumeOn', vm.id, { host: other.id })).toMatchObject({ result: 'succeeded' })
  const back = await rooms.vm('web-01', row => row.allowed_operations.includes('suspend'))
  expect(back.host).toBe(other.id)

  await run('vm.suspend', vm.id)
  await rooms.vm('web-01', row => row.power_state === 'Suspended')
  const [third] = [...db.all('host')].find(([, { name_label }]) => name_label === 'fra-xen-03') ?? []
  db.update('host', third ?? '', { cpu_info: { vendor: 'GenuineIntel' } })
  db.update('VM', vm.ref, { last_boot_CPU_flags: { vendor: 'AuthenticAMD' } })
  const reasons = async (name: string) => {
    const input = { host: (await host(name)).id }
    const asked = { action: 'vm.resumeOn', targets: { objects: [vm.id] }, input }
    return (await rooms.operations.plan(now(), asked)).cannot.map(({ reason }) => reason)
  }
  expect(await reasons('fra-xen-01')).toEqual([])
  expect(await reasons('fra-xen-03')).toEqual([
    'web-01 can’t run on fra-xen-03: VM last booted on a host which had a CPU from a different vendor.',
  ])
  await expect(run('vm.resumeOn', vm.id, { host: (await host('fra-xen-03')).id })).rejects.toThrow(
    'a CPU from a different vendor',
  )
  expect((await rooms.vm('web-01')).power_state).toBe('Suspended')
})

it('of several steps the one under way is cancelled, those after it are not begun', async () => {
  const { simulator, rooms, begin, snapshot } = await withPool(3)
  const vm = await rooms.vm('web-01', row => row.power_state === 'Running')
  const good = await snapshot(vm, 'good')
  const { id } = await begin('vm.revert', vm.id, { snapshot: good.id, keep: 'ruin', power: true })
  const row = () => rooms.operations.rows().find(one => one.id === id)
  await rooms.inventory.waitFor(() => row()?.task !== null, AbortSignal.timeout(15_000))
  await rooms.operations.cancel(now(), id)
  expect(await rooms.outcome(id)).toMatchObject({ result: 'cancelled', errorCode: 'TASK_CANCELLED' })
  const { db } = simulator.pool
  expect(await rooms.vm('web-01')).toMatchObject({ power_state: 'Running', startTime: vm.startTime })
  // No task of ours is left in the pool.
  await expect
    .poll(() => [...db.all('task')].filter(([, one]) => one.other_config['http:tag']?.includes(id)))
    .toEqual([])
})

it('where a process ends between steps the line says that it is not known how far it came', async () => {
  const { rooms } = await withPool()
  const vm = await rooms.vm('print-01')
  const line = await rooms.audit.begin({
    userName: 'admin',
    address: '',
    action: 'vm.delete',
    sentence: 'Delete print-01',
    pool: { id: vm.pool, name: '' },
    object: { class: 'VM', uuid: vm.uuid, ref: vm.ref, name: vm.name_label },
  })
  const left = (await rooms.audit.orphans([])).filter(({ id }) => id === line)
  await settleOpenLines(rooms, left, AbortSignal.timeout(15_000))
  expect(await rooms.outcome(String(line))).toMatchObject({
    result: 'unknown',
    errorText: 'Domus ended while this was under way: not all of its steps may have been done.',
  })
})

it('a copy that was made and could not be described is in its project, and that is said', async () => {
  const { simulator, rooms, run } = await withPool()
  const vm = await rooms.vm('print-01', row => row.disks > 0)
  const { id: projectId } = await rooms.db.project.create({
    data: { name: 'Web', objects: { create: [{ object: vm.id }] } },
  })
  await rooms.rights.refresh()
  simulator.faults.failCall('VM.set_name_description', 'INTERNAL_ERROR', ['no'])
  expect(await run('vm.copy', vm.id, { name: 'copy', description: 'x' })).toMatchObject({
    result: 'failed',
    errorCode: 'INTERNAL_ERROR',
    errorText: expect.stringMatching(/^It was made, but that was not all of it\. /),
  })
  const copy = await rooms.vm('copy')
  expect(await rooms.db.projectObject.findUnique({ where: { object: copy.id } })).toMatchObject({
    projectId,
  })
})

it('what is made of a snapshot is held against the limits and belongs to the project, and so is what a revert keeps', async () => {
  const { rooms, run, snapshot } = await withPool()
  const vm = await rooms.vm('print-01', row => row.disks > 0)
  const { id } = await rooms.db.project.create({
    data: { name: 'Web', maxVms: 2, maxSnapshots: 1, objects: { create: [{ object: vm.id }] } },
  })
  await rooms.rights.refresh()
  const good = await snapshot(vm, 'good')
  await expect(run('vm.revert', vm.id, { snapshot: good.id, keep: 'ruin', power: true })).rejects.toThrow(
    'has 1 of 1 snapshots, and this takes 1 more',
  )
  expect(await run('vm.revert', vm.id, { snapshot: good.id, keep: null, power: true })).toMatchObject({
    result: 'succeeded',
  })
  const make = (name: string) => run('vm.fromSnapshot', vm.id, { snapshot: good.id, name, description: '' })
  expect(await make('one')).toMatchObject({ result: 'succeeded' })
  const one = await rooms.vm('one')
  expect(await rooms.db.projectObject.findUnique({ where: { object: one.id } })).toMatchObject({
    projectId: id,
  })
  await expect(make('two')).rejects.toThrow('has 2 of 2 VMs, and this takes 1 more')
  await rooms.db.project.update({
    where: { id },
    data: { maxVms: 3, maxDisk: BigInt(vm.diskBytes * 3 - 1) },
  })
  await expect(make('two')).rejects.toThrow('GiB of disk, and this takes')
})

it('who sees a VM alone is told nothing of hosts and storage around it', async () => {
  const { rooms } = await withPool()
  const vm = await rooms.vm('print-01', row => row.disks > 0)
  const own = accessAs('owner', { kind: 'object', ref: vm.id }, createPlaces(rooms.inventory))
  const stranger = { ...now(), user: { ...now().user, access: own } }
  expect(rooms.operations.belongings(stranger, { objects: [vm.id] })).toMatchObject([
    { name: 'print-01', disks: [{ storage: null }] },
  ])
  expect(await rooms.operations.bootHosts(stranger, vm.id)).toEqual([])
  const other = await rooms.vm('ca-root')
  expect(rooms.operations.belongings(stranger, { objects: [other.id] })).toEqual([])
  await expect(rooms.operations.bootHosts(stranger, other.id)).rejects.toThrow('This object is gone.')
})
