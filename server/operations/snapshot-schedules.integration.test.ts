import { expect, it } from 'vitest'
import type { ScheduleRow, VmRow } from '@/server/inventory/rows'
import { poolSuite } from '@/server/testing/pool-suite'
import { administrator } from '@/server/testing/rooms'

const startRooms = poolSuite()

const admin = { user: administrator, address: '192.0.2.7' }
const patience = () => AbortSignal.timeout(15_000)
const rules = { type: 'snapshot', keep: 2, frequency: 'daily', hour: 3, minute: 15, days: ['Monday'] }

async function withNightly() {
  const { rooms, id: pool, simulator } = await startRooms()
  const schedule = (name: string, is: (row: ScheduleRow) => boolean = () => true) =>
    rooms.inventory.waitFor(
      () =>
        rooms.inventory
          .rows()
          .find((row): row is ScheduleRow => row.class === 'VMSS' && row.name_label === name && is(row)),
      patience(),
    )
  const run = async (action: string, object: string, input?: unknown) =>
    rooms.outcome((await rooms.operations.run(admin, { action, object, input })).id)
  const nightly = await schedule('Nightly', row => row.members.length === 2)
  const runsOf = () =>
    [...simulator.pool.messages.all()].map(({ message }) => message).filter(({ cls }) => cls === 'VMSS')
  return { rooms, pool, simulator, nightly, schedule, run, runsOf }
}

const member = (vm: VmRow) => ({ vm: vm.id, from: vm.snapshotSchedule?.id ?? null })

it('makes a schedule, takes VMs out of another one, and runs it at once', async () => {
  const { rooms, simulator, pool, schedule, run, nightly, runsOf } = await withNightly()
  const [file, web] = [await rooms.vm('file-01'), await rooms.vm('web-01')]
  const input = { name: 'Often', ...rules, members: [member(file), member(web)], runNow: true }
  expect(await run('schedule.create', pool, input)).toMatchObject({
    result: 'succeeded',
    sentence: 'Make the snapshot schedule Often',
  })
  const made = await schedule('Often', row => row.members.length === 2)
  expect(made).toMatchObject({ enabled: true, retained: 2, frequency: 'daily', hour: 3, minute: 15 })
  expect(await schedule('Nightly', row => row.members.length === 1)).toMatchObject({ id: nightly.id })
  const { db } = simulator.pool
  const snapshots = db.get('VM', db.byUuid('VM', web.uuid)).snapshots.map(ref => db.get('VM', ref))
  expect(snapshots).toMatchObject([{ is_vmss_snapshot: true }])
  expect(runsOf().map(({ name }) => name)).toEqual(['VMSS_SNAPSHOT_SUCCEEDED'])
  // Who did not see that it has gone under another one meanwhile does not take it out.
  await expect(
    rooms.operations.run(admin, {
      action: 'schedule.create',
      object: pool,
      input: { ...input, name: 'Late' },
    }),
  ).rejects.toThrow('The snapshot schedule of file-01 was changed meanwhile. Look at it again.')
})

it('takes back what it made when a VM can’t be put under the schedule', async () => {
  const { rooms, simulator, pool, run } = await withNightly()
  const file = await rooms.vm('file-01')
  simulator.faults.failCall('VM.set_snapshot_schedule', 'INTERNAL_ERROR', ['on purpose'])
  const input = { name: 'Broken', ...rules, members: [member(file)] }
  expect(await run('schedule.create', pool, input)).toMatchObject({ result: 'failed' })
  expect(rooms.inventory.rows().some(row => row.class === 'VMSS' && row.name_label === 'Broken')).toBe(false)
  await rooms.vm('file-01', row => row.snapshotSchedule?.name === 'Nightly')
})

it('[VMSS-05] runs a schedule only when it is enabled and has VMs, and keeps as many as it says', async () => {
  const { rooms, simulator, nightly, schedule, run, runsOf } = await withNightly()
  const file = await rooms.vm('file-01')
  await run('schedule.change', nightly.id, rules)
  await schedule('Nightly', row => row.retained === 2)
  for (let times = 0; times < 3; times++)
    expect(await run('schedule.run', nightly.id)).toMatchObject({ result: 'succeeded' })
  const { db } = simulator.pool
  const kept = db.get('VM', db.byUuid('VM', file.uuid)).snapshots.map(ref => db.get('VM', ref))
  expect(kept.filter(one => one.is_vmss_snapshot)).toHaveLength(2)
  expect(runsOf()).toHaveLength(3)

  await run('schedule.disable', nightly.id)
  await schedule('Nightly', row => !row.enabled)
  await expect(rooms.operations.run(admin, { action: 'schedule.run', object: nightly.id })).rejects.toThrow(
    'It is disabled. Enable it first.',
  )
  await run('schedule.enable', nightly.id)
  await schedule('Nightly', row => row.enabled)
  expect(await run('schedule.setMembers', nightly.id, { members: [] })).toMatchObject({ result: 'succeeded' })
  await schedule('Nightly', row => row.members.length === 0)
  await expect(rooms.operations.run(admin, { action: 'schedule.run', object: nightly.id })).rejects.toThrow(
    'It has no VMs.',
  )
})

it('names the VMs that a run failed for, and goes on with the others', async () => {
  const { rooms, simulator, nightly, run, runsOf } = await withNightly()
  const file = await rooms.vm('file-01')
  const { db } = simulator.pool
  db.update('VM', db.byUuid('VM', file.uuid), { blocked_operations: { snapshot: 'being moved' } })
  await run('schedule.run', nightly.id)
  const [last] = runsOf()
  expect(last).toMatchObject({ name: 'VMSS_SNAPSHOT_FAILED', priority: 1 })
  expect(last?.body).toMatch(/^VM:file-01 UUID:.* Error:\['OPERATION_BLOCKED', .*\],$/)
  const other = db.byUuid('VM', (await rooms.vm('exch-01')).uuid)
  expect(db.get('VM', other).snapshots.map(ref => db.get('VM', ref).is_vmss_snapshot)).toContain(true)
})

it('[VMSS-04] enables and disables many schedules, with the way back', async () => {
  const { rooms, nightly, schedule, pool, run } = await withNightly()
  await run('schedule.create', pool, { name: 'Second', ...rules, members: [] })
  const second = await schedule('Second')
  const plan = await rooms.operations.plan(admin, {
    action: 'schedule.disable',
    targets: { objects: [nightly.id, second.id] },
  })
  expect(plan).toMatchObject({ can: 2, cannot: [] })
  const { id } = await rooms.operations.run(admin, { action: 'schedule.disable', object: nightly.id })
  await schedule('Nightly', row => !row.enabled)
  await rooms.operations.undo(admin, id)
  await schedule('Nightly', row => row.enabled)
})

it('changes the times as the frequency needs them, with the way back', async () => {
  const { rooms, simulator, nightly, schedule } = await withNightly()
  const input = { ...rules, keep: 5, type: 'checkpoint', frequency: 'weekly', days: ['Monday', 'Friday'] }
  const { id } = await rooms.operations.run(admin, {
    ...{ action: 'schedule.change', object: nightly.id, input },
  })
  await schedule('Nightly', row => row.frequency === 'weekly' && row.days.length === 2 && row.retained === 5)
  const { db } = simulator.pool
  expect(db.get('VMSS', db.byUuid('VMSS', nightly.uuid))).toMatchObject({
    ...{ type: 'checkpoint', schedule: { hour: '3', min: '15', days: 'Monday,Friday' } },
  })
  await rooms.operations.undo(admin, id)
  await schedule('Nightly', row => row.frequency === 'daily' && row.hour === 2 && row.minute === 30)
})

it('[VMSS-06] says how many VMs lose the schedule, takes it from them and deletes it', async () => {
  const { rooms, nightly, run } = await withNightly()
  const plan = await rooms.operations.plan(admin, {
    action: 'schedule.delete',
    targets: { objects: [nightly.id] },
  })
  expect(plan.consequences.join()).toContain('2 VMs lose their schedule.')
  expect(await run('schedule.delete', nightly.id)).toMatchObject({ result: 'succeeded' })
  expect(rooms.inventory.row(nightly.id)).toBeUndefined()
  for (const { id } of nightly.members)
    expect(rooms.inventory.row(id)).toMatchObject({ snapshotSchedule: null })
})

it('assigns VMs to a schedule and takes them out again, with the way back', async () => {
  const { rooms, nightly } = await withNightly()
  const vms = [await rooms.vm('web-01'), await rooms.vm('file-01')]
  const asked = { action: 'vm.setSchedule', input: { schedule: nightly.id, title: 'Nightly' } }
  const plan = await rooms.operations.plan(admin, { ...asked, targets: { objects: vms.map(({ id }) => id) } })
  expect(plan).toMatchObject({
    can: 1,
    cannot: [{ name: 'file-01', reason: 'It has Nightly already.' }],
    changes: [expect.objectContaining({ name: 'web-01', before: 'No schedule', after: 'Nightly' })],
  })
  const { id } = await rooms.operations.run(admin, { ...asked, object: vms[0]?.id ?? '' })
  await rooms.vm('web-01', row => row.snapshotSchedule?.name === 'Nightly')
  await rooms.operations.undo(admin, id)
  await rooms.vm('web-01', row => row.snapshotSchedule === null)
})

it.each([
  ['hourly', { min: '45' }],
  ['daily', { hour: '22', min: '45' }],
  ['weekly', { hour: '22', min: '45', days: 'Tuesday,Sunday' }],
])('[VMSS-02] makes a %s schedule as the pool keeps such', async (frequency, kept) => {
  const { simulator, pool, schedule, run } = await withNightly()
  const input = {
    ...{ name: 'New', description: 'of all', ...rules, frequency, hour: 22, minute: 45, keep: 10 },
    ...{ days: ['Tuesday', 'Sunday'], members: [], type: 'checkpoint' },
  }
  expect(await run('schedule.create', pool, input)).toMatchObject({ result: 'succeeded' })
  const made = await schedule('New')
  const { db } = simulator.pool
  expect(db.get('VMSS', db.byUuid('VMSS', made.uuid))).toMatchObject({
    ...{ frequency, schedule: kept, retained_snapshots: 10, type: 'checkpoint', enabled: true },
    name_description: 'of all',
  })
  expect(db.get('VMSS', db.byUuid('VMSS', made.uuid)).schedule).toEqual(kept)
})

it.each([0, 11])('does not make one that keeps %i', async keep => {
  const { rooms, pool, schedule } = await withNightly()
  const input = { name: 'Too much', ...rules, keep, members: [] }
  await expect(
    rooms.operations.run(admin, { action: 'schedule.create', object: pool, input }),
  ).rejects.toThrow()
  await schedule('Nightly')
  expect(rooms.inventory.rows().some(row => row.class === 'VMSS' && row.name_label === 'Too much')).toBe(
    false,
  )
})

it('[VMSS-07] tells how runs went as alerts: as an error those that failed, with their VMs', async () => {
  const { rooms, simulator, nightly, run } = await withNightly()
  const { db } = simulator.pool
  const file = db.byUuid('VM', (await rooms.vm('file-01')).uuid)
  const alerts = (most: number) =>
    rooms.inventory.waitFor(() => {
      const found = rooms.inventory.alerts().filter(({ about }) => about === nightly.id)
      return found.length === most ? found : undefined
    }, patience())
  await run('schedule.run', nightly.id)
  expect(await alerts(1)).toMatchObject([{ name: 'VMSS_SNAPSHOT_SUCCEEDED', priority: 5 }])
  db.update('VM', file, { blocked_operations: { snapshot: 'being moved' } })
  await run('schedule.run', nightly.id)
  expect(await alerts(2)).toContainEqual(
    expect.objectContaining({
      ...{ name: 'VMSS_SNAPSHOT_FAILED', priority: 1, about: nightly.id },
      body: expect.stringMatching(/^VM:file-01 UUID:/),
    }),
  )
})
