import { expect, it } from 'vitest'
import { Access } from '@/server/access/engine/access'
import { Compiled } from '@/server/access/engine/compiled'
import { maskOf } from '@/server/access/engine/mask'
import { createPlaces } from '@/server/access/places'
import type { Principal } from '@/server/access/policy'
import { permissionsOf } from '@/server/catalogue/permissions'
import type { VmRow } from '@/server/inventory/rows'
import { accessAs } from '@/server/testing/access'
import { databaseSuite } from '@/server/testing/database-suite'
import { administrator } from '@/server/testing/rooms'
import { roomsWithPool } from '@/server/testing/rooms-with-pool'
import type { Ref } from '@/server/xapi/model/records'
import { realClock } from '@/simulator/clock'
import { startSimulator } from '@/simulator/simulator'

const suite = databaseSuite()

const as = (access: Principal['access']) => ({
  user: { ...administrator, access },
  address: '192.0.2.7',
})
const admin = { user: administrator, address: '192.0.2.7' }

async function withPool(speed = 20) {
  const { rooms, simulator, caughtUp } = await roomsWithPool(suite.database, suite.stops, speed)
  const { db } = simulator.pool
  const soon = () => AbortSignal.timeout(15_000)
  const named = (cls: 'host' | 'SR' | 'network', name: string, pool?: string) =>
    rooms.inventory.waitFor(
      () =>
        rooms.inventory
          .rows()
          .find(
            row =>
              row.class === cls &&
              row.name_label === name &&
              (pool === undefined || row.pool === pool) &&
              (row.class !== 'host' || row.live),
          ),
      soon(),
    )
  /** The disks of a VM and the storage that each is on, as the pool has them. */
  const disks = (name: string) => {
    const [vm] = [...db.all('VM')].filter(([, one]) => one.name_label === name && !one.is_a_snapshot)
    return (vm?.[1].VBDs ?? []).flatMap(ref => {
      const vbd = db.get('VBD', ref)
      const vdi = vbd.type === 'Disk' ? db.find('VDI', vbd.VDI) : undefined
      return vdi ? [{ ref: vbd.VDI, uuid: vdi.uuid, sr: db.get('SR', vdi.SR).name_label }] : []
    })
  }
  const move = (object: string, input: object, caller = admin) =>
    rooms.operations.run(caller, { action: 'vm.move', object, input })
  const plan = (objects: string[], input: object, caller = admin) =>
    rooms.operations.plan(caller, { action: 'vm.move', targets: { objects }, input })
  return { rooms, simulator, named, disks, move, plan, soon, caughtUp }
}

async function withTwoPools(speed = 20) {
  const one = await withPool(speed)
  const { rooms, soon } = one
  const other = await startSimulator({ clock: realClock(speed), randomSeed: 2 })
  suite.stops.push(() => other.stop())
  const { url, username, password } = other
  const login = { address: url, username, password, accepted: [], by: 'admin' }
  const { id: there } = await rooms.pools.connect(login, soon())
  await rooms.inventory.whenSettled(soon())
  await rooms.inventory.waitFor(() => rooms.inventory.pool(there)?.freshness.state === 'live', soon())
  return { ...one, other, there }
}

it('takes a running VM and its disk off a host whose own storage it was on, and says before what will move', async () => {
  const { rooms, named, disks, move, plan } = await withPool()
  const vm = await rooms.vm('veeam-01', row => row.power_state === 'Running')
  const [to, shared] = [await named('host', 'fra-xen-01'), await named('SR', 'nfs-prod')]
  const before = disks('veeam-01').find(({ sr }) => sr === 'Local storage')
  const { vms, storage, carriers } = rooms.operations.moves(admin, {
    targets: { objects: [vm.id] },
    input: {
      ...{ host: to.id, pool: null, storage: null, disks: {}, networks: {}, transfer: null, copy: false },
    },
  })
  expect(vms).toMatchObject([{ name: 'veeam-01', across: false, memory: vm.memory, nics: [] }])
  const going = vms[0]?.disks.find(({ id }) => id === `${vm.pool}.${before?.uuid}`)
  expect(going).toMatchObject({ to: { id: shared.id }, from: { name: 'Local storage' } })
  expect(going?.carried).toBeGreaterThan(0)
  expect(storage[0]).toBe(shared.id)
  expect(carriers[0]?.name).toBe('Management')
  expect(await plan([vm.id], { host: to.id })).toMatchObject({ can: 1, cannot: [] })

  const { id } = await move(vm.id, { host: to.id, storage: shared.id })
  expect(await rooms.outcome(id)).toMatchObject({
    result: 'succeeded',
    sentence: 'Move veeam-01',
    changes: { resident_on: { after: 'fra-xen-01' }, storage: { after: ['nfs-prod'] } },
  })
  await rooms.vm('veeam-01', row => row.host === to.id && row.power_state === 'Running')
  const after = disks('veeam-01')
  expect(after.map(({ sr }) => sr)).toEqual(after.map(() => 'nfs-prod'))
  expect(after.map(({ uuid }) => uuid)).not.toContain(before?.uuid)
})

it('leaves storage that the host reaches where it is, and moves halted VMs from one storage to another', async () => {
  const { rooms, named, disks, move } = await withPool()
  const vm = await rooms.vm('web-01', row => row.power_state === 'Running')
  const to = await named('host', 'fra-xen-02')
  const before = disks('web-01')
  const plain = await move(vm.id, { host: to.id })
  expect(await rooms.outcome(plain.id)).toMatchObject({ result: 'succeeded' })
  await rooms.vm('web-01', row => row.host === to.id)
  expect(disks('web-01')).toEqual(before)

  const halted = await rooms.vm('print-01', row => row.power_state === 'Halted')
  const [disk] = disks('print-01')
  const target = await named('SR', disk?.sr === 'nfs-prod' ? 'iscsi-ssd' : 'nfs-prod')
  const { id } = await move(halted.id, {
    host: to.id,
    disks: { [`${halted.pool}.${disk?.uuid}`]: target.id },
  })
  expect(await rooms.outcome(id)).toMatchObject({ result: 'succeeded' })
  expect(disks('print-01')[0]?.sr).toBe(target.name_label)
})

it('[VM-17] takes a halted VM with all of its disks to the storage that is chosen, where it is suspended to as well', async () => {
  const { rooms, simulator, named, disks, move, plan, caughtUp } = await withPool()
  const { db } = simulator.pool
  const vm = await rooms.vm('print-01', row => row.power_state === 'Halted')
  const [to, nfs, iscsi] = [
    await named('host', 'fra-xen-01'),
    await named('SR', 'nfs-prod'),
    await named('SR', 'iscsi-ssd'),
  ]
  const told = { sr: nfs.id, name: 'second', description: '', size: 2 ** 30, readOnly: false }
  await rooms.operations.run(admin, { action: 'vm.addDisk', object: vm.id, input: told })
  db.update('VM', vm.ref, { suspend_SR: db.byUuid('SR', nfs.uuid) })
  await caughtUp()
  const before = disks('print-01')
  expect(before).toHaveLength(vm.disks + 1)
  const target = before[0]?.sr === 'iscsi-ssd' ? nfs : iscsi
  const input = { host: to.id, storage: target.id }
  db.update('VDI', before[0]?.ref ?? '', { cbt_enabled: true })
  await caughtUp()
  expect((await plan([vm.id], input)).cannot[0]?.reason).toMatch(/Switch changed block tracking off/)
  db.update('VDI', before[0]?.ref ?? '', { cbt_enabled: false })
  await caughtUp()
  const { id } = await move(vm.id, input)
  expect(await rooms.outcome(id)).toMatchObject({ result: 'succeeded', sentence: 'Move print-01' })
  const after = disks('print-01')
  expect(after.map(({ sr }) => sr)).toEqual(before.map(() => target.name_label))
  expect(db.get('VM', vm.ref)).toMatchObject({
    power_state: 'Halted',
    suspend_SR: db.byUuid('SR', target.uuid),
  })
  // What it was moved from is gone.
  const moved = before.filter(({ sr }) => sr !== target.name_label)
  for (const { uuid } of moved) expect([...db.all('VDI')].map(([, vdi]) => vdi.uuid)).not.toContain(uuid)
})

it('[MIG-09] says of each VM why it can’t leave: its tools, a raw LUN, tracked changes, the pool, its licence', async () => {
  const { rooms, simulator, named, disks, plan, caughtUp, there } = await withTwoPools()
  const { db } = simulator.pool
  const vm = await rooms.vm('web-01', row => row.power_state === 'Running' && row.pool !== there)
  const to = await named('host', 'fra-xen-01', there)
  const input = { host: to.id, pool: there, storage: (await named('SR', 'nfs-prod', there)).id }
  const reason = async (of = vm.id) => {
    await caughtUp()
    const { can, cannot } = await plan([of], input)
    expect(can + cannot.length).toBe(1)
    return cannot[0]?.reason
  }
  expect(await reason()).toBeUndefined()
  const deaf = rooms.inventory
    .rows()
    .find(
      row =>
        row.class === 'VM' &&
        row.pool !== there &&
        row.power_state === 'Running' &&
        row.tools === 'not installed',
    )
  expect(await reason(deaf?.id)).toMatch(/The guest tools do not answer/)

  const [disk] = disks('web-01')
  const sr = db.get('VDI', disk?.ref ?? '').SR
  const { type } = db.get('SR', sr)
  db.update('SR', sr, { type: 'rawhba' })
  expect(await reason()).toBe(`${disk?.sr} can’t take part in moving disks.`)
  db.update('SR', sr, { type })
  db.update('VDI', disk?.ref ?? '', { cbt_enabled: true })
  expect(await reason()).toMatch(/Switch changed block tracking off to move it\.$/)
  db.update('VDI', disk?.ref ?? '', { cbt_enabled: false })
  db.update('VM', vm.ref, { blocked_operations: { migrate_send: 'OPERATION_NOT_ALLOWED' } })
  expect(await reason()).toBe('The pool does not allow this VM to be moved now.')
  db.update('VM', vm.ref, { blocked_operations: {} })
  expect(await reason()).toBeUndefined()
  const [pool, { restrictions }] = [...db.all('pool')][0] ?? ['', { restrictions: {} }]
  db.update('pool', pool, { restrictions: { ...restrictions, restrict_storage_xen_motion: 'true' } })
  expect(await reason()).toMatch(/licence/i)
})

it('says of each VM why it can’t be moved, before anything is begun', async () => {
  const { rooms, simulator, named, disks, move, plan, soon } = await withPool()
  const { db } = simulator.pool
  const to = await named('host', 'fra-xen-01')
  const shared = await named('SR', 'nfs-prod')
  const reason = async (name: string, input: object) => {
    const { cannot } = await plan([(await rooms.vm(name)).id], input)
    return cannot[0]?.reason
  }
  const here = await rooms.vm('veeam-01', row => row.host !== null)
  expect(await reason('veeam-01', { host: here.host ?? '' })).toBe(
    'It runs there already, and none of its disks would move.',
  )
  await rooms.vm('print-01', row => row.power_state === 'Halted')
  expect(await reason('print-01', { host: to.id })).toBe(
    'Nothing of it would move: its disks stay where they are, and it does not run.',
  )
  const iso = await named('SR', 'ISO library')
  expect(await reason('veeam-01', { host: to.id, storage: iso.id })).toMatch(
    /can’t take part in moving disks/,
  )

  simulator.faults.fillSr(shared.uuid, 2 ** 30)
  await rooms.inventory.waitFor(() => {
    const row = rooms.inventory.row(shared.id)
    return row?.class === 'SR' && row.physicalSize - row.physicalUsed === 2 ** 30
  }, soon())
  expect(await reason('veeam-01', { host: to.id, storage: shared.id })).toMatch(
    /^Its disks take at least .+, and 1 GiB are free where they would go\.$/,
  )
  simulator.faults.heal(shared.uuid)
  await rooms.inventory.waitFor(() => {
    const row = rooms.inventory.row(shared.id)
    return row?.class === 'SR' && row.physicalSize - row.physicalUsed > 2 ** 40
  }, soon())

  const disk = disks('veeam-01').find(({ sr }) => sr === 'Local storage')
  db.update('VDI', disk?.ref ?? '', { cbt_enabled: true })
  await rooms.inventory.waitFor(
    () => rooms.inventory.store(here.pool)?.find('VDI', disk?.ref ?? '')?.cbt_enabled === true,
    soon(),
  )
  expect(await reason('veeam-01', { host: to.id, storage: shared.id })).toMatch(
    /keeps a record of its changes\. Switch changed block tracking off/,
  )
  await expect(move(here.id, { host: to.id, storage: shared.id })).rejects.toMatchObject({
    shape: { code: 'refused' },
  })
  const line = await rooms.db.auditEntry.findFirst({ where: { action: 'vm.move' }, orderBy: { id: 'desc' } })
  expect(line).toMatchObject({ result: 'refused', task: null })

  const bare = rooms.inventory
    .rows()
    .find(row => row.class === 'VM' && row.power_state === 'Running' && row.tools !== 'installed')
  expect(await reason(bare?.name_label ?? '', { host: to.id, storage: shared.id })).toMatch(/guest tools/)
})

it('asks for a disc to be ejected that the other host does not reach', async () => {
  const { rooms, simulator, named, plan, soon } = await withPool()
  const { db } = simulator.pool
  const vm = await rooms.vm('web-01', row => row.power_state === 'Running')
  const to = await named('host', 'fra-xen-02')
  const [iso] = [...db.all('SR')].filter(([, { name_label }]) => name_label === 'ISO library')
  const [disc] = [...db.all('VDI')].filter(([, { SR }]) => SR === iso?.[0])
  const drive = db.get('VM', vm.ref).VBDs.find(ref => db.get('VBD', ref).type === 'CD')
  const host = [...db.all('host')].find(([, { name_label }]) => name_label === 'fra-xen-02')?.[0]
  const link = iso?.[1].PBDs.find(ref => db.get('PBD', ref).host === host)
  db.update('PBD', link ?? '', { currently_attached: false })
  db.update('VBD', drive ?? '', { VDI: disc?.[0] as Ref<'VDI'>, empty: false })
  const store = rooms.inventory.store(vm.pool)
  await rooms.inventory.waitFor(
    () =>
      store?.find('PBD', link ?? '')?.currently_attached === false &&
      store.find('VBD', drive ?? '')?.empty === false,
    soon(),
  )
  const { cannot } = await plan([vm.id], { host: to.id })
  expect(cannot[0]?.reason).toBe(
    `Eject the disc ${disc?.[1].name_label} first: the server does not reach the storage it is on.`,
  )
})

it('a move that is cancelled leaves the VM running where it was, and no disk where it was going', async () => {
  const { rooms, simulator, named, disks, move } = await withPool(1)
  const vm = await rooms.vm('veeam-01', row => row.power_state === 'Running')
  const [to, shared] = [await named('host', 'fra-xen-01'), await named('SR', 'nfs-prod')]
  const before = disks('veeam-01')
  const count = [...simulator.pool.db.all('VDI')].length
  const { id } = await move(vm.id, { host: to.id, storage: shared.id })
  await rooms.operations.cancel(admin, id)
  expect(await rooms.outcome(id)).toMatchObject({ result: 'cancelled' })
  expect(disks('veeam-01')).toEqual(before)
  expect([...simulator.pool.db.all('VDI')]).toHaveLength(count)
  await rooms.vm('veeam-01', row => row.host === vm.host && row.power_state === 'Running')
})

it('[MIG-05] sends a running VM to another pool, with its snapshots and every NIC that they have', async () => {
  const { rooms, simulator, other, there, named, move, plan, soon } = await withTwoPools()
  const vm = await rooms.vm('web-01', row => row.power_state === 'Running' && row.pool !== there)
  const { db } = simulator.pool
  const snapshot = { name: 'before', description: '', kind: 'disks' }
  const taken = await rooms.operations.run(admin, { action: 'vm.snapshot', object: vm.id, input: snapshot })
  expect(await rooms.outcome(taken.id)).toMatchObject({ result: 'succeeded' })
  await rooms.vm(
    'web-01',
    row =>
      row.id === vm.id &&
      row.allowed_operations.includes('migrate_send') &&
      Object.keys(row.current_operations).length === 0,
  )
  // A NIC that only a snapshot still has.
  const [kept = ''] = db.get('VM', vm.ref).snapshots
  const [card = ''] = db.get('VM', kept).VIFs
  const mac = '0a:00:00:00:00:77'
  db.update('VIF', card, { MAC: mac })
  const store = rooms.inventory.store(vm.pool)
  await rooms.inventory.waitFor(() => store?.find('VIF', card)?.MAC === mac, soon())
  const to = await named('host', 'fra-xen-02', there)
  const shared = await named('SR', 'nfs-prod', there)
  const network = await named('network', 'Management', there)
  const input = { host: to.id, pool: there, storage: shared.id, networks: { [mac]: network.id } }
  const moves = rooms.operations.moves(admin, {
    targets: { objects: [vm.id] },
    input: { disks: {}, transfer: null, copy: false, ...input },
  })
  expect(moves.vms[0]?.nics.map(({ mac, inSnapshot, to }) => [mac, inSnapshot, to?.name])).toContainEqual([
    mac,
    true,
    'Management',
  ])
  expect(await plan([vm.id], input)).toMatchObject({ can: 1, cannot: [] })
  const { id } = await move(vm.id, input)
  expect(await rooms.outcome(id)).toMatchObject({
    result: 'succeeded',
    sentence: 'Move web-01 to another pool',
    changes: {
      host: { after: 'fra-xen-02' },
      pool: { after: 'Frankfurt' },
      storage: { after: ['nfs-prod'] },
    },
  })
  const moved = await rooms.inventory.waitFor(() => {
    const row = rooms.inventory.row(`${there}.${vm.uuid}`)
    return row?.class === 'VM' && row.power_state === 'Running' && row.host === to.id ? row : undefined
  }, soon())
  await rooms.inventory.waitFor(() => rooms.inventory.row(vm.id) === undefined, soon())
  expect(other.pool.db.get('VM', moved.ref).snapshots).toHaveLength(1)
  expect(db.find('VM', vm.ref)).toBeUndefined()
})

it('copies a halted VM to another pool and leaves it where it is', async () => {
  const { rooms, there, named, move, plan, soon } = await withTwoPools()
  const vm = await rooms.vm('print-01', row => row.power_state === 'Halted' && row.pool !== there)
  const to = await named('host', 'fra-xen-01', there)
  const count = () =>
    rooms.inventory.rows().filter(row => row.pool === there && row.name_label === 'print-01').length
  const before = count()
  const input = { host: to.id, pool: there, copy: true }
  const running = await rooms.vm('web-01', row => row.power_state === 'Running' && row.pool !== there)
  expect((await plan([running.id], input)).cannot[0]?.reason).toMatch(/Only a halted VM can be copied/)
  const { id } = await move(vm.id, input)
  expect(await rooms.outcome(id)).toMatchObject({
    result: 'succeeded',
    sentence: 'Copy print-01 to another pool',
  })
  await rooms.inventory.waitFor(() => count() === before + 1, soon())
  await rooms.vm('print-01', row => row.id === vm.id && row.power_state === 'Halted')
})

it('[MIG-01] takes many to another pool at once, those that run, wait suspended and are halted, each as it is', async () => {
  const { rooms, there, named, soon } = await withTwoPools()
  const runs = await rooms.vm('web-01', row => row.power_state === 'Running' && row.pool !== there)
  const halted = await rooms.vm('print-01', row => row.power_state === 'Halted' && row.pool !== there)
  const waits = await rooms.vm('runner-01', row => row.power_state === 'Suspended' && row.pool !== there)
  const to = await named('host', 'fra-xen-02', there)
  const [shared, network] = [
    await named('SR', 'nfs-prod', there),
    await named('network', 'Management', there),
  ]
  const targets = { objects: [runs.id, halted.id, waits.id] }
  const about = { host: to.id, pool: there, storage: shared.id, disks: {}, transfer: null, copy: false }
  const { vms } = rooms.operations.moves(admin, { targets, input: { ...about, networks: {} } })
  expect(vms.map(({ name, memory }) => [name, memory > 0]).sort()).toEqual([
    ['print-01', false],
    ['runner-01', false],
    ['web-01', true],
  ])
  const nics = vms.flatMap(({ nics }) => nics.map(({ mac }) => [mac, network.id]))
  const input = { ...about, networks: Object.fromEntries(nics) }
  const asked = { action: 'vm.move', targets, input }
  expect(await rooms.operations.plan(admin, asked)).toMatchObject({
    will: '3 VMs will move.',
    can: 3,
    cannot: [],
  })
  const { id } = rooms.operations.runMany(admin, asked)
  await rooms.inventory.waitFor(
    () => rooms.operations.rows().some(row => row.id === id && row.state !== 'running'),
    soon(),
  )
  expect(rooms.operations.rows().find(row => row.id === id)).toMatchObject({
    state: 'succeeded',
    parts: { total: 3, succeeded: 3, problems: [] },
  })
  for (const { id, uuid, power_state } of [runs, halted, waits]) {
    const moved = await rooms.inventory.waitFor(() => rooms.inventory.row(`${there}.${uuid}`), soon())
    expect(moved).toMatchObject({ power_state })
    await rooms.inventory.waitFor(() => rooms.inventory.row(id) === undefined, soon())
  }
  // What waited goes on there.
  const { id: resumed } = await rooms.operations.run(admin, {
    action: 'vm.resume',
    object: `${there}.${waits.uuid}`,
  })
  expect(await rooms.outcome(resumed)).toMatchObject({ result: 'succeeded' })
})

it('[MIG-03] says of each server of each pool why a VM can’t go there, and sends each of several to one of its own', async () => {
  const { rooms, simulator, other, there, named, move, plan, soon, caughtUp } = await withTwoPools()
  const vm = await rooms.vm('web-01', row => row.power_state === 'Running' && row.pool !== there)
  const reasonAt = async (name: string, pool: string, more: object = {}) => {
    const to = await named('host', name, pool)
    const network = await named('network', 'Management', pool)
    const input = {
      host: to.id,
      pool: pool === vm.pool ? null : pool,
      networks: { '*': network.id },
      ...more,
    }
    const { can, cannot } = await plan([vm.id], input)
    return can === 1 ? null : cannot[0]?.reason
  }
  expect(await reasonAt('fra-xen-01', vm.pool)).toBe(
    'It runs there already, and none of its disks would move.',
  )
  expect(await reasonAt('fra-xen-02', vm.pool)).toBe(null)
  expect(await reasonAt('fra-xen-02', there)).toBe(null)

  // What only the pool finds out, what its licence lacks, and what is older.
  const known = (test: () => boolean) => rooms.inventory.waitFor(() => test() || undefined, soon())
  const at = [...other.pool.db.all('host')].find(([, { name_label }]) => name_label === 'fra-xen-02')
  if (!at) throw new Error('there is no such host')
  const [hostThere, { software_version }] = at
  const why = [vm.ref, hostThere, 'VM last booted on a CPU with features this host’s CPU does not have.']
  simulator.faults.failCall('VM.assert_can_migrate', 'VM_INCOMPATIBLE_WITH_THIS_HOST', why)
  expect(await reasonAt('fra-xen-02', there)).toMatch(/CPU/)
  other.pool.db.update('host', hostThere, {
    software_version: { ...software_version, platform_version: '2.9.0' },
  })
  const store = rooms.inventory.store(there)
  await known(() => store?.find('host', hostThere)?.software_version.platform_version === '2.9.0')
  expect(await reasonAt('fra-xen-02', there)).toBe(
    'Its software is older than that of the server where the VM runs.',
  )
  expect(await reasonAt('fra-xen-01', there)).toBe(null)
  const [[poolThere, { restrictions }] = expect.unreachable()] = [...other.pool.db.all('pool')]
  other.pool.db.update('pool', poolThere, { restrictions: { ...restrictions, restrict_dmc: 'true' } })
  await known(() => store?.find('pool', poolThere)?.restrictions.restrict_dmc === 'true')
  const { memory_dynamic_max } = simulator.pool.db.get('VM', vm.ref)
  simulator.pool.db.update('VM', vm.ref, { memory_dynamic_min: memory_dynamic_max / 2 })
  await caughtUp()
  expect(await reasonAt('fra-xen-01', there)).toBe(
    'The licence of that pool has no dynamic memory control, and this VM has a range of memory.',
  )
  expect(await reasonAt('fra-xen-02', vm.pool)).toBe(null)

  const second = await rooms.vm('web-02', row => row.power_state === 'Running' && row.pool !== there)
  const servers = ['fra-xen-01', 'fra-xen-02', 'fra-xen-03']
  const hosts = await Promise.all(servers.map(name => named('host', name, vm.pool)))
  const elsewhere = (row: VmRow) => hosts.filter(({ id }) => id !== row.host).map(({ id }) => id)
  const [first = '', others = ''] = [elsewhere(vm)[0], elsewhere(second)[1]]
  expect(first).not.toBe(others)
  const input = { host: first, hosts: { [second.id]: others } }
  const { vms } = rooms.operations.moves(admin, {
    targets: { objects: [vm.id, second.id] },
    input: { ...input, pool: null, storage: null, disks: {}, networks: {}, transfer: null, copy: false },
  })
  expect(vms.map(({ name, host }) => [name, host?.id]).sort()).toEqual([
    ['web-01', first],
    ['web-02', others],
  ])
  const asked = { action: 'vm.move', targets: { objects: [vm.id, second.id] }, input }
  expect(await rooms.operations.plan(admin, asked)).toMatchObject({ can: 2, cannot: [] })
  const { id } = rooms.operations.runMany(admin, asked)
  await rooms.inventory.waitFor(
    () => rooms.operations.rows().some(row => row.id === id && row.state !== 'running'),
    soon(),
  )
  await rooms.vm('web-01', row => row.host === first)
  await rooms.vm('web-02', row => row.host === others)
  // One server may not lead past the pool that was named.
  const away = await named('host', 'fra-xen-02', there)
  await expect(move(vm.id, { host: others, hosts: { [vm.id]: away.id } })).rejects.toThrow(
    'is in another pool',
  )
})

it('[MIG-06] sends a VM over the network of the target that is chosen, of those on which that has an address', async () => {
  const { rooms, other, there, named, move, plan } = await withTwoPools()
  const vm = await rooms.vm('web-01', row => row.power_state === 'Running' && row.pool !== there)
  const to = await named('host', 'fra-xen-01', there)
  const shared = await named('SR', 'nfs-prod', there)
  const about = { host: to.id, pool: there, storage: shared.id }
  const asked = { targets: { objects: [vm.id] } }
  const whole = { ...about, disks: {}, networks: {}, transfer: null, copy: false }
  const { carriers } = rooms.operations.moves(admin, { ...asked, input: whole })
  expect(carriers.map(({ name }) => name)).toEqual(['Management', 'Storage'])
  const bare = await named('network', 'VLAN 20 Servers', there)
  expect((await plan([vm.id], { ...about, transfer: bare.id })).can).toBe(0)
  const transfer = carriers[1]?.id ?? ''
  expect(await plan([vm.id], { ...about, transfer })).toMatchObject({ can: 1 })
  const begun = Date.now()
  const { id } = await move(vm.id, { ...about, transfer })
  expect(await rooms.outcome(id)).toMatchObject({ result: 'succeeded', params: { transfer } })
  const received = other.pool.audit.since(begun).filter(line => line.includes('host.migrate_receive'))
  expect(received).not.toEqual([])
  for (const line of received) expect(line).toContain("('network' 'Storage'")
})

it('[MIG-08] shows what goes where, and a target that is lost on the way leaves the VM running where it was', async () => {
  const { rooms, simulator, other, there, named, disks, move, soon } = await withTwoPools(2)
  const vm = await rooms.vm('web-01', row => row.power_state === 'Running' && row.pool !== there)
  const to = await named('host', 'fra-xen-01', there)
  const shared = await named('SR', 'nfs-prod', there)
  const about = { host: to.id, pool: there, storage: shared.id }
  const { vms } = rooms.operations.moves(admin, {
    targets: { objects: [vm.id] },
    input: { ...about, disks: {}, networks: {}, transfer: null, copy: false },
  })
  const before = disks('web-01')
  expect(vms).toMatchObject([{ name: 'web-01', across: true, memory: vm.memory }])
  expect(vms[0]?.disks.map(({ id, to }) => [id.split('.')[1], to?.id])).toEqual(
    before.map(({ uuid }) => [uuid, shared.id]),
  )
  expect(vms[0]?.nics.flatMap(({ from, to }) => [from?.name, to?.name])).not.toContain(undefined)
  const { id } = await move(vm.id, about)
  await rooms.vm('web-01', row => Object.values(row.current_operations).includes('migrate_send'))
  await other.stop()
  suite.stops.pop()
  expect(await rooms.outcome(id)).toMatchObject({ result: 'failed', errorCode: 'CANNOT_CONTACT_HOST' })
  await rooms.inventory.waitFor(() => rooms.inventory.pool(there)?.freshness.state === 'stale', soon())
  await rooms.vm(
    'web-01',
    row => row.id === vm.id && row.host === vm.host && row.allowed_operations.includes('migrate_send'),
  )
  expect(disks('web-01')).toEqual(before)
  expect(simulator.pool.db.get('VM', vm.ref).power_state).toBe('Running')
})

it('[MIG-07] needs rights on both sides, and a pool there that answers', async () => {
  const { rooms, other, there, named, move, plan, soon } = await withTwoPools()
  const vm = await rooms.vm('web-01', row => row.power_state === 'Running' && row.pool !== there)
  const to = await named('host', 'fra-xen-01', there)
  const places = createPlaces(rooms.inventory)
  const input = { host: to.id, pool: there }
  await expect(
    move(vm.id, input, as(accessAs('owner', { kind: 'pool', ref: vm.pool }, places))),
  ).rejects.toMatchObject({ shape: { code: 'not-found', message: 'This host is gone.' } })
  const rights = (role: string, ref: string) => ({
    mask: maskOf(permissionsOf(role)),
    scopes: [{ kind: 'pool' as const, ref }],
  })
  const readsThere = new Compiled([rights('owner', vm.pool), rights('read-only', there)], new Map())
  await expect(move(vm.id, input, as(new Access([() => readsThere], places)))).rejects.toMatchObject({
    shape: { code: 'not-allowed' },
  })
  // One who names the pool that it goes to can't be led past the rights there.
  await expect(move(vm.id, { ...input, pool: null })).rejects.toThrow('is in another pool')

  await other.stop()
  suite.stops.pop()
  await rooms.inventory.waitFor(() => rooms.inventory.pool(there)?.freshness.state === 'stale', soon())
  const { can, cannot } = await plan([vm.id], input)
  expect(can).toBe(0)
  expect(cannot[0]?.reason).toMatch(/refuses the connection|answer/)
  await expect(move(vm.id, input)).rejects.toThrow()
  await rooms.vm('web-01', row => row.id === vm.id && row.power_state === 'Running')
})
