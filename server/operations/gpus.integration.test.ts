import { expect, it } from 'vitest'
import type { VmDetail } from '@/server/inventory/details'
import { accessAs } from '@/server/testing/access'
import { poolSuite } from '@/server/testing/pool-suite'
import { administrator } from '@/server/testing/rooms'

const startRooms = poolSuite()

const soon = () => AbortSignal.timeout(15_000)

/** A pool with a card of two kinds of parts, beside the whole card that the demo has. */
async function withCards() {
  const { simulator, rooms } = await startRooms()
  const { db } = simulator.pool
  const [pool = expect.unreachable()] = [...db.all('pool')]
  db.update('pool', pool[0], { restrictions: { ...pool[1].restrictions, restrict_vgpu: 'false' } })
  const [[host] = expect.unreachable()] = [...db.all('host')]
  const part = (model_name: string, framebuffer_size: number) =>
    db.create('VGPU_type', {
      ...{ model_name, framebuffer_size, max_heads: 2, max_resolution_x: 2560, max_resolution_y: 1600 },
      implementation: 'nvidia',
    })
  const [large, small] = [part('T4-8Q', 8 * 2 ** 30), part('T4-4Q', 4 * 2 ** 30)]
  db.update('VGPU_type', small, { compatible_types_in_vm: [small] })
  const group = db.create('GPU_group', { name_label: 'Parts' })
  const card = db.create('PGPU', {
    ...{ host, GPU_group: group },
    supported_VGPU_types: [large, small],
    enabled_VGPU_types: [large, small],
    supported_VGPU_max_capacities: { [large]: 2, [small]: 4 },
  })
  db.update('GPU_group', group, {
    supported_VGPU_types: [large, small],
    enabled_VGPU_types: [large, small],
  })
  const vm = await rooms.vm('desk-07', row => row.power_state === 'Halted')
  const [ref] = [...db.all('VM')].find(([one]) => one === vm.ref) ?? expect.unreachable()
  const as = { ...administrator, authenticatedAt: Date.now() }
  return {
    ...{ rooms, db, ref, card, pool: pool[0], large, small },
    run: async (action: string, input: unknown, user = as) => {
      const { id } = await rooms.operations.run(
        { user, address: '192.0.2.7' },
        { action, object: vm.id, input },
      )
      return rooms.outcome(id)
    },
    page: (is: (detail: VmDetail) => boolean) =>
      rooms.inventory.waitFor(() => {
        const detail = rooms.inventory.vmDetail(vm.id)
        return detail && is(detail) ? detail : undefined
      }, soon()),
  }
}

const named = (detail: VmDetail, name: string) => {
  const { group, type } = detail.gpuKinds.find(kind => kind.name === name) ?? expect.unreachable()
  return { group, type }
}

it('[GPU-04] a VM gets parts of a graphics card and whole ones, as many as go together, and loses them', async () => {
  const { rooms, db, ref, card, run, page, large, small } = await withCards()
  const begun = await page(detail => detail.gpuKinds.length === 3)
  expect(begun).toMatchObject({ gpus: [], gpuObstacle: null, gpuRemoval: null })
  expect(begun.gpuKinds).toMatchObject([
    { groupName: 'Group of NVIDIA Corporation TU104GL [Tesla T4] GPUs', whole: true, free: 1, perCard: 1 },
    { groupName: 'Parts', name: 'T4-8Q', whole: false, memory: 8 * 2 ** 30, free: 2, perCard: 2 },
    { name: 'T4-4Q', heads: 2, resolution: { x: 2560, y: 1600 }, free: 4, perCard: 4 },
  ])
  const admin = { ...administrator, userId: 'vm-power-admin', access: accessAs('vm-power-admin') }
  await expect(run('vm.addGpu', named(begun, 'T4-4Q'), admin)).rejects.toThrow('The role pool-operator does.')

  // Of the kind that shares a VM with others of its own.
  expect(await run('vm.addGpu', named(begun, 'T4-4Q'))).toMatchObject({ result: 'succeeded' })
  const one = await page(({ gpus }) => gpus.length === 1)
  expect(one).toMatchObject({ gpus: [{ device: '0', name: 'T4-4Q', whole: false, attached: false }] })
  expect(one.gpuKinds.map(({ name }) => name)).toEqual(['T4-4Q'])
  await expect(run('vm.addGpu', named(begun, 'T4-8Q'))).rejects.toThrow(
    'The pool can’t give it this card now.',
  )
  expect(await run('vm.addGpu', named(one, 'T4-4Q'))).toMatchObject({ result: 'succeeded' })
  const two = await page(({ gpus }) => gpus.length === 2)
  expect(two.gpus.map(({ device }) => device)).toEqual(['0', '1'])

  // What runs takes its place on the card; of another type nothing goes there then.
  for (const vgpu of db.get('VM', ref).VGPUs)
    db.update('VGPU', vgpu, { resident_on: card, currently_attached: true })
  db.update('VM', ref, { power_state: 'Running' })
  const running = await page(({ gpus, gpuRemoval }) => gpuRemoval !== null && gpus[1]?.host !== null)
  expect(running).toMatchObject({ gpuObstacle: 'running', gpuRemoval: 'running' })
  expect(running.gpuKinds).toMatchObject([{ name: 'T4-4Q', free: 2 }])
  const other = await rooms.vm('desk-08', row => row.power_state === 'Halted')
  expect(rooms.inventory.vmDetail(other.id)?.gpuKinds).toMatchObject([
    { whole: true, free: 1 },
    { name: 'T4-8Q', free: 0 },
    { name: 'T4-4Q', free: 2 },
  ])
  const input = { gpu: two.gpus[0]?.id }
  await expect(run('vm.removeGpu', input)).rejects.toThrow('Shut it down first')

  db.update('VM', ref, { power_state: 'Halted' })
  await page(({ gpuRemoval }) => gpuRemoval === null)
  expect(await run('vm.removeGpu', input)).toMatchObject({ result: 'succeeded' })
  const left = await page(({ gpus }) => gpus.length === 1)
  expect(await run('vm.removeGpu', { gpu: left.gpus[0]?.id })).toMatchObject({ result: 'succeeded' })
  const whole = (await page(({ gpus }) => gpus.length === 0)).gpuKinds.find(kind => kind.whole)
  expect(await run('vm.addGpu', { group: whole?.group, type: whole?.type })).toMatchObject({
    result: 'succeeded',
  })
  const { gpus, gpuObstacle } = await page(detail => detail.gpus.length === 1)
  expect(gpus).toMatchObject([{ whole: true, device: '0' }])
  expect(gpuObstacle).toBe('types')
  expect([large, small]).not.toContain([...db.all('VGPU')][0]?.[1].type)
})

it('[GPU-04] says why a VM gets no graphics card: licence, state, high availability, no cards', async () => {
  const { db, ref, pool, run, page } = await withCards()
  const begun = await page(detail => detail.gpuKinds.length === 3)
  const refused = async (obstacle: VmDetail['gpuObstacle'], sentence: string) => {
    await page(detail => detail.gpuObstacle === obstacle)
    await expect(run('vm.addGpu', named(begun, 'T4-4Q'))).rejects.toThrow(sentence)
  }
  db.update('VM', ref, { power_state: 'Suspended' })
  await refused('running', 'Shut it down first')
  db.update('VM', ref, { power_state: 'Halted', ha_restart_priority: 'restart' })
  await page(({ gpuObstacle }) => gpuObstacle === null)
  db.update('pool', pool, { ha_enabled: true })
  await refused('availability', 'High availability is to restart it')
  db.update('pool', pool, { ha_enabled: false })
  await page(({ gpuObstacle }) => gpuObstacle === null)

  const { restrictions } = db.get('pool', pool)
  // Parts are another licence than whole cards.
  db.update('pool', pool, { restrictions: { ...restrictions, restrict_vgpu: 'true' } })
  expect((await page(({ gpuKinds }) => gpuKinds.length === 1)).gpuKinds).toMatchObject([{ whole: true }])
  db.update('pool', pool, { restrictions: { ...restrictions, restrict_gpu: 'true' } })
  await refused('licence', 'The pool’s licence does not include graphics cards for VMs.')
  db.update('pool', pool, { restrictions })
  for (const [card] of db.all('PGPU')) db.update('PGPU', card, { enabled_VGPU_types: [] })
  await refused('none', 'No host of its pool has a graphics card')
  db.update('VM', ref, { HVM_boot_policy: '', domain_type: 'pv' })
  await refused('paravirtual', 'It boots paravirtualised')
  expect([...db.all('VGPU')]).toEqual([])
})
