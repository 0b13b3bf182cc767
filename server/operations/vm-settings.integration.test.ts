import { expect, it } from 'vitest'
import { poolSuite } from '@/server/testing/pool-suite'
import { administrator } from '@/server/testing/rooms'

const startRooms = poolSuite()

const admin = { user: administrator, address: '192.0.2.7' }
const GiB = 2 ** 30
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
