import { expect, it } from 'vitest'
import { allowedClassOf, findTemplates, usesOf } from '@/server/access/projects/allowed'
import { settleReservations } from '@/server/access/projects/quotas'
import type { VmRow } from '@/server/inventory/rows'
import { accessAs } from '@/server/testing/access'
import { databaseSuite } from '@/server/testing/database-suite'
import { administrator, openRooms } from '@/server/testing/rooms'
import { knowing } from '@/server/testing/rooms-with-pool'
import { realClock } from '@/simulator/clock'
import { startSimulator } from '@/simulator/simulator'
import { settleOpenLines } from './recover'
import { tagOf } from './tag'

const suite = databaseSuite()

const caller = { user: administrator, address: '192.0.2.7' }

/** A pool, two processes that follow it, and a project with all of its VMs that a snapshot can be taken of. */
async function withProject(more: number) {
  const simulator = await startSimulator({ clock: realClock(20) })
  const rooms = openRooms(suite.database)
  const other = openRooms(suite.database)
  suite.stops.push(() => simulator.stop(), rooms.stop, other.stop)
  const { url, username, password } = simulator
  await rooms.pools.connect(
    { address: url, username, password, accepted: [], by: 'admin' },
    AbortSignal.timeout(15_000),
  )
  await other.pools.start()
  for (const one of [rooms, other]) {
    await one.vm('rds-03')
    await one.inventory.whenSettled()
  }
  const vms = rooms.inventory
    .rows()
    .filter((row): row is VmRow => row.class === 'VM' && row.allowed_operations.includes('snapshot'))
  const project = await suite.database.db.project.create({
    data: { name: 'Web', objects: { create: vms.map(({ id }) => ({ object: id })) } },
  })
  await Promise.all([rooms.rights.refresh(), other.rights.refresh()])
  const { used } = await rooms.quotas.takenIn(suite.database.db, project.id)
  const maxSnapshots = used.snapshots + more
  await suite.database.db.project.update({ where: { id: project.id }, data: { maxSnapshots } })
  const snapshots = () =>
    [...simulator.pool.db.all('VM')].filter(
      ([, vm]) => vm.is_a_snapshot && vms.some(({ ref }) => ref === vm.snapshot_of),
    ).length
  return {
    simulator,
    rooms: knowing(rooms, simulator),
    other: knowing(other, simulator),
    ...{ vms, project, limit: maxSnapshots, snapshots },
  }
}
type Made = Awaited<ReturnType<typeof withProject>>

const take = (rooms: Made['rooms'], vm: VmRow | undefined) =>
  rooms.operations.run(caller, { action: 'vm.snapshot', object: vm?.id ?? '', input: { name: 'before' } })

it('fifty requests at once in two processes never exceed the limit, and use all of it', {
  timeout: 60_000,
}, async () => {
  const { rooms, other, vms, limit, snapshots, simulator } = await withProject(7)
  let most = 0
  const unwatch = simulator.pool.db.watch(() => {
    most = Math.max(most, snapshots())
  })
  const asked = Array.from({ length: 50 }, (_, at) => ({
    where: at % 2 === 0 ? rooms : other,
    vm: vms[at % vms.length],
  }))
  const answers = await Promise.allSettled(asked.map(({ where, vm }) => take(where, vm)))
  const results = await Promise.all(
    answers.map(async (answer, at) =>
      answer.status === 'fulfilled' ? (await asked[at]?.where.outcome(answer.value.id))?.result : 'refused',
    ),
  )
  unwatch()
  expect(results.filter(result => result === 'succeeded')).toHaveLength(7)
  expect(most).toBe(limit)
  expect(snapshots()).toBe(limit)
  const said = answers.flatMap(answer => (answer.status === 'rejected' ? [String(answer.reason)] : []))
  expect(
    said.filter(text => text.includes(`The project “Web” has ${limit} of ${limit} snapshots`)),
  ).not.toEqual([])
  // And a moment later as well, whoever asks, though nobody is told numbers who does not know the project.
  await rooms.inventory.waitFor(() => usedBy(rooms, vms) === limit)
  await expect(take(rooms, vms[0])).rejects.toThrow(/and this takes 1 more\.$/)
  const stranger = { ...caller, user: { ...administrator, userId: 'x', access: accessAs('vm-power-admin') } }
  await expect(
    rooms.operations.run(stranger, { action: 'vm.snapshot', object: vms[0]?.id ?? '', input: { name: 'x' } }),
  ).rejects.toThrow('This would go beyond a limit of the project that this object belongs to.')
})

const usedBy = ({ inventory }: Made['rooms'], vms: readonly VmRow[]) =>
  vms.reduce((sum, { pool, ref }) => {
    const store = inventory.store(pool)
    const vm = store?.refOf('VM', vms.find(one => one.ref === ref)?.uuid ?? '')
    return sum + (store && vm ? [...store.recordsAt('VM', 'snapshot_of', vm)].length : 0)
  }, 0)

it('what the pool refuses or fails is given back', async () => {
  const { rooms, vms, simulator, snapshots, limit } = await withProject(1)
  const [first] = vms
  simulator.faults.failCall('VM.snapshot', 'SR_FULL', ['1', '2'])
  const failed = await take(rooms, first)
  expect(await rooms.outcome(failed.id)).toMatchObject({ result: 'failed', errorCode: 'SR_FULL' })
  expect(await rooms.db.reservation.count()).toBe(0)
  const again = await take(rooms, first)
  expect(await rooms.outcome(again.id)).toMatchObject({ result: 'succeeded' })
  expect(snapshots()).toBe(limit)
})

it('what a process held that is gone is given back by the leader, once the line says what came of it', async () => {
  const { rooms, other, vms, project } = await withProject(1)
  const [vm] = vms
  if (!vm) throw new Error('no VM')
  const about = { object: vm.id, pool: vm.pool, taking: { snapshots: 1 } }
  const reserved = async (result: 'started' | 'failed' | 'unknown' | null) => {
    const held = await rooms.quotas.reserve(about, administrator)
    if (held === null || result === null) return
    const line = await rooms.audit.begin({
      userName: 'admin',
      address: '',
      action: 'vm.snapshot',
      sentence: 'Take a snapshot',
    })
    await rooms.quotas.bind(held, line)
    if (result !== 'started') await rooms.audit.finish(line, { result })
  }
  const free = () =>
    other.quotas.takenIn(suite.database.db, project.id).then(({ reserved }) => reserved.snapshots === 0)
  const minute = 60_000

  await reserved('started')
  await expect(other.quotas.reserve(about, administrator)).rejects.toMatchObject({
    shape: { code: 'refused' },
  })
  await settleReservations(suite.database.db, Date.now() + minute)
  expect(await free()).toBe(false)
  await suite.database.db.reservation.deleteMany()

  await reserved('failed')
  await settleReservations(suite.database.db, Date.now())
  expect(await free()).toBe(true)

  // The pool may have done it: first everybody has to have seen whether it did.
  await reserved('unknown')
  await settleReservations(suite.database.db, Date.now())
  expect(await free()).toBe(false)
  await settleReservations(suite.database.db, Date.now() + minute)
  expect(await free()).toBe(true)

  await reserved(null)
  await settleReservations(suite.database.db, Date.now())
  expect(await free()).toBe(false)
  await settleReservations(suite.database.db, Date.now() + minute)
  expect(await free()).toBe(true)
})

it('counts what VMs are entitled to, refuses what is not allowed, and keeps what is made in the project', async () => {
  const { rooms, vms, project } = await withProject(1)
  const [vm, newcomer] = vms
  if (!vm || !newcomer) throw new Error('no VM')
  const about = (taking: object) => ({ object: vm.id, pool: vm.pool, taking })
  const { used } = await rooms.quotas.takenIn(suite.database.db, project.id)
  expect(used.vms).toBe(vms.length)
  expect(used.vcpus).toBeGreaterThanOrEqual(vms.reduce((sum, { vcpus }) => sum + vcpus, 0))
  expect(used.disk).toBe(vms.reduce((sum, { diskBytes }) => sum + diskBytes, 0))
  const GiB = 2 ** 30
  await suite.database.db.project.update({
    where: { id: project.id },
    data: {
      maxVms: used.vms + 1,
      maxVcpus: used.vcpus + 4,
      maxMemory: BigInt(used.memory + 8 * GiB),
      maxDisk: BigInt(used.disk + 20 * GiB),
    },
  })
  for (const [taking, words] of [
    [{ vms: 2 }, /VMs, and this takes 2 more/],
    [{ vms: 1, vcpus: 5 }, /vCPUs, and this takes 5 more/],
    [{ memory: 9 * GiB }, /GiB of memory, and this takes 9 more/],
    [{ disk: 21 * GiB }, /GiB of disk, and this takes 21 more/],
  ] as const)
    await expect(rooms.quotas.reserve(about(taking), administrator)).rejects.toThrow(words)

  await suite.database.db.projectAllowed.create({ data: { projectId: project.id, object: 'p.template' } })
  await expect(
    rooms.quotas.reserve(about({ vms: 1, uses: ['p.template', 'p.storage'] }), administrator),
  ).rejects.toThrow('The project “Web” may not use what this needs.')

  await suite.database.db.projectObject.delete({ where: { object: newcomer.id } })
  const held = await rooms.quotas.reserve(about({ vms: 1, uses: ['p.template'] }), administrator)
  await rooms.quotas.settle(held ?? '', newcomer.ref, newcomer.id)
  expect(await suite.database.db.projectObject.findUnique({ where: { object: newcomer.id } })).toMatchObject({
    projectId: project.id,
  })
  expect((await rooms.quotas.takenIn(suite.database.db, project.id)).all.vms).toBe(used.vms)
})

it('a copy is held against every limit and belongs to the project, also when its process has gone', {
  timeout: 60_000,
}, async () => {
  const { rooms, other, project } = await withProject(0)
  const vm = await rooms.vm('rds-03')
  await suite.database.db.projectObject.deleteMany({ where: { object: { not: vm.id } } })
  const { used } = await rooms.quotas.takenIn(suite.database.db, project.id)
  const { vcpus, memory, disk } = used
  const limit = (data: object) => suite.database.db.project.update({ where: { id: project.id }, data })
  const copy = (name: string, where = rooms) =>
    where.operations.run(caller, { action: 'vm.copy', object: vm.id, input: { name } })

  for (const [limits, words] of [
    [{ maxVms: 1 }, 'has 1 of 1 VMs, and this takes 1 more'],
    [{ maxVms: 3, maxVcpus: 2 * vcpus - 1 }, `vCPUs, and this takes ${vcpus} more`],
    [{ maxVcpus: 2 * vcpus, maxMemory: BigInt(2 * memory - 1) }, 'GiB of memory, and this takes'],
    [{ maxMemory: null, maxDisk: BigInt(2 * disk - 1) }, 'GiB of disk, and this takes'],
  ] as const) {
    await limit(limits)
    await expect(copy('one')).rejects.toThrow(words)
  }
  await limit({ maxDisk: null })
  const [first, second] = await Promise.allSettled([copy('one'), copy('two', other)])
  // One fits; the other would be the third VM's worth of vCPUs.
  expect([first.status, second.status].sort()).toEqual(['fulfilled', 'rejected'])
  const done = first.status === 'fulfilled' ? first : second
  if (done.status !== 'fulfilled') throw new Error('none was made')
  expect(await (done === first ? rooms : other).outcome(done.value.id)).toMatchObject({ result: 'succeeded' })
  const made = await rooms.vm(done === first ? 'one' : 'two')
  const belonging = () => suite.database.db.projectObject.findMany({ where: { projectId: project.id } })
  expect((await belonging()).map(({ object }) => object).sort()).toEqual([vm.id, made.id].sort())
  expect((await rooms.quotas.takenIn(suite.database.db, project.id)).all.vms).toBe(2)

  // A process ends after it has begun the next one.
  await limit({ maxVcpus: null })
  const taking = { another: vm.id }
  const held = await rooms.quotas.reserve({ object: vm.id, pool: vm.pool, taking }, administrator)
  const line = await rooms.audit.begin({
    userName: 'admin',
    address: '',
    action: 'vm.copy',
    sentence: 'Copy rds-03 to three',
    pool: { id: vm.pool, name: '' },
    object: { class: 'VM', uuid: vm.uuid, ref: vm.ref, name: vm.name_label },
  })
  await rooms.quotas.bind(held ?? '', line)
  const session = rooms.pools.session(vm.pool)
  await session.begin({ tag: tagOf(line, vm.uuid) }).VM.clone(session.refOf('VM', vm.ref), 'three')
  const left = (await other.audit.orphans([])).filter(({ id }) => id === line)
  await settleOpenLines(other, left, AbortSignal.timeout(15_000))
  const late = await other.vm('three')
  expect((await belonging()).map(({ object }) => object)).toContain(late.id)
})

it('what a copy uses has to be allowed, kind by kind', { timeout: 60_000 }, async () => {
  const { rooms, project } = await withProject(0)
  const vm = await rooms.vm('rds-03')
  const [sr = '', ...more] = usesOf(rooms.inventory, vm.id).filter(
    id => allowedClassOf(rooms.inventory, id) === 'SR',
  )
  expect([sr, ...more]).toHaveLength(1)
  const rowOf = (cls: 'SR' | 'network', is: (id: string) => boolean) =>
    rooms.inventory.rows().find(row => row.class === cls && is(row.id))?.id ?? ''
  const otherStorage = rowOf('SR', id => id !== sr)
  const network = vm.networks[0] ?? ''
  const otherNetwork = rowOf('network', id => !vm.networks.includes(id))
  const [template] = findTemplates(rooms.inventory, 'debian', 5)
  expect(template && allowedClassOf(rooms.inventory, template.id)).toBe('template')

  const copy = async (...allowed: (string | undefined)[]) => {
    await suite.database.db.projectAllowed.deleteMany()
    await suite.database.db.projectAllowed.createMany({
      data: allowed.map(object => ({ projectId: project.id, object: object ?? '' })),
    })
    const run = { action: 'vm.copy', object: vm.id, input: { name: 'copy' } }
    // One VM is copied once at a time.
    return rooms.outcome((await rooms.operations.run(caller, run)).id)
  }
  const refused = 'The project “Web” may not use what this needs.'
  await expect(copy(otherStorage)).rejects.toThrow(refused)
  await expect(copy(sr, otherNetwork)).rejects.toThrow(refused)
  // What cannot be told any more may have been of any kind.
  await expect(copy(`${vm.pool}.gone`)).rejects.toThrow(refused)
  expect(await copy(sr)).toMatchObject({ result: 'succeeded' })
  expect(await copy(network, template?.id)).toMatchObject({ result: 'succeeded' })
})
