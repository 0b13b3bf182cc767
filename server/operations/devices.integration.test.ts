import { expect, it } from 'vitest'
import { createPlaces } from '@/server/access/places'
import { mediaFor } from '@/server/api/media'
import type { VmDetail } from '@/server/inventory/details'
import type { SrRow } from '@/server/inventory/rows'
import { accessAs } from '@/server/testing/access'
import { poolSuite } from '@/server/testing/pool-suite'
import { administrator } from '@/server/testing/rooms'

const startRooms = poolSuite()

const address = '192.0.2.7'
const GiB = 2 ** 30
const soon = () => AbortSignal.timeout(15_000)

async function withPool() {
  const { simulator, rooms } = await startRooms()
  const rows = () => rooms.inventory.rows()
  return {
    rooms,
    simulator,
    networks: () => rows().filter(row => row.class === 'network'),
    storage: (is: (sr: SrRow) => boolean) => {
      const found = rows().find(row => row.class === 'SR' && is(row))
      if (!found) throw new Error('There is no such storage')
      return found
    },
    /** What a VM's page shows, once it is as it should be. */
    page: (id: string, is: (detail: VmDetail) => boolean = () => true) =>
      rooms.inventory.waitFor(() => {
        const detail = rooms.inventory.vmDetail(id)
        return detail && is(detail) ? detail : undefined
      }, soon()),
    run: (action: string, object: string, input?: unknown, user = administrator) =>
      rooms.operations.run({ user, address }, { action, object, input }),
  }
}

const last = <T>(all: readonly T[]): T => {
  const one = all.at(-1)
  if (one === undefined) throw new Error('There is none')
  return one
}

it('adds a NIC to a running VM, connected at once, changes its network, address and rate, and removes it', async () => {
  const { rooms, networks, page, run } = await withPool()
  const vm = await rooms.vm('web-01', row => row.power_state === 'Running')
  const before = (await page(vm.id)).nics
  const [first, second] = networks()
  await run('vm.addNic', vm.id, { network: first?.id, mac: '', limit: null })
  const added = await page(vm.id, ({ nics }) => nics.length > before.length && last(nics).attached)
  const { id: nic, device, network, mac, limit } = last(added.nics)
  expect({ network: network?.id, limit }).toEqual({ network: first?.id, limit: null })

  const change = { nic, device, network: second?.id, mac: null, limit: 2048 }
  await run('vm.setNic', vm.id, change)
  const moved = await page(vm.id, ({ nics }) => last(nics).limit === 2048)
  expect(last(moved.nics)).toMatchObject({ id: nic, mac, attached: true, network: { id: second?.id } })

  // Another address is another card at the same place.
  await run('vm.setNic', vm.id, { ...change, network: null, mac: '0a:00:00:00:00:07' })
  const renewed = await page(
    vm.id,
    ({ nics }) => last(nics).mac === '0a:00:00:00:00:07' && last(nics).attached,
  )
  const card = last(renewed.nics)
  expect(card).toMatchObject({ device, limit: 2048, network: { id: second?.id } })
  expect(card.id).not.toBe(nic)
  await expect(run('vm.removeNic', vm.id, { nic, device })).rejects.toThrow('This device is gone.')

  const { id } = await run('vm.unplugNic', vm.id, { nic: card.id, device })
  await page(vm.id, ({ nics }) => !last(nics).attached)
  await rooms.operations.undo({ user: administrator, address }, id)
  await page(vm.id, ({ nics }) => last(nics).attached)
  await run('vm.removeNic', vm.id, { nic: card.id, device })
  expect((await page(vm.id, ({ nics }) => nics.length === before.length)).nics).toEqual(before)
  const lines = await rooms.db.auditEntry.findMany({
    where: { action: 'vm.removeNic' },
    orderBy: { id: 'asc' },
  })
  expect(lines.map(({ result, sentence }) => `${sentence}: ${result}`)).toEqual([
    `Remove NIC ${device} of web-01: refused`,
    `Remove NIC ${device} of web-01: succeeded`,
  ])
})

it('a NIC whose new address the pool refuses is as it was, and so is a VM that gets none', async () => {
  const { rooms, simulator, networks, page, run } = await withPool()
  const vm = await rooms.vm('web-01', row => row.power_state === 'Running')
  const { nics } = await page(vm.id)
  const [{ id: nic, device, ...old } = last(nics)] = nics
  simulator.faults.failCall('VIF.create', 'MAC_INVALID', ['0a:00:00:00:00:09'])
  const change = { nic, device, network: null, mac: '0a:00:00:00:00:09', limit: null }
  await expect(run('vm.setNic', vm.id, change)).rejects.toThrow()
  const after = await page(vm.id, ({ nics: [one] }) => one !== undefined && one.id !== nic && one.attached)
  expect(after.nics[0]).toMatchObject({ device, mac: old.mac, network: old.network })
  const [network] = networks()
  await expect(
    run('vm.addNic', vm.id, { network: network?.id, mac: '01:00:5e:00:00:01', limit: null }),
  ).rejects.toThrow('A MAC address has six bytes')
})

const ofDisks = ({ shared, content_type, type }: SrRow) =>
  shared && content_type === 'user' && type !== 'udev'

it('adds a disk to a running VM, grows it while it is not active, detaches, attaches and deletes it', async () => {
  const { rooms, simulator, storage, page, run } = await withPool()
  const vm = await rooms.vm('web-01', row => row.power_state === 'Running')
  const { disks: before } = await page(vm.id)
  const sr = storage(ofDisks)
  const told = { sr: sr.id, name: 'data', description: 'of tests', size: 5 * GiB, readOnly: false }
  await run('vm.addDisk', vm.id, told)
  const added = await page(vm.id, ({ disks }) => disks.some(one => one.name === 'data' && one.attached))
  const { id: drive, position, size } = last(added.disks.filter(one => one.name === 'data'))
  expect(size).toBe(5 * GiB)

  const which = { drive, position }
  const grown = { ...which, name: null, description: 'grown', from: 5 * GiB, size: 6 * GiB, readOnly: null }
  await expect(run('vm.setDisk', vm.id, { ...grown, from: GiB })).rejects.toThrow('changed meanwhile')
  await expect(run('vm.setDisk', vm.id, { ...grown, size: GiB })).rejects.toThrow(
    'A disk grows and does not shrink',
  )
  await run('vm.unplugDisk', vm.id, which)
  await page(vm.id, ({ disks }) => disks.some(one => one.id === drive && !one.attached))
  await run('vm.setDisk', vm.id, grown)
  await page(vm.id, ({ disks }) => disks.some(one => one.id === drive && one.size === 6 * GiB))

  await run('vm.detachDisk', vm.id, which)
  await page(vm.id, ({ disks }) => disks.length === before.length)
  const seen = {
    inventory: rooms.inventory,
    sight: rooms.sights.take(administrator.access).view,
    user: administrator,
  }
  const free = await rooms.inventory.waitFor(
    () => mediaFor(seen, vm.id, 'disk').find(one => one.name === 'data'),
    soon(),
  )
  expect(free).toMatchObject({ size: 6 * GiB, sr: { id: sr.id } })
  await run('vm.attachDisk', vm.id, { sr: sr.id, disk: free.id, size: free.size, readOnly: false })
  const back = await page(vm.id, ({ disks }) => disks.some(one => one.name === 'data' && one.attached))
  const again = last(back.disks.filter(one => one.name === 'data'))
  await rooms.inventory.waitFor(
    () => mediaFor(seen, vm.id, 'disk').every(one => one.id !== free.id) || undefined,
    soon(),
  )

  const gone = { drive: again.id, position: again.position }
  simulator.faults.failCall('VDI.destroy', 'SR_BACKEND_FAILURE_46', ['', 'The VDI is not available', ''])
  await expect(run('vm.deleteDisk', vm.id, gone)).rejects.toThrow(
    'The disk was detached and is still on its storage. The storage refused: The VDI is not available.',
  )
  const line = await rooms.db.auditEntry.findFirst({ where: { action: 'vm.deleteDisk' } })
  expect(line).toMatchObject({
    result: 'failed',
    errorCode: 'SR_BACKEND_FAILURE_46',
    errorText: expect.stringContaining('The disk was detached'),
  })
  await run('vm.attachDisk', vm.id, { sr: sr.id, disk: free.id, size: free.size, readOnly: false })
  const third = await page(vm.id, ({ disks }) => disks.some(one => one.name === 'data' && one.attached))
  const { id: found, position: where } = last(third.disks.filter(one => one.name === 'data'))
  await run('vm.deleteDisk', vm.id, { drive: found, position: where })
  await page(vm.id, ({ disks }) => disks.length === before.length)
  await rooms.inventory.waitFor(
    () => mediaFor(seen, vm.id, 'disk').every(one => one.name !== 'data') || undefined,
    soon(),
  )
})

it('leaves no disk behind that it could not give to the VM', async () => {
  const { rooms, simulator, storage, page, run } = await withPool()
  const vm = await rooms.vm('web-01', row => row.power_state === 'Running')
  const sr = storage(ofDisks)
  const { disks } = await page(vm.id)
  const had = rooms.inventory.row(sr.id)
  const told = { sr: sr.id, name: 'data', description: '', size: GiB, readOnly: false }
  for (const call of ['VBD.create', 'VBD.plug']) {
    simulator.faults.failCall(call, 'INTERNAL_ERROR', ['on purpose'])
    await expect(run('vm.addDisk', vm.id, told)).rejects.toThrow()
  }
  const { id: probe } = await run('vm.addDisk', vm.id, { ...told, name: 'after' })
  await page(vm.id, detail => detail.disks.length === disks.length + 1)
  const now = await rooms.inventory.waitFor(() => {
    const row = rooms.inventory.row(sr.id)
    return row?.class === 'SR' && had?.class === 'SR' && row.vdis === (had.vdis ?? 0) + 1 ? row : undefined
  }, soon())
  expect(now.virtualAllocation).toBe((had?.class === 'SR' ? (had.virtualAllocation ?? 0) : 0) + GiB)
  expect(probe).not.toBe('')
})

it('inserts a disc, another in its place, and ejects it; discs are those of libraries only', async () => {
  const { rooms, storage, page, run } = await withPool()
  const vm = await rooms.vm('web-01', row => row.power_state === 'Running')
  const seen = {
    inventory: rooms.inventory,
    sight: rooms.sights.take(administrator.access).view,
    user: administrator,
  }
  const discs = mediaFor(seen, vm.id, 'disc')
  const [one, other] = discs
  if (!one || !other) throw new Error('The demo pool has two discs')
  const { disks } = await page(vm.id)
  const drive = last(disks.filter(({ type }) => type === 'CD'))
  const insert = ({ id, sr, name }: typeof one) => ({
    ...{ drive: drive.id, position: drive.position, sr: sr.id, disc: id, title: name },
  })
  await run('vm.insertDisc', vm.id, insert(one))
  await page(vm.id, detail => detail.disks.some(({ id, name }) => id === drive.id && name === one.name))
  await run('vm.insertDisc', vm.id, insert(other))
  await page(vm.id, detail => detail.disks.some(({ id, name }) => id === drive.id && name === other.name))
  await run('vm.ejectDisc', vm.id, { drive: drive.id, position: drive.position })
  await page(vm.id, detail => detail.disks.some(({ id, empty }) => id === drive.id && empty))
  const line = await rooms.db.auditEntry.findFirst({
    where: { action: 'vm.insertDisc' },
    orderBy: { id: 'desc' },
  })
  expect(line).toMatchObject({ sentence: `Insert ${other.name} into web-01`, result: 'succeeded' })
  const sr = storage(ofDisks)
  await expect(run('vm.insertDisc', vm.id, { ...insert(one), sr: sr.id })).rejects.toThrow(
    'This disk is gone.',
  )
})

it('gives nobody a disk of storage whose disks they may not change, nor another VM’s device', async () => {
  const { rooms, storage, page, run } = await withPool()
  const vm = await rooms.vm('web-01', row => row.power_state === 'Running')
  const other = await rooms.vm('web-02')
  const places = createPlaces(rooms.inventory)
  const access = accessAs('vm-admin', { kind: 'object', ref: vm.id }, places)
  const user = { ...administrator, access }
  const sr = storage(ofDisks)
  const told = { sr: sr.id, name: 'data', description: '', size: GiB, readOnly: false }
  await expect(run('vm.addDisk', vm.id, told, user)).rejects.toThrow('This SR is gone.')
  const seen = { inventory: rooms.inventory, sight: rooms.sights.take(access).view, user }
  expect(mediaFor(seen, vm.id, 'disk')).toEqual([])
  expect(mediaFor(seen, other.id, 'disc')).toEqual([])
  const [theirs] = (await page(other.id)).disks
  if (!theirs) throw new Error('web-02 has a disk')
  const which = { drive: theirs.id, position: theirs.position }
  for (const action of ['vm.unplugDisk', 'vm.detachDisk', 'vm.deleteDisk'])
    await expect(run(action, vm.id, which, { ...user, access: accessAs('owner') })).rejects.toThrow(
      'This device is gone.',
    )
  expect((await page(other.id)).disks[0]).toMatchObject({ id: theirs.id })
})

const elsewhere = (rooms: Awaited<ReturnType<typeof withPool>>['rooms'], from: string | undefined) => {
  const found = rooms.inventory
    .rows()
    .find(row => row.class === 'SR' && ofDisks(row) && row.id !== from && row.attachment === 'all')
  if (!found) throw new Error('There is no other storage')
  return found
}

it('moves a disk of a running VM to other storage while it runs', async () => {
  const { rooms, page, run } = await withPool()
  const vm = await rooms.vm('web-01', row => row.power_state === 'Running')
  const { disks } = await page(vm.id)
  const [disk] = disks.filter(({ type }) => type === 'Disk')
  if (!disk) throw new Error('It has no disk')
  const which = { drive: disk.id, position: disk.position }
  await expect(run('vm.moveDisk', vm.id, { ...which, sr: disk.sr?.id })).rejects.toThrow(
    'It is on this storage already.',
  )
  const to = elsewhere(rooms, disk.sr?.id)
  const { id } = await run('vm.moveDisk', vm.id, { ...which, sr: to.id })
  expect(await rooms.outcome(id)).toMatchObject({ result: 'succeeded' })
  const moved = await page(vm.id, after =>
    after.disks.some(one => one.position === disk.position && one.sr?.id === to.id),
  )
  expect(moved.row.power_state).toBe('Running')
  expect(moved.disks.find(one => one.position === disk.position)).toMatchObject({
    ...{ name: disk.name, size: disk.size, attached: true },
  })
})

it('moves a disk of a halted VM with all that its place had, and puts everything back where that fails', async () => {
  const { rooms, simulator, page, run } = await withPool()
  const vm = await rooms.vm('print-01', row => row.power_state === 'Halted')
  const { disks } = await page(vm.id)
  const [disk] = disks.filter(({ type }) => type === 'Disk')
  if (!disk) throw new Error('It has no disk')
  const { db } = simulator.pool
  const at = () =>
    [...db.all('VBD')].map(([, record]) => record).filter(one => one.VM === vm.ref && one.type === 'Disk')
  const plain = () =>
    at().map(({ userdevice, mode, bootable, other_config }) => ({ userdevice, mode, bootable, other_config }))
  const before = plain()
  const count = () => [...db.all('VDI')].length
  const vdis = count()
  const to = elsewhere(rooms, disk.sr?.id)
  const now = async () => last((await page(vm.id)).disks.filter(one => one.position === disk.position))

  simulator.faults.failCall('VBD.create', 'INTERNAL_ERROR', ['on purpose'])
  const told = { drive: disk.id, position: disk.position, sr: to.id }
  const { id: failed } = await run('vm.moveDisk', vm.id, told)
  expect(await rooms.outcome(failed)).toMatchObject({ result: 'failed' })
  expect(plain()).toEqual(before)
  expect(count()).toBe(vdis)
  const back = await now()
  expect(back).toMatchObject({ size: disk.size, sr: { id: disk.sr?.id } })

  const again = { drive: back.id, position: back.position, sr: to.id }
  simulator.faults.failCall('VDI.destroy', 'SR_BACKEND_FAILURE_46', ['', 'The VDI is not available', ''])
  const { id: half } = await run('vm.moveDisk', vm.id, again)
  expect(await rooms.outcome(half)).toMatchObject({
    result: 'failed',
    errorText: expect.stringContaining('The disk was moved.'),
  })
  expect(count()).toBe(vdis + 1)
  const there = await now()
  expect(there.sr?.id).toBe(to.id)

  const home = { drive: there.id, position: there.position, sr: disk.sr?.id }
  const { id } = await run('vm.moveDisk', vm.id, home)
  expect(await rooms.outcome(id)).toMatchObject({ result: 'succeeded' })
  expect(await now()).toMatchObject({ name: disk.name, size: disk.size, sr: { id: disk.sr?.id } })
  expect(plain()).toEqual(before)
  expect(count()).toBe(vdis + 1)
})
