import { expect, it } from 'vitest'
import { poolSuite } from '@/server/testing/pool-suite'
import { administrator } from '@/server/testing/rooms'

const startRooms = poolSuite()

const admin = { user: administrator, address: '192.0.2.7' }
const soon = { timeout: 15_000, interval: 50 }
const asItIs = { vcpus: null, max: null, cores: null, weight: null }

async function withPool() {
  const { simulator, rooms } = await startRooms()
  const { db } = simulator.pool
  const record = (ref: string) => {
    const found = [...db.all('VM')].find(([one]) => one === ref)
    if (!found) throw new Error('there is no such VM')
    return found[1]
  }
  const shape = (ref: string) => {
    const { VCPUs_at_startup, VCPUs_max, VCPUs_params, platform } = record(ref)
    return [VCPUs_at_startup, VCPUs_max, platform['cores-per-socket'], VCPUs_params.weight]
  }
  const set = (object: string, input: object) =>
    rooms.operations.run(admin, { action: 'vm.setVcpus', object, input: { ...asItIs, ...input } })
  const plan = (objects: string[], input: object) =>
    rooms.operations.plan(admin, {
      action: 'vm.setVcpus',
      targets: { objects },
      input: { ...asItIs, ...input },
    })
  /** Until the inventory has what the pool has: what it says of a VM counts from then on. */
  const settled = (id: string, ref: string) =>
    rooms.inventory.waitFor(() => {
      const known = rooms.inventory.record('VM', id)?.record
      const { VCPUs_at_startup, VCPUs_max, platform } = record(ref)
      return (
        known?.VCPUs_max === VCPUs_max &&
        known.VCPUs_at_startup === VCPUs_at_startup &&
        known.platform['cores-per-socket'] === platform['cores-per-socket']
      )
    }, AbortSignal.timeout(15_000))
  return { simulator, rooms, shape, set, plan, settled }
}

it('[PROP-04] gives a halted VM vCPUs, their most, topology and priority, up and down, and takes that back', async () => {
  const { rooms, shape, set, plan, settled } = await withPool()
  const vm = await rooms.vm('print-01')
  const before = shape(vm.ref)
  const up = { vcpus: 6, max: 8, cores: 4, weight: 1024 }
  expect((await plan([vm.id], up)).changes).toMatchObject([
    { field: 'vcpus', after: '6 of 8' },
    { field: 'topology', after: '2 × 4' },
    { field: 'priority', before: 'Normal', after: 'High' },
  ])
  const { id, undoable } = await set(vm.id, up)
  expect(undoable).toBe(true)
  expect(shape(vm.ref)).toEqual([6, 8, '4', '1024'])
  expect(await rooms.outcome(id)).toMatchObject({ result: 'succeeded', sentence: 'Give print-01 6 vCPUs' })
  await settled(vm.id, vm.ref)
  expect(rooms.inventory.vmDetail(vm.id)).toMatchObject({
    ...{ vcpusMax: 8, vcpusAtStart: 6, coresPerSocket: 4, vcpuWeight: 1024 },
  })

  // Down: sockets of four do not go into three, and so each vCPU becomes one.
  await set(vm.id, { vcpus: 2, max: 3 })
  expect(shape(vm.ref)).toEqual([2, 3, '1', '1024'])

  await settled(vm.id, vm.ref)
  await rooms.operations.undo(admin, id)
  await expect.poll(() => shape(vm.ref), soon).toEqual([...before.slice(0, 2), '1', '256'])
})

it('[PROP-04] gives a running VM more at once where its guest takes them, fewer from its next start, and says why the most stays', async () => {
  const { rooms, shape, set, plan, settled } = await withPool()
  const halted = await rooms.vm('print-01')
  await set(halted.id, { vcpus: 1, max: 4 })
  await settled(halted.id, halted.ref)
  await rooms.operations.run(admin, { action: 'vm.start', object: halted.id })
  await rooms.vm('print-01', row => row.power_state === 'Running')
  const vm = await rooms.vm('print-01', row => row.allowed_operations.includes('changing_VCPUs_live'))
  await set(vm.id, { vcpus: 3 })
  await rooms.vm('print-01', row => row.vcpus === 3)
  expect(shape(vm.ref).slice(0, 2)).toEqual([3, 4])

  await set(vm.id, { vcpus: 2 })
  await settled(vm.id, vm.ref)
  expect(rooms.inventory.vmDetail(vm.id)).toMatchObject({ vcpusAtStart: 2, row: { vcpus: 3 } })
  await expect(set(vm.id, { max: 8 })).rejects.toThrow(
    'print-01 is running. Shut it down to change the most vCPUs it can have.',
  )
  await expect(set(vm.id, { vcpus: 9 })).rejects.toThrow('It can have 4 at most. Shut it down to raise that.')
  expect((await plan([vm.id], { cores: 3 })).cannot).toMatchObject([
    { reason: 'Sockets of 3 do not make 4 vCPUs.' },
  ])
})

it('puts back what was set where a later part is refused', async () => {
  const { rooms, simulator, shape, set } = await withPool()
  const vm = await rooms.vm('print-01')
  const before = shape(vm.ref)
  simulator.faults.failCall('VM.set_platform', 'OTHER_OPERATION_IN_PROGRESS', ['VM', vm.ref])
  await expect(set(vm.id, { vcpus: 6, max: 8, cores: 4 })).rejects.toThrow()
  expect(shape(vm.ref)).toEqual(before)
})
