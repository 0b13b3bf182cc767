import { expect, it } from 'vitest'
import { Access } from '@/server/access/engine/access'
import { Compiled } from '@/server/access/engine/compiled'
import { maskOf } from '@/server/access/engine/mask'
import { createPlaces } from '@/server/access/places'
import type { Principal } from '@/server/access/policy'
import { permissionsOf } from '@/server/catalogue/permissions'
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
  const { rooms, simulator } = await roomsWithPool(suite.database, suite.stops, speed)
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
  return { rooms, simulator, named, disks, move, plan, soon }
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
