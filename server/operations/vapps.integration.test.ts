import { afterEach, expect, it, vi } from 'vitest'
import { createPlaces } from '@/server/access/places'
import type { VappRow, VmRow } from '@/server/inventory/rows'
import { accessAs } from '@/server/testing/access'
import { poolSuite } from '@/server/testing/pool-suite'
import { administrator } from '@/server/testing/rooms'

const startRooms = poolSuite()

const admin = { user: administrator, address: '192.0.2.7' }
const patience = () => AbortSignal.timeout(15_000)

async function withShop() {
  const { rooms, id: pool, simulator } = await startRooms()
  const vapp = (name: string, is: (row: VappRow) => boolean = () => true) =>
    rooms.inventory.waitFor(
      () =>
        rooms.inventory
          .rows()
          .find((row): row is VappRow => row.class === 'VM_appliance' && row.name_label === name && is(row)),
      patience(),
    )
  const run = async (action: string, object: string, input?: unknown) =>
    rooms.outcome((await rooms.operations.run(admin, { action, object, input })).id)
  const shop = await vapp('Web shop', row => row.members.length === 9)
  return { rooms, pool, simulator, shop, vapp, run }
}

afterEach(() => {
  vi.restoreAllMocks()
})

const member = (vm: VmRow, order: number) => ({
  ...{ vm: vm.id, from: vm.appliance?.id ?? null, order, startDelay: 0, shutdownDelay: 0 },
})

it('[VAPP-05] shuts a vApp down from the last order to the first, and starts it the other way round', async () => {
  const { rooms, shop, vapp, run } = await withShop()
  const orderOf = new Map(shop.members.map(({ id, order }) => [id, order]))
  const seen: { order: number; running: boolean }[] = []
  const stop = rooms.inventory.table.follow(({ VM }) => {
    for (const { before, after } of VM) {
      const order = after && orderOf.get(after.id)
      const states = [before?.row.power_state, after?.row.power_state]
      if (order !== undefined && states[0] !== states[1])
        seen.push({ order, running: states[1] === 'Running' })
    }
  })
  expect(await run('vapp.shutDown', shop.id)).toMatchObject({
    result: 'succeeded',
    sentence: 'Shut down Web shop',
  })
  await vapp('Web shop', row => row.members.every(one => one.power_state === 'Halted'))
  expect(seen.map(({ order }) => order)).toEqual([3, 3, 2, 2, 2, 1, 1, 0, 0])
  await expect(rooms.operations.run(admin, { action: 'vapp.shutDown', object: shop.id })).rejects.toThrow(
    'No VM of Web shop runs.',
  )

  seen.length = 0
  expect(await run('vapp.start', shop.id, { paused: false })).toMatchObject({ result: 'succeeded' })
  await vapp('Web shop', row => row.members.every(one => one.power_state === 'Running'))
  stop()
  expect(seen.map(({ order }) => order)).toEqual([0, 0, 1, 1, 2, 2, 2, 3, 3])
  await expect(
    rooms.operations.run(admin, { action: 'vapp.start', object: shop.id, input: {} }),
  ).rejects.toThrow('No VM of Web shop is halted: there is nothing to start.')
})

it('says which VMs of a vApp did not start, by name, and starts the others', async () => {
  const { rooms, simulator, shop, vapp, run } = await withShop()
  await run('vapp.forceShutDown', shop.id)
  const app = await rooms.vm('app-01', row => row.power_state === 'Halted')
  const { db } = simulator.pool
  db.update('VM', db.byUuid('VM', app.uuid), { blocked_operations: { start: 'being rebuilt' } })
  const line = await run('vapp.start', shop.id, { paused: true })
  expect(line).toMatchObject({ result: 'failed', errorCode: 'OPERATION_PARTIALLY_FAILED' })
  expect(line.errorText).toBe('It did not succeed for app-01.')
  const { members } = await vapp('Web shop')
  expect(members.filter(one => one.power_state === 'Paused')).toHaveLength(8)
})

it('makes a vApp of VMs with their orders and delays, and takes all back when one refuses', async () => {
  const { rooms, simulator, pool, vapp, run } = await withShop()
  const [gitlab, web] = [await rooms.vm('gitlab'), await rooms.vm('web-01')]
  const members = [
    { ...member(gitlab, 1), startDelay: 30, shutdownDelay: 10 },
    { ...member(web, 2), startDelay: 5 },
  ]
  const line = await run('vapp.create', pool, { name: 'Build', description: 'CI', members })
  expect(line).toMatchObject({ result: 'succeeded', sentence: 'Make the vApp Build' })
  const made = await vapp('Build', row => row.members.length === 2)
  expect(made).toMatchObject({
    name_description: 'CI',
    members: [
      { id: gitlab.id, order: 1, startDelay: 30, shutdownDelay: 10 },
      { id: web.id, order: 2, startDelay: 5, shutdownDelay: 0 },
    ],
  })
  // Whoever did not see that it has gone into another one meanwhile does not take it out.
  await expect(
    rooms.operations.run(admin, { action: 'vapp.create', object: pool, input: { name: 'Late', members } }),
  ).rejects.toThrow('The vApp of gitlab was changed meanwhile. Look at it again.')

  simulator.faults.failCall('VM.set_appliance', 'INTERNAL_ERROR', ['on purpose'])
  const again = { ...members[0], from: made.id, order: 7 }
  expect(await run('vapp.create', pool, { name: 'Broken', members: [again] })).toMatchObject({
    result: 'failed',
  })
  expect(
    rooms.inventory.rows().some(row => row.class === 'VM_appliance' && row.name_label === 'Broken'),
  ).toBe(false)
  expect(await vapp('Build')).toMatchObject({ members: [{ order: 1 }, { order: 2 }] })
})

it('[VAPP-06] changes the VMs of a vApp and deletes it, and keeps its VMs', async () => {
  const { rooms, shop, vapp, run } = await withShop()
  const [first, ...others] = shop.members
  const members = others.map(({ id, startDelay, shutdownDelay }) => ({
    ...{ vm: id, from: shop.id, order: 5, startDelay, shutdownDelay },
  }))
  expect(await run('vapp.setMembers', shop.id, { members })).toMatchObject({ result: 'succeeded' })
  const less = await vapp('Web shop', row => row.members.length === 8)
  expect(new Set(less.members.map(({ order }) => order))).toEqual(new Set([5]))
  expect(rooms.inventory.row(first?.id ?? '')).toMatchObject({ appliance: null })

  const plan = await rooms.operations.plan(admin, { action: 'vapp.delete', targets: { objects: [shop.id] } })
  expect(plan.consequences).toEqual(['8 VMs are in it: they are kept, and are in no vApp afterwards.'])
  expect(await run('vapp.delete', shop.id)).toMatchObject({ result: 'succeeded' })
  expect(rooms.inventory.row(shop.id)).toBeUndefined()
  for (const { id } of shop.members) expect(rooms.inventory.row(id)).toMatchObject({ appliance: null })
})

it('assigns VMs to a vApp and takes them out again, with the way back', async () => {
  const { rooms, shop } = await withShop()
  const vms = [await rooms.vm('gitlab'), await rooms.vm('web-01'), await rooms.vm('dc-01')]
  const told = { action: 'vm.setVapp', input: { vapp: shop.id, title: 'Web shop' } }
  const plan = await rooms.operations.plan(admin, { ...told, targets: { objects: vms.map(({ id }) => id) } })
  expect(plan).toMatchObject({
    can: 2,
    cannot: [{ name: 'web-01', reason: 'It is in Web shop already.' }],
    changes: expect.arrayContaining([
      expect.objectContaining({ name: 'gitlab', before: 'No vApp', after: 'Web shop' }),
    ]),
  })
  const { id } = await rooms.operations.run(admin, { ...told, object: vms[0]?.id ?? '' })
  await rooms.vm('gitlab', row => row.appliance?.name === 'Web shop')
  await rooms.operations.undo(admin, id)
  await rooms.vm('gitlab', row => row.appliance === null)
  await expect(
    rooms.operations.run(admin, {
      ...told,
      object: vms[0]?.id ?? '',
      input: { ...told.input, title: 'Old' },
    }),
  ).rejects.toThrow('The vApp was renamed meanwhile.')
})

it('starts the next order only when the guests of the one before have an address', async () => {
  const { rooms, shop, vapp, run } = await withShop()
  await run('vapp.forceShutDown', shop.id)
  await vapp('Web shop', row => row.members.every(one => one.power_state === 'Halted'))
  const early: string[] = []
  const stop = rooms.inventory.table.follow(({ VM }) => {
    for (const { before, after } of VM) {
      const one = shop.members.find(({ id }) => id === after?.id)
      if (!one || before?.row.power_state === 'Running' || after?.row.power_state !== 'Running') continue
      for (const earlier of shop.members.filter(({ order }) => order < one.order)) {
        const row = rooms.inventory.row(earlier.id)
        if (row?.class !== 'VM' || row.addresses.length === 0) early.push(after.row.name_label)
      }
    }
  })
  const line = await run('vapp.startReady', shop.id, { until: 'address', minutes: 5, late: 'stop' })
  stop()
  expect(line).toMatchObject({ result: 'succeeded' })
  expect(early).toEqual([])
  await vapp('Web shop', row => row.members.every(one => one.power_state === 'Running'))
}, 60_000)

it('whoever has a role over a vApp runs it with its VMs; a role over one of them does not reach it', async () => {
  const { rooms, shop } = await withShop()
  const places = createPlaces(rooms.inventory)
  const as = (kind: 'vapp' | 'object', ref: string) => ({
    ...admin,
    user: { ...administrator, access: accessAs('pool-operator', { kind, ref }, places) },
  })
  const planOf = (who: ReturnType<typeof as>) =>
    rooms.operations.plan(who, { action: 'vapp.shutDown', targets: { objects: [shop.id] } })
  expect(await planOf(as('vapp', shop.id))).toMatchObject({ can: 1 })
  expect(await planOf(as('object', shop.members[0]?.id ?? ''))).toMatchObject({ can: 0, cannot: [] })
  await expect(
    rooms.operations.run(as('object', shop.id), { action: 'vapp.shutDown', object: shop.id }),
  ).rejects.toThrow('This object is gone.')
})

/** A start that waits for the guests of its first order, of which db-01 has no agent. */
async function withWaiting(late: 'stop' | 'go on') {
  const shop = await withShop()
  const { rooms, simulator, run } = shop
  await run('vapp.forceShutDown', shop.shop.id)
  const db = await rooms.vm('db-01', row => row.power_state === 'Halted')
  const { guests } = simulator.pool
  const guest = guests.get(db.uuid)
  if (!guest) throw new Error('db-01 has no guest.')
  guests.set(db.uuid, { ...guest, tools: undefined })
  const { id } = await rooms.operations.run(admin, {
    ...{ action: 'vapp.startReady', object: shop.shop.id },
    input: { until: 'agent', minutes: 1, late },
  })
  // Both starts are over, with their delays: from now on only guests are waited for.
  await rooms.inventory.waitFor(
    () =>
      rooms.operations.rows().some(row => row.id === id && row.task === null && (row.progress ?? 0) > 0.2),
    patience(),
  )
  return { ...shop, id }
}

/** As if so much time had gone by. */
function skip(ms: number): void {
  const now = Date.now.bind(Date)
  vi.spyOn(Date, 'now').mockImplementation(() => now() + ms)
}

const runningOrders = (row: VappRow) =>
  row.members.filter(one => one.power_state === 'Running').map(({ order }) => order)

it('stops at an order whose guests are not ready in time, and says which and how far it came', async () => {
  const { rooms, id, vapp } = await withWaiting('stop')
  skip(61_000)
  const line = await rooms.outcome(id)
  expect(line).toMatchObject({ result: 'failed' })
  expect(line.errorText).toContain('2 VMs of Web shop started, the others did not.')
  expect(line.errorText).toContain('db-01 was not ready within 1 minute.')
  expect(runningOrders(await vapp('Web shop'))).toEqual([0, 0])
})

it('goes on without the guests that are not ready in time where that is asked for', async () => {
  const { rooms, id, vapp } = await withWaiting('go on')
  skip(61_000)
  expect(await rooms.outcome(id)).toMatchObject({ result: 'succeeded' })
  expect(runningOrders(await vapp('Web shop'))).toHaveLength(9)
}, 60_000)

it('begins no further order once it is cancelled while it waits for guests', async () => {
  const { rooms, id, vapp } = await withWaiting('stop')
  await rooms.operations.cancel(admin, id)
  expect(await rooms.outcome(id)).toMatchObject({ errorCode: 'TASK_CANCELLED' })
  expect(runningOrders(await vapp('Web shop'))).toEqual([0, 0])
})

it('lets nobody give or take rights by a vApp that a role hangs on', async () => {
  const { rooms, shop } = await withShop()
  const ann = await rooms.addUser('ann', 'vm-operator')
  await rooms.db.grant.create({
    data: { userId: ann, role: 'pool-operator', scopeKind: 'vapp', scopeRef: shop.id, givenByName: 'admin' },
  })
  await rooms.db.grant.create({
    data: { userId: ann, role: 'pool-operator', givenByName: 'admin', scopeKind: 'everything', scopeRef: '' },
  })
  await rooms.rights.refresh()
  const as = { ...admin, user: { ...administrator, username: 'ann', access: rooms.rights.of(ann) } }
  const [gitlab, web] = [await rooms.vm('gitlab'), await rooms.vm('web-01')]
  const assign = (vm: VmRow, vapp: VappRow | null) => ({
    ...{ action: 'vm.setVapp', object: vm.id },
    input: { vapp: vapp?.id ?? null, title: vapp?.name_label ?? '' },
  })
  const refused = { shape: { code: 'not-allowed', message: expect.stringContaining('hangs on this vApp') } }
  await expect(rooms.operations.run(as, assign(gitlab, shop))).rejects.toMatchObject(refused)
  await expect(rooms.operations.run(as, assign(web, null))).rejects.toMatchObject(refused)
  await expect(rooms.operations.run(as, { action: 'vapp.delete', object: shop.id })).rejects.toMatchObject(
    refused,
  )
  const { id } = await rooms.operations.run(admin, assign(gitlab, shop))
  expect(await rooms.outcome(id)).toMatchObject({ result: 'succeeded' })
})
