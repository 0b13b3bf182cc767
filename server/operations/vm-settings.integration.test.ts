import { expect, it } from 'vitest'
import { noRef } from '@/server/inventory/ids'
import { poolSuite } from '@/server/testing/pool-suite'
import { administrator } from '@/server/testing/rooms'
import type { Ref } from '@/server/xapi/model/records'

const startRooms = poolSuite()

const admin = { user: administrator, address: '192.0.2.7' }
const GiB = 2 ** 30
const refOf = (vm: { ref: string }) => vm.ref as Ref<'VM'>
const soon = { timeout: 15_000, interval: 50 }

async function withPool() {
  const { simulator, rooms } = await startRooms()
  const { db } = simulator.pool
  const record = (ref: string) => {
    const found = [...db.all('VM')].find(([one]) => one === ref)
    if (!found) throw new Error('there is no such VM')
    return found[1]
  }
  const run = (action: string, object: string, input: object) =>
    rooms.operations.run(admin, { action, object, input })
  const plan = (action: string, object: string, input: object) =>
    rooms.operations.plan(admin, { action, targets: { objects: [object] }, input })
  const limits = (ref: string) => {
    const { memory_dynamic_min, memory_dynamic_max, memory_static_max } = record(ref)
    return [memory_dynamic_min / GiB, memory_dynamic_max / GiB, memory_static_max / GiB]
  }
  return { simulator, rooms, db, record, run, plan, limits }
}

it('gives a halted VM a range of memory within its limits, says what is out of them, and takes it back', async () => {
  const { rooms, record, run, plan, limits } = await withPool()
  const vm = await rooms.vm('print-01')
  const before = limits(vm.ref)
  const least = record(vm.ref).memory_static_min
  const range = { least: 3 * GiB, most: 6 * GiB, limit: 8 * GiB }
  expect((await plan('vm.setMemoryRange', vm.id, range)).changes).toMatchObject([
    { field: 'memory', after: '3 GiB to 6 GiB' },
    { field: 'limit', after: '8 GiB' },
  ])
  const { id } = await run('vm.setMemoryRange', vm.id, range)
  expect(limits(vm.ref)).toEqual([3, 6, 8])
  expect(await rooms.outcome(id)).toMatchObject({ sentence: 'Give print-01 3 GiB to 6 GiB of memory' })
  await expect(
    run('vm.setMemoryRange', vm.id, { least: least - 2 ** 20, most: 6 * GiB, limit: null }),
  ).rejects.toThrow(/^It needs .* at least\.$/)
  await expect(
    run('vm.setMemoryRange', vm.id, { least: 3 * GiB, most: 9 * GiB, limit: null }),
  ).rejects.toThrow('It can have 8 GiB at most.')
  await rooms.operations.undo(admin, id)
  await expect.poll(() => limits(vm.ref), soon).toEqual(before)
})

it('changes the memory of a running VM at once, as far as its limit goes', async () => {
  const { rooms, run, limits } = await withPool()
  const halted = await rooms.vm('print-01')
  await run('vm.setMemoryRange', halted.id, { least: 3 * GiB, most: 3 * GiB, limit: 6 * GiB })
  await rooms.operations.run(admin, { action: 'vm.start', object: halted.id })
  const vm = await rooms.vm(
    'print-01',
    row => row.power_state === 'Running' && Object.keys(row.current_operations).length === 0,
  )
  await run('vm.setMemoryRange', vm.id, { least: 2 * GiB, most: 5 * GiB, limit: null })
  expect(limits(vm.ref)).toEqual([2, 5, 6])
  await expect(
    run('vm.setMemoryRange', vm.id, { least: 2 * GiB, most: 5 * GiB, limit: 8 * GiB }),
  ).rejects.toThrow('print-01 is running. Shut it down to change its memory.')
})

it('[MEM-03] a VM has one amount or a range with a limit of its own, and says why it can’t have a range', async () => {
  const { rooms, db, run, plan, limits } = await withPool()
  const vm = await rooms.vm('web-01', row => row.power_state === 'Running')
  const obstacle = () => rooms.inventory.vmDetail(vm.id)?.memoryRoom.obstacle
  const becomes = (what: string | null) => expect.poll(obstacle, soon).toBe(what)
  const [, most = 0] = limits(vm.ref)
  const range = { least: (most - 1) * GiB, most: most * GiB, limit: null }
  const why = async () => (await plan('vm.setMemoryRange', vm.id, range)).cannot[0]?.reason
  await becomes(null)
  expect(await why()).toBeUndefined()

  const [[pool, { restrictions }] = expect.unreachable()] = [...db.all('pool')]
  db.update('pool', pool, { restrictions: { ...restrictions, restrict_dmc: 'true' } })
  await becomes('licence')
  expect(await why()).toBe('The pool’s licence does not include it: memory stays the same.')
  await expect(run('vm.setMemoryRange', vm.id, range)).rejects.toThrow('The pool’s licence')
  db.update('pool', pool, { restrictions })

  const [metrics, guest] =
    [...db.all('VM_guest_metrics')].find(([ref]) => ref === db.get('VM', refOf(vm)).guest_metrics) ??
    expect.unreachable()
  const told = (change: Partial<typeof guest>) =>
    db.update('VM_guest_metrics', metrics, { other: {}, ...change })
  told({})
  await becomes('system')
  expect(await why()).toBe('The system of its guest does not support it.')
  told({ PV_drivers_up_to_date: false })
  await becomes('old')
  expect(await why()).toBe(
    'The tools of its guest are out of date: they don’t say that it can give memory back.',
  )
  told({ PV_drivers_detected: false, PV_drivers_version: {} })
  await becomes('drivers')
  expect(await why()).toBe('Its guest has no I/O drivers: it can’t give memory back.')
  db.update('VM', refOf(vm), { platform: { 'nested-virt': 'true' } })
  await becomes('nested')
  expect(await why()).toContain('nested virtualisation')
  // One amount it can have all the same, below its limit.
  await run('vm.setMemoryRange', vm.id, { least: range.least, most: range.least, limit: null })
  expect(limits(vm.ref)).toEqual([most - 1, most - 1, most])

  // Of what never ran, and of templates, nobody knows.
  const halted = await rooms.vm('print-01')
  const record = db.get('VM', refOf(halted))
  db.update('VM', refOf(halted), { guest_metrics: noRef() })
  const known = () => rooms.inventory.vmDetail(halted.id)?.memoryRoom.obstacle
  await expect.poll(known, soon).toBe('unknown')
  await run('vm.setMemoryRange', halted.id, { least: GiB * 3, most: GiB * 4, limit: GiB * 8 })
  expect(limits(halted.ref)).toEqual([3, 4, 8])
  expect(record.memory_static_max).not.toBe(8 * GiB)
})

it('[MEM-05] holds memory to what the guest needs of its limit, and to what its server can promise', async () => {
  const { rooms, db, run, plan, limits } = await withPool()
  const vm = await rooms.vm('print-01')
  const why = async (least: number, most: number, limit: number | null, of = vm.id) =>
    (
      await plan('vm.setMemoryRange', of, {
        least: least * GiB,
        most: most * GiB,
        limit: limit && limit * GiB,
      })
    ).cannot[0]?.reason
  await run('vm.setMemoryRange', vm.id, { least: 4 * GiB, most: 4 * GiB, limit: 8 * GiB })
  await rooms.inventory.waitFor(
    () => rooms.inventory.vmDetail(vm.id)?.memoryStaticMax === 8 * GiB || undefined,
    AbortSignal.timeout(15_000),
  )
  expect(await why(2 ** -10, 4, 8)).toMatch(/^It needs .* at least\.$/)
  db.update('VM', refOf(vm), { memory_static_min: GiB / 4 })
  // A quarter of the limit, unless the pool says otherwise for guests of its kind.
  expect(await why(1.5, 4, 8)).toBe('Its guest needs 25 % of what it can be raised to: 2 GiB at least.')
  expect(await why(2, 4, 8)).toBeUndefined()
  const [[pool, { other_config }] = expect.unreachable()] = [...db.all('pool')]
  db.update('pool', pool, {
    other_config: { ...other_config, 'memory-ratio-hvm': '0.125', 'memory-ratio-pv': '0.5' },
  })
  const ratio = () => rooms.inventory.vmDetail(vm.id)?.memoryRoom.ratio
  await expect.poll(ratio, soon).toBe(0.125)
  expect(await why(1.5, 4, 8)).toBeUndefined()
  db.update('VM', refOf(vm), { domain_type: 'pv', HVM_boot_policy: '' })
  await expect.poll(ratio, soon).toBe(0.5)
  expect(await why(3, 4, 8)).toBe('Its guest needs 50 % of what it can be raised to: 4 GiB at least.')
  db.update('pool', pool, { other_config: { ...other_config, 'memory-ratio-pv': 'much' } })
  await expect.poll(ratio, soon).toBe(0.25)

  // Its server promises others what they have at least.
  const web = await rooms.vm('web-01', row => row.power_state === 'Running')
  const page = () => rooms.inventory.vmDetail(web.id)
  const { memoryRoom, memoryDynamicMax } = page() ?? expect.unreachable()
  const [other, record] =
    [...db.all('VM')].find(
      ([ref, one]) =>
        one.resident_on === db.get('VM', refOf(web)).resident_on &&
        one.power_state === 'Running' &&
        !one.is_control_domain &&
        ref !== web.ref,
    ) ?? expect.unreachable()
  const { promise } = memoryRoom
  if (promise === null) expect.unreachable()
  expect(promise).toBeLessThan(memoryRoom.largest)
  // So much more is promised to another that less is left than this one has.
  const most = memoryDynamicMax / GiB
  db.update('VM', other, { memory_dynamic_min: record.memory_dynamic_min + promise - memoryDynamicMax })
  await expect.poll(() => page()?.memoryRoom.promise, soon).toBe(memoryDynamicMax)
  db.update('VM', refOf(web), { memory_static_max: 2 * memoryDynamicMax })
  await expect.poll(() => page()?.memoryStaticMax, soon).toBe(2 * memoryDynamicMax)
  expect(await why(most + 1, most + 1, null, web.id)).toBe(
    `Its server can promise it ${most} GiB at most, beside what it has promised to others.`,
  )
  expect(await why(most, most + 1, null, web.id)).toBeUndefined()
  expect(limits(web.ref)[1]).toBe(most)
})

it('[MEM-06] restarts a VM with another limit of memory where it ran, and it runs again too where the change is refused', async () => {
  const { rooms, simulator, run, limits } = await withPool()
  const vm = await rooms.vm('web-01', row => row.power_state === 'Running')
  const range = { least: 3 * GiB, most: 5 * GiB, limit: 8 * GiB }
  const { id } = await run('vm.setMemoryRestarting', vm.id, range)
  expect(await rooms.outcome(id)).toMatchObject({
    result: 'succeeded',
    sentence: 'Restart web-01 with 3 GiB to 5 GiB of memory',
  })
  expect(limits(vm.ref)).toEqual([3, 5, 8])
  const again = await rooms.vm('web-01', row => row.power_state === 'Running' && row.host === vm.host)

  simulator.faults.failCall('VM.set_memory_limits', 'MEMORY_CONSTRAINT_VIOLATION_ORDER', [])
  const { id: refused } = await run('vm.setMemoryRestarting', again.id, { ...range, limit: 9 * GiB })
  expect(await rooms.outcome(refused)).toMatchObject({
    result: 'failed',
    errorCode: 'MEMORY_CONSTRAINT_VIOLATION_ORDER',
  })
  await rooms.vm('web-01', row => row.power_state === 'Running' && row.host === vm.host)
  expect(limits(vm.ref)).toEqual([3, 5, 8])
})

it('changes shadow memory of a halted and of a running VM, and says why not of a suspended one', async () => {
  const { rooms, record, run, plan } = await withPool()
  const halted = await rooms.vm('print-01')
  await run('vm.setShadow', halted.id, { multiplier: 4 })
  expect(record(halted.ref).HVM_shadow_multiplier).toBe(4)
  const running = await rooms.vm('web-01', row => row.power_state === 'Running')
  const { id } = await run('vm.setShadow', running.id, { multiplier: 1.5 })
  expect(record(running.ref).HVM_shadow_multiplier).toBe(1.5)
  await rooms.operations.undo(admin, id)
  await expect.poll(() => record(running.ref).HVM_shadow_multiplier, soon).toBe(1)
  await rooms.operations.run(admin, { action: 'vm.suspend', object: running.id })
  const suspended = await rooms.vm('web-01', row => row.power_state === 'Suspended')
  expect((await plan('vm.setShadow', suspended.id, { multiplier: 2 })).cannot).toMatchObject([
    { reason: 'This VM is suspended: resume it or shut it down to change this.' },
  ])
})

it('changes order, delays and restart priority, and says why no restart can be promised', async () => {
  const { rooms, record, run, plan } = await withPool()
  const vm = await rooms.vm('web-01', row => row.power_state === 'Running')
  const kept = () => {
    const { order, start_delay, shutdown_delay, ha_restart_priority } = record(vm.ref)
    return [order, start_delay, shutdown_delay, ha_restart_priority]
  }
  const before = kept()
  const { id } = await run('vm.setStartOptions', vm.id, {
    ...{ order: 7, startDelay: 30, shutdownDelay: 10, restart: 'best-effort' },
  })
  expect(kept()).toEqual([7, 30, 10, 'best-effort'])
  await rooms.operations.undo(admin, id)
  await expect.poll(kept, soon).toEqual(before)
  // Of several only what is told is changed, and each gets back what it had.
  const other = await rooms.vm('web-02')
  const orders = () => [vm, other].map(({ ref }) => [record(ref).order, record(ref).start_delay])
  const then = orders()
  const both = { objects: [vm.id, other.id] }
  const told = { order: 9, startDelay: null, shutdownDelay: null, restart: null }
  const many = { action: 'vm.setStartOptions', targets: both, input: told }
  const shown = await rooms.operations.plan(admin, many)
  expect(shown).toMatchObject({ can: 2, cannot: [] })
  expect(
    shown.changes
      .filter(({ before, after }) => before !== after)
      .map(({ name, field, before, after }) => [name, field, before, after])
      .sort(),
  ).toEqual([
    ['web-01', 'order', String(then[0]?.[0]), '9'],
    ['web-02', 'order', String(then[1]?.[0]), '9'],
  ])
  const { id: bulk } = rooms.operations.runMany(admin, many)
  await expect.poll(orders, soon).toEqual(then.map(([, delay]) => [9, delay]))
  await expect.poll(() => rooms.operations.rows().find(row => row.id === bulk)?.state, soon).toBe('succeeded')
  await rooms.operations.undo(admin, bulk)
  await expect.poll(orders, soon).toEqual(then)
  const local = await rooms.vm('ca-root')
  const asked = { order: 0, startDelay: 0, shutdownDelay: 0, restart: 'restart' }
  const { cannot } = await plan('vm.setStartOptions', local.id, asked)
  expect(cannot[0]?.reason).toContain('high availability can’t protect the VM')
  await expect(run('vm.setStartOptions', local.id, asked)).rejects.toThrow('high availability')
})

it('[PROP-05] says what a paravirtualised VM boots from and what its kernel is told', async () => {
  const { rooms, db, record, run, plan } = await withPool()
  const vm = await rooms.vm('print-01')
  expect((await plan('vm.setBootArguments', vm.id, { args: 'x', from: 'disk' })).cannot).toMatchObject([
    { reason: 'It does not boot paravirtualised: its guest has its own boot parameters.' },
  ])
  const ref = record(vm.ref).VBDs[0] && [...db.all('VM')].find(([one]) => one === vm.ref)?.[0]
  if (!ref) throw new Error('it has no drive')
  db.update('VM', ref, { domain_type: 'pv', HVM_boot_policy: '', PV_bootloader: 'pygrub' })
  await rooms.vm('print-01', row => !row.isHvm)
  const bootable = () =>
    [...db.all('VBD')].flatMap(([, drive]) => (drive.VM === ref && drive.bootable ? [drive.type] : [])).sort()
  await run('vm.setBootArguments', vm.id, { args: 'console=hvc0 quiet', from: 'disc' })
  expect(record(vm.ref).PV_args).toBe('console=hvc0 quiet')
  expect(bootable()).toEqual(['CD'])
  await run('vm.setBootArguments', vm.id, { args: '', from: 'disk' })
  expect(bootable()).toEqual(['Disk'])
  expect(record(vm.ref).PV_args).toBe('')
})

it('asks the agent of a Windows guest to turn Remote Desktop on and off, and tells what it says of it', async () => {
  const { rooms, simulator } = await withPool()
  const { operations } = rooms
  const vm = await rooms.vm('dc-01', row => row.power_state === 'Running')
  const said = () => operations.remoteDesktop(admin, vm.id)
  expect(await said()).toEqual({ controlled: true, on: false })
  const { id } = await operations.run(admin, { action: 'vm.turnOnRemoteDesktop', object: vm.id })
  await expect.poll(said, soon).toEqual({ controlled: true, on: true })
  // A pool passes on no more than one such request in ten seconds, and says so.
  await expect(operations.run(admin, { action: 'vm.turnOnRemoteDesktop', object: vm.id })).rejects.toThrow()
  expect(await rooms.db.auditEntry.findFirst({ orderBy: { id: 'desc' } })).toMatchObject({
    result: 'failed',
    errorCode: 'VM_CALL_PLUGIN_RATE_LIMIT',
  })
  const from = simulator.clock.now()
  await expect.poll(() => simulator.clock.now() - from, soon).toBeGreaterThan(10_000)
  await operations.undo(admin, id)
  await expect.poll(said, soon).toEqual({ controlled: true, on: false })

  const linux = await rooms.vm('web-01', row => row.power_state === 'Running')
  expect(await operations.remoteDesktop(admin, linux.id)).toEqual({ controlled: false, on: null })
  await expect(
    operations.run(admin, { action: 'vm.turnOnRemoteDesktop', object: linux.id }),
  ).rejects.toThrow()
  const halted = await rooms.vm('print-01')
  expect(await operations.remoteDesktop(admin, halted.id)).toEqual({ controlled: false, on: null })
})

it('changes what the system of a VM finds: enlightenments, Secure Boot, clock, drivers’ device, and takes it back', async () => {
  const { simulator, rooms, db, record, run, plan } = await withPool()
  const vm = await rooms.vm('desk-07', row => row.power_state === 'Halted')
  const before = record(vm.ref)
  const nothing = { on: null, secureBoot: null, clock: null, vendorDevice: null }
  const detail = () => rooms.inventory.vmDetail(vm.id) ?? expect.unreachable()
  expect(detail()).toMatchObject({ enlightenments: ['viridian'], clock: 0, secureBoot: false })
  const told = {
    on: ['viridian', 'viridian_stimer'],
    secureBoot: true,
    clock: 19_800,
    vendorDevice: !before.has_vendor_device,
  }
  expect((await plan('vm.setSystem', vm.id, told)).changes).toMatchObject([
    { field: 'enlightenments', before: 'Hyper-V interface', after: 'Hyper-V interface, Synthetic timers' },
    { field: 'secureBoot', before: 'Off', after: 'On' },
    { field: 'clock', before: 'UTC+00:00', after: 'UTC+05:30' },
    { field: 'vendorDevice' },
  ])
  const { id } = await run('vm.setSystem', vm.id, told)
  expect(await rooms.outcome(id)).toMatchObject({
    sentence: 'Change what the system of desk-07 finds',
    result: 'succeeded',
  })
  expect(record(vm.ref)).toMatchObject({
    has_vendor_device: !before.has_vendor_device,
    platform: { ...before.platform, viridian_stimer: 'true', secureboot: 'true', timeoffset: '19800' },
  })
  await expect.poll(() => detail().clock, soon).toBe(19_800)
  expect(detail()).toMatchObject({ enlightenments: told.on, secureBoot: true })
  await rooms.operations.undo(admin, id)
  await expect
    .poll(() => record(vm.ref), soon)
    .toMatchObject({
      has_vendor_device: before.has_vendor_device,
      platform: { viridian: 'true', viridian_stimer: 'false', secureboot: 'false', timeoffset: '0' },
    })

  // What the pool refuses at last takes what went before back.
  const { platform } = record(vm.ref)
  simulator.faults.failCall('VM.set_has_vendor_device', 'OPERATION_NOT_ALLOWED', ['not now'])
  await expect(run('vm.setSystem', vm.id, told)).rejects.toMatchObject({
    shape: { xapi: { call: 'VM.set_has_vendor_device', code: 'OPERATION_NOT_ALLOWED' } },
  })
  expect(record(vm.ref).platform).toEqual(platform)
  db.update('VM', refOf(vm), { HVM_boot_params: { ...before.HVM_boot_params, firmware: 'bios' } })
  await expect(run('vm.setSystem', vm.id, { ...nothing, secureBoot: true })).rejects.toThrow(
    'It does not boot by UEFI',
  )
  expect(record(vm.ref).platform).toEqual(platform)
  const running = await rooms.vm('web-01', row => row.power_state === 'Running')
  expect((await plan('vm.setSystem', running.id, { ...nothing, clock: 60 })).cannot).toMatchObject([
    { reason: expect.stringMatching(/^Shut it down first/) },
  ])
  const { id: other } = await run('vm.setSystem', running.id, { ...nothing, on: ['viridian'] })
  expect(await rooms.outcome(other)).toMatchObject({ result: 'succeeded' })
  expect(record(running.ref).platform.viridian).toBe('true')
})
