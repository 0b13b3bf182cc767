import { expect, it } from 'vitest'
import type { VmSnapshot } from '@/server/inventory/details'
import type { VmRow } from '@/server/inventory/rows'
import { poolSuite } from '@/server/testing/pool-suite'
import { administrator } from '@/server/testing/rooms'

const startRooms = poolSuite()

const admin = { user: administrator, address: '192.0.2.7' }
const now = () => ({ ...admin, user: { ...administrator, authenticatedAt: Date.now() } })

async function withPool() {
  const { simulator, rooms } = await startRooms()
  const { db } = simulator.pool
  const record = (row: { ref: string }) => {
    const found = [...db.all('VM')].find(([ref]) => ref === row.ref)
    if (!found) throw new Error('there is no such VM')
    return found[1]
  }
  const run = async (action: string, object: string, input?: unknown) => {
    const { id } = await rooms.operations.run(now(), { action, object, input })
    return rooms.outcome(id)
  }
  const snapshots = (vm: VmRow, many: number): Promise<VmSnapshot[]> =>
    rooms.inventory.waitFor(() => {
      const found = rooms.inventory.vmDetail(vm.id)?.snapshots
      return found?.length === many && found.every(one => one.running.length === 0) ? found : undefined
    }, AbortSignal.timeout(15_000))
  const take = async (vm: VmRow, name: string, many: number, input: object = {}) => {
    expect(await run('vm.snapshot', vm.id, { name, ...input })).toMatchObject({ result: 'succeeded' })
    const found = (await snapshots(vm, many)).find(one => one.name === name)
    if (!found) throw new Error(`no snapshot ${name}`)
    return found
  }
  const host = (name: string) =>
    rooms.inventory.waitFor(
      () => rooms.inventory.rows().find(row => row.class === 'host' && row.name_label === name),
      AbortSignal.timeout(15_000),
    )
  const count = (cls: 'VM' | 'VDI') => [...db.all(cls)].length
  return { simulator, rooms, db, record, run, snapshots, take, host, count }
}

it('keeps the disks or the memory too, with a description, and says why another kind can’t be had', async () => {
  const { rooms, take, snapshots, run } = await withPool()
  const vm = await rooms.vm('web-01', row => row.power_state === 'Running')
  const disks = await take(vm, 'before', 1, { description: 'Before the update' })
  expect(disks).toMatchObject({ kind: 'disks', wasRunning: true, parent: null })
  await rooms.inventory.waitFor(
    () => rooms.inventory.vmDetail(vm.id)?.snapshots.find(one => one.description === 'Before the update'),
    AbortSignal.timeout(15_000),
  )
  const memory = await take(vm, 'all of it', 2, { kind: 'memory' })
  expect(memory).toMatchObject({ kind: 'memory', parent: disks.id })
  expect(memory.used).toBeGreaterThan(0)
  await rooms.inventory.waitFor(
    () => rooms.inventory.vmDetail(vm.id)?.parent === memory.id || undefined,
    AbortSignal.timeout(15_000),
  )
  await expect(run('vm.snapshot', vm.id, { name: 'x', kind: 'quiesced' })).rejects.toThrow('has it no more')
  const halted = await rooms.vm('print-01')
  await expect(run('vm.snapshot', halted.id, { name: 'x', kind: 'memory' })).rejects.toThrow(
    'It is halted: there is no memory to keep.',
  )
  await expect(run('vm.snapshot', halted.id, { name: 'x', kind: 'quiesced' })).rejects.toThrow(
    'print-01 is halted.',
  )
  expect(await snapshots(vm, 2)).toHaveLength(2)
})

it('[SNAP-04] reverts, keeps the state before in a snapshot, and runs it again on the host where it was', async () => {
  const { rooms, take, snapshots, run } = await withPool()
  const vm = await rooms.vm('web-01', row => row.power_state === 'Running')
  const good = await take(vm, 'good', 1)
  await run('vm.rename', vm.id, { name: 'ruined' })
  const line = await run('vm.revert', vm.id, { snapshot: good.id, keep: 'ruin', power: true })
  expect(line).toMatchObject({
    result: 'succeeded',
    sentence: expect.stringMatching(/^Revert \S+ to a snapshot$/),
    params: { snapshot: good.id, keep: 'ruin', power: true },
  })
  const back = await rooms.vm('web-01', row => row.power_state === 'Running')
  expect(back.host).toBe(vm.host)
  expect((await snapshots(vm, 2)).map(({ name }) => name).sort()).toEqual(['good', 'ruin'])
  expect(rooms.inventory.vmDetail(vm.id)?.parent).toBe(good.id)
  await rooms.vm('web-01', row => row.allowed_operations.includes('checkpoint'))

  // With its memory it goes on from where it was; left alone it stays as the snapshot has it.
  const memory = await take(vm, 'memory', 3, { kind: 'memory' })
  await run('vm.revert', vm.id, { snapshot: memory.id, keep: null, power: false })
  await rooms.vm('web-01', row => row.power_state === 'Suspended')
  await run('vm.revert', vm.id, { snapshot: memory.id, keep: null, power: true })
  await rooms.vm('web-01', row => row.power_state === 'Running')
})

it('a revert that the pool refuses says what is kept, and one after which it does not start says that', async () => {
  const { simulator, rooms, take, run, snapshots } = await withPool()
  const vm = await rooms.vm('web-01', row => row.power_state === 'Running')
  const good = await take(vm, 'good', 1)
  simulator.faults.failCall('VM.revert', 'VM_REVERT_FAILED', [vm.ref, good.id])
  expect(await run('vm.revert', vm.id, { snapshot: good.id, keep: 'ruin', power: true })).toMatchObject({
    result: 'failed',
    errorCode: 'VM_REVERT_FAILED',
    errorText: expect.stringContaining('The state before is kept in the snapshot “ruin”.'),
  })
  await snapshots(vm, 2)
  simulator.faults.failCall('VM.start_on', 'HOST_NOT_ENOUGH_FREE_MEMORY', ['2', '1'])
  expect(await run('vm.revert', vm.id, { snapshot: good.id, keep: null, power: true })).toMatchObject({
    result: 'failed',
    errorCode: 'HOST_NOT_ENOUGH_FREE_MEMORY',
    errorText: expect.stringMatching(/^web-01 is as it was at the snapshot “good”, but it does not run\. /),
  })
  const other = await rooms.vm('web-02')
  await expect(run('vm.revert', other.id, { snapshot: good.id, keep: null, power: true })).rejects.toThrow(
    'This snapshot is gone.',
  )
})

it('[SNAP-05] deletes snapshots with their disks and memory, and tells what is left where the pool refuses one', async () => {
  const { simulator, rooms, take, run, snapshots, count } = await withPool()
  const vm = await rooms.vm('web-01', row => row.power_state === 'Running')
  const [vms, disks] = [count('VM'), count('VDI')]
  const one = await take(vm, 'one', 1)
  const two = await take(vm, 'two', 2, { kind: 'memory' })
  const three = await take(vm, 'three', 3)
  expect(await run('vm.deleteSnapshots', vm.id, { snapshots: [two.id, one.id] })).toMatchObject({
    result: 'succeeded',
    sentence: 'Delete 2 snapshots of web-01',
    changes: { snapshots: { before: ['two', 'one'] } },
  })
  expect(await snapshots(vm, 1)).toMatchObject([{ id: three.id, parent: null }])
  expect(count('VM')).toBe(vms + 1)
  simulator.faults.failCall('VDI.destroy', 'VDI_IN_USE', ['x', 'destroy'])
  expect(await run('vm.deleteSnapshots', vm.id, { snapshots: [three.id] })).toMatchObject({
    result: 'failed',
    errorCode: 'VDI_IN_USE',
    errorText: expect.stringMatching(/^0 of 1 snapshots were deleted, and not all of: /),
  })
  await snapshots(vm, 0)
  expect(count('VDI')).toBe(disks + 1)
  const old = { ...admin, user: { ...administrator, authenticatedAt: Date.now() - 3_600_000 } }
  const again = await take(vm, 'again', 1)
  await expect(
    rooms.operations.run(old, {
      action: 'vm.deleteSnapshots',
      object: vm.id,
      input: { snapshots: [again.id] },
    }),
  ).rejects.toMatchObject({ shape: { code: 'recent-sign-in-required' } })
})

it('[SNAP-07] makes VMs and templates of a snapshot; a template that is not finished leaves nothing behind', async () => {
  const { simulator, rooms, take, run, db, record, count } = await withPool()
  const vm = await rooms.vm('web-01', row => row.power_state === 'Running')
  const memory = await take(vm, 'memory', 1, { kind: 'memory' })
  const input = { snapshot: memory.id, name: 'made', description: 'Made of a snapshot' }
  await run('vm.fromSnapshot', vm.id, input)
  const made = await rooms.vm('made', row => row.name_description === input.description)
  expect(made).toMatchObject({ power_state: 'Suspended', name_description: 'Made of a snapshot' })
  await run('vm.resume', made.id)
  await rooms.vm('made', row => row.power_state === 'Running')
  expect(record(made).uuid).not.toBe(vm.uuid)

  const before = [count('VM'), count('VDI')]
  simulator.faults.failCall('VM.set_is_a_template', 'OPERATION_NOT_ALLOWED', ['no'])
  expect(await run('vm.templateFromSnapshot', vm.id, { ...input, name: 'gold' })).toMatchObject({
    result: 'failed',
    errorCode: 'OPERATION_NOT_ALLOWED',
  })
  expect([count('VM'), count('VDI')]).toEqual(before)
  expect(await run('vm.templateFromSnapshot', vm.id, { ...input, name: 'gold' })).toMatchObject({
    result: 'succeeded',
  })
  const gold = [...db.all('VM')].find(([, one]) => one.name_label === 'gold')?.[1]
  expect(gold).toMatchObject({
    ...{ is_a_template: true, is_a_snapshot: false, power_state: 'Halted' },
    ...{ name_description: 'Made of a snapshot', other_config: { instant: 'true' } },
  })
})

it('[VM-19] deletes a VM with the disks and snapshots that are named, and says truly what is left', async () => {
  const { simulator, rooms, take, run, count } = await withPool()
  const [vm, other] = [await rooms.vm('print-01'), await rooms.vm('ca-root')]
  await take(vm, 'kept', 1)
  const targets = { objects: [vm.id, other.id] }
  const belongings = rooms.operations.belongings(now(), targets)
  const own = belongings.find(({ id }) => id === vm.id)
  expect(own).toMatchObject({ name: 'print-01', snapshots: [{ name: 'kept' }] })
  expect(own?.disks.length).toBeGreaterThan(0)
  const before = count('VDI')
  const disks = belongings.flatMap(one => one.disks.map(({ id }) => id))
  const snapshots = belongings.flatMap(one => one.snapshots.map(({ id }) => id))
  const running = await rooms.vm('web-01', row => row.power_state === 'Running')
  await expect(run('vm.delete', running.id, { disks: [], snapshots: [] })).rejects.toThrow(
    'web-01 is running. Shut it down to delete it.',
  )
  expect(await run('vm.delete', vm.id, { disks, snapshots })).toMatchObject({
    result: 'succeeded',
    changes: { disks: { before: own?.disks.map(({ name }) => name) }, snapshots: { before: ['kept'] } },
  })
  expect(count('VDI')).toBe(before - 2 * (own?.disks.length ?? 0))
  // One that stays for itself: nothing is deleted that was not named.
  simulator.faults.failCall('VDI.destroy', 'VDI_IN_USE', ['x', 'destroy'])
  expect(await run('vm.delete', other.id, { disks, snapshots })).toMatchObject({
    result: 'failed',
    errorCode: 'VDI_IN_USE',
    errorText: expect.stringMatching(/^ca-root is deleted, but this of it is left: /),
  })
  await rooms.inventory.waitFor(() => !rooms.inventory.row(other.id), AbortSignal.timeout(15_000))
})

it('[VM-13] starts from the drive or the network, and puts the boot order back, also when it does not start', async () => {
  const { simulator, rooms, run, db, record } = await withPool()
  const vm = await rooms.vm('print-01')
  const { HVM_boot_params, HVM_boot_policy } = record(vm)
  const orders: (string | undefined)[] = []
  const unwatch = db.watch(() => orders.push(record(vm).HVM_boot_params.order))
  simulator.faults.failNext(vm.uuid, 'INTERNAL_ERROR', ['no'])
  expect(await run('vm.recover', vm.id)).toMatchObject({ result: 'failed', errorCode: 'INTERNAL_ERROR' })
  expect(orders).toContain('dn')
  expect(record(vm)).toMatchObject({ HVM_boot_params, HVM_boot_policy, power_state: 'Halted' })
  expect(await run('vm.recover', vm.id)).toMatchObject({ result: 'succeeded' })
  unwatch()
  expect(record(vm)).toMatchObject({ HVM_boot_params, HVM_boot_policy, power_state: 'Running' })
})

it('[VM-08] what is under way on a VM is cancelled before it is cut off', async () => {
  const { rooms, run, record } = await withPool()
  const vm = await rooms.vm('web-01', row => row.power_state === 'Running')
  const { id } = await rooms.operations.run(now(), {
    action: 'vm.snapshot',
    object: vm.id,
    input: { name: 'slow', kind: 'memory' },
  })
  await rooms.vm('web-01', row => Object.keys(row.current_operations).length > 0)
  expect(await run('vm.forceShutDown', vm.id)).toMatchObject({ result: 'succeeded' })
  expect(await rooms.outcome(id)).toMatchObject({ result: 'cancelled' })
  expect(record(vm).power_state).toBe('Halted')
})

it('[VM-15] starts a VM that stands still at once, where it likes to, and says why not of one that runs', async () => {
  const { rooms, run, record } = await withPool()
  const vm = await rooms.vm('print-01')
  expect(await run('vm.startPaused', vm.id)).toMatchObject({
    result: 'succeeded',
    sentence: 'Start print-01 paused',
  })
  const paused = await rooms.vm('print-01', row => row.power_state === 'Paused')
  expect(paused.host).not.toBeNull()
  expect(record(vm).domid).toBeGreaterThan(0)
  const running = await rooms.vm('web-01', row => row.power_state === 'Running')
  await expect(run('vm.startPaused', running.id)).rejects.toThrow('web-01 is running.')
})

it('starts on a chosen host, which has to be able to; copies to another storage; makes a template', async () => {
  const { rooms, run, host, record, db } = await withPool()
  const [vm, other] = [await rooms.vm('print-01', row => row.disks > 0), await host('fra-xen-02')]
  expect(await run('vm.copy', vm.id, { name: 'fast', description: 'A copy' })).toMatchObject({
    result: 'succeeded',
  })
  await rooms.vm('fast', row => row.name_description === 'A copy' && row.disks === vm.disks)
  const storage = rooms.inventory
    .rows()
    .find(row => row.class === 'SR' && row.shared && row.content_type !== 'iso' && row.physicalSize > 0)
  await run('vm.copy', vm.id, { name: 'full', storage: storage?.id })
  const full = await rooms.vm('full', row => row.disks === vm.disks)
  expect(full.name_description).toBe(vm.name_description)
  expect(
    rooms.inventory
      .vmDetail(full.id)
      ?.disks.filter(disk => disk.type === 'Disk')
      .map(disk => disk.sr?.id),
  ).toEqual(Array.from({ length: vm.disks }, () => storage?.id))

  expect(await run('vm.startOn', full.id, { host: other.id })).toMatchObject({ result: 'succeeded' })
  expect((await rooms.vm('full', row => row.power_state === 'Running')).host).toBe(other.id)
  const fast = await rooms.vm('fast')
  expect(await run('vm.toTemplate', fast.id)).toMatchObject({ result: 'succeeded' })
  expect(record(fast)).toMatchObject({ is_a_template: true, other_config: { instant: 'true' } })
  await rooms.inventory.waitFor(
    () => rooms.inventory.row(fast.id)?.class === 'template',
    AbortSignal.timeout(15_000),
  )
  expect([...db.all('VM')].filter(([, one]) => one.name_label === 'fast')).toHaveLength(1)
})

it('[VM-02] tells of every host why a VM can’t start there', async () => {
  const { rooms } = await withPool()
  const vm = await rooms.vm('print-01')
  const hosts = await rooms.operations.bootHosts(now(), vm.id)
  expect(hosts.map(({ name }) => name)).toEqual(['fra-xen-01', 'fra-xen-02', 'fra-xen-03'])
  expect(hosts.filter(({ reason }) => reason === null).length).toBeGreaterThan(0)
})
