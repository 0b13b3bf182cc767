import { expect, it } from 'vitest'
import { createPlaces } from '@/server/access/places'
import { accessAs } from '@/server/testing/access'
import { poolSuite } from '@/server/testing/pool-suite'
import { administrator } from '@/server/testing/rooms'
import type { Ref } from '@/server/xapi/model/records'

const startRooms = poolSuite()

const admin = { user: administrator, address: '192.0.2.7' }
const GiB = 2 ** 30

async function withPool() {
  const { rooms, simulator, caughtUp } = await startRooms()
  const host = (name: string) =>
    rooms.inventory.waitFor(
      () => rooms.inventory.rows().find(row => row.class === 'host' && row.name_label === name),
      AbortSignal.timeout(15_000),
    )
  return { rooms, simulator, caughtUp, host }
}

it('moves a running VM to another host, which the pool was asked about before', async () => {
  const { rooms, host } = await withPool()
  const [vm, other] = [
    await rooms.vm('web-01', row => row.power_state === 'Running'),
    await host('fra-xen-02'),
  ]
  const migrate = { action: 'vm.migrate', input: { host: other.id } }
  const plan = await rooms.operations.plan(admin, { ...migrate, targets: { objects: [vm.id] } })
  expect(plan).toMatchObject({ can: 1, cannot: [] })
  const { id } = await rooms.operations.run(admin, { ...migrate, object: vm.id })
  expect(await rooms.outcome(id)).toMatchObject({
    result: 'succeeded',
    sentence: 'Migrate web-01 to another server',
    params: { host: other.id },
    changes: { resident_on: { before: 'fra-xen-01', after: 'fra-xen-02' } },
  })
  const there = await rooms.vm('web-01', row => row.host === other.id)
  await expect(rooms.operations.run(admin, { ...migrate, object: there.id })).rejects.toThrow(
    'It runs there already.',
  )
})

it('tells why a host will not do, the pool’s own reason among others, and refuses with it before anything is begun', async () => {
  const { rooms, host } = await withPool()
  const other = await host('fra-xen-02')
  const running = rooms.inventory
    .rows()
    .flatMap(row => (row.class === 'VM' && row.power_state === 'Running' ? [row] : []))
  const plan = await rooms.operations.plan(admin, {
    action: 'vm.migrate',
    targets: { objects: running.map(row => row.id) },
    input: { host: other.id },
  })
  const refusal = plan.cannot.find(({ reason }) => reason.includes('needs the storage'))
  expect(refusal, JSON.stringify(plan.cannot)).toBeDefined()
  const run = { action: 'vm.migrate', object: refusal?.id ?? '', input: { host: other.id } }
  await expect(rooms.operations.run(admin, run)).rejects.toMatchObject({
    shape: { code: 'refused', message: refusal?.reason },
  })
  const line = await rooms.db.auditEntry.findFirst({
    where: { action: 'vm.migrate' },
    orderBy: { id: 'desc' },
  })
  expect(line).toMatchObject({ result: 'refused', errorText: refusal?.reason, task: null })
})

it('[VM-06] says of each host why a running VM can’t go there: it runs there, older software, another CPU, a disc', async () => {
  const { rooms, simulator, caughtUp, host } = await withPool()
  const { db } = simulator.pool
  const vm = await rooms.vm('web-01', row => row.power_state === 'Running')
  const other = await host('fra-xen-02')
  const reasons = async (input = { host: other.id }, action = 'vm.migrate') => {
    await caughtUp()
    const asked = { action, targets: { objects: [vm.id] }, input }
    return (await rooms.operations.plan(admin, asked)).cannot.map(({ reason }) => reason)
  }
  expect(await reasons()).toEqual([])
  expect(await reasons({ host: vm.host ?? '' })).toEqual(['It runs there already.'])

  const { cpu_info, software_version } = db.get('host', other.ref)
  db.update('host', other.ref, { software_version: { ...software_version, platform_version: '2.9.9' } })
  const older = ['Its software is older than that of the server where the VM runs.']
  expect(await reasons()).toEqual(older)
  // The wizard beside it says the same where nothing of the storage would move.
  expect(await reasons({ host: other.id }, 'vm.move')).toEqual(older)
  db.update('host', other.ref, { software_version, cpu_info: { ...cpu_info, vendor: 'GenuineIntel' } })
  db.update('VM', vm.ref, { last_boot_CPU_flags: { vendor: cpu_info.vendor ?? '' } })
  expect(await reasons()).toEqual([expect.stringContaining('a CPU from a different vendor')])
  db.update('host', other.ref, { cpu_info })
  expect(await reasons()).toEqual([])

  const iso = [...db.all('SR')].find(([, { name_label }]) => name_label === 'ISO library')
  const [disc, { name_label }] = [...db.all('VDI')].find(([, { SR }]) => SR === iso?.[0]) ?? ['', {}]
  const drive = db.get('VM', vm.ref).VBDs.find(ref => db.get('VBD', ref).type === 'CD') ?? ''
  const link = iso?.[1].PBDs.find(ref => db.get('PBD', ref).host === other.ref) ?? ''
  db.update('PBD', link, { currently_attached: false })
  db.update('VBD', drive, { VDI: disc as Ref<'VDI'>, empty: false })
  expect(await reasons()).toEqual([
    `Eject the disc ${name_label} first: the server does not reach the storage it is on.`,
  ])
  const run = { action: 'vm.migrate', object: vm.id, input: { host: other.id } }
  await expect(rooms.operations.run(admin, run)).rejects.toThrow(`Eject the disc ${name_label} first`)
  db.update('VBD', drive, { VDI: 'OpaqueRef:NULL' as Ref<'VDI'>, empty: true })
  await caughtUp()
  expect(await rooms.outcome((await rooms.operations.run(admin, run)).id)).toMatchObject({
    result: 'succeeded',
  })
})

it('[MIG-10] says that a disc is to be ejected too where the pool finds that out while it moves the VM', async () => {
  const { rooms, simulator, host } = await withPool()
  const vm = await rooms.vm('web-01', row => row.power_state === 'Running')
  const other = await host('fra-xen-02')
  const migrate = { action: 'vm.migrate', object: vm.id, input: { host: other.id } }
  const why = '[Error: VDI_NOT_IN_MAP, [ OpaqueRef:0f1e; ]]'
  const params = [vm.ref, simulator.pool.db.get('VM', vm.ref).resident_on, other.ref, why]
  simulator.faults.failNext(vm.uuid, 'VM_MIGRATE_FAILED', params)
  const { id } = await rooms.operations.run(admin, migrate)
  expect(await rooms.outcome(id)).toMatchObject({
    result: 'failed',
    errorCode: 'VM_MIGRATE_FAILED',
    errorText: 'web-01 could not be moved to fra-xen-02, which does not reach the disc in its drive.',
  })
  expect(rooms.operations.rows().find(row => row.id === id)?.error?.next).toBe(
    'Eject the disc, then move it again.',
  )
  // For any other reason it says that one.
  simulator.faults.failNext(vm.uuid, 'VM_MIGRATE_FAILED', [...params.slice(0, 3), 'the domain ended'])
  const again = await rooms.operations.run(admin, migrate)
  expect(await rooms.outcome(again.id)).toMatchObject({
    errorText: expect.stringContaining('the domain ended'),
  })
})

it('a host that is not seen can’t be named, and a VM admin may not choose hosts at all', async () => {
  const { rooms, host } = await withPool()
  const [vm, other] = [await rooms.vm('web-01'), await host('fra-xen-02')]
  const run = (access: ReturnType<typeof accessAs>, named = other.id) =>
    rooms.operations.run(
      { ...admin, user: { ...administrator, access } },
      { action: 'vm.migrate', object: vm.id, input: { host: named } },
    )
  await expect(
    run(accessAs('owner', { kind: 'object', ref: vm.id }, createPlaces(rooms.inventory))),
  ).rejects.toMatchObject({
    shape: { code: 'not-found', message: 'This host is gone.' },
  })
  await expect(run(accessAs('owner'), vm.id)).rejects.toThrow('This host is gone.')
  await expect(run(accessAs('vm-admin'))).rejects.toThrow('The role vm-power-admin does.')
})

it('[MIG-11] takes a running VM back to its home server, and says when it is there or has none', async () => {
  const { rooms, host } = await withPool()
  const one = await rooms.vm('web-01', row => row.power_state === 'Running')
  const other = await host(one.host === (await host('fra-xen-02')).id ? 'fra-xen-01' : 'fra-xen-02')
  const home = { action: 'vm.setHome', object: one.id, input: { host: one.host } }
  await rooms.outcome((await rooms.operations.run(admin, home)).id)
  await rooms.vm('web-01', row => row.home === one.host)
  const back = { action: 'vm.migrateHome', object: one.id }
  await expect(rooms.operations.run(admin, back)).rejects.toThrow('It runs on its home server.')
  const away = { action: 'vm.migrate', object: one.id, input: { host: other.id } }
  expect(await rooms.outcome((await rooms.operations.run(admin, away)).id)).toMatchObject({
    result: 'succeeded',
  })
  await rooms.vm('web-01', row => row.host === other.id && row.allowed_operations.includes('pool_migrate'))
  expect(await rooms.outcome((await rooms.operations.run(admin, back)).id)).toMatchObject({
    result: 'succeeded',
    sentence: 'Migrate web-01 to its home server',
  })
  await rooms.vm('web-01', row => row.host === one.host && row.allowed_operations.includes('pool_migrate'))
  const none = { action: 'vm.setHome', object: one.id, input: { host: null } }
  await rooms.outcome((await rooms.operations.run(admin, none)).id)
  await rooms.vm('web-01', row => row.home === null)
  await expect(rooms.operations.run(admin, back)).rejects.toThrow('It has no home server.')
})

it('chooses a home server for a halted VM, and takes that back', async () => {
  const { rooms, host } = await withPool()
  const other = await host('fra-xen-02')
  const vm = await rooms.vm('web-02')
  const { id, undoable } = await rooms.operations.run(admin, {
    action: 'vm.setHome',
    object: vm.id,
    input: { host: other.id },
  })
  expect(undoable).toBe(true)
  await rooms.vm('web-02', row => row.home === other.id)
  await rooms.operations.undo(admin, id)
  expect((await rooms.vm('web-02', row => row.home === vm.home)).home).toBe(vm.home)
})

it('gives many the same memory and boot order, tells what differs before, and puts each back as it was', async () => {
  const { rooms } = await withPool()
  await rooms.vm('web-01')
  const halted = rooms.inventory
    .rows()
    .flatMap(row => (row.class === 'VM' && row.power_state === 'Halted' && row.isHvm ? [row] : []))
    .slice(0, 2)
  const running = await rooms.vm('web-01', row => row.power_state === 'Running')
  const targets = { objects: [...halted, running].map(row => row.id) }
  const memory = { action: 'vm.setMemory', targets, input: { memory: 3 * GiB } }
  const plan = await rooms.operations.plan(admin, memory)
  expect(plan).toMatchObject({
    can: 2,
    cannot: [{ name: 'web-01', reason: 'web-01 is running. Shut it down to change its memory.' }],
  })
  expect(plan.changes.map(({ field, after }) => [field, after])).toEqual([
    ['memory', '3 GiB'],
    ['memory', '3 GiB'],
  ])
  const limits = () =>
    halted.map(({ id }) => {
      const record = rooms.inventory.record('VM', id)?.record
      return [record?.memory_static_max, record?.memory_dynamic_min, record?.HVM_boot_params.order]
    })
  const before = limits()
  const first = rooms.operations.runMany(admin, memory)
  const signal = AbortSignal.timeout(15_000)
  await rooms.inventory.waitFor(() => limits().every(([most]) => most === 3 * GiB), signal)
  const boot = { action: 'vm.setBootOrder', targets, input: { order: 'nd' } }
  expect((await rooms.operations.plan(admin, boot)).changes[0]).toMatchObject({ after: 'Network, DVD drive' })
  const second = rooms.operations.runMany(admin, boot)
  await rooms.inventory.waitFor(() => limits().every(([, , order]) => order === 'nd'), signal)
  const over = (id: string) =>
    rooms.inventory.waitFor(
      () => rooms.operations.rows().some(row => row.id === id && row.state !== 'running'),
      signal,
    )
  await over(first.id)
  await over(second.id)
  await rooms.operations.undo(admin, second.id)
  await rooms.operations.undo(admin, first.id)
  await rooms.inventory.waitFor(() => JSON.stringify(limits()) === JSON.stringify(before), signal)
})
