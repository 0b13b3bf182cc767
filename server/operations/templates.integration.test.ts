import { expect, it } from 'vitest'
import { actionById } from '@/server/catalogue/catalogue'
import type { TemplateDetail } from '@/server/inventory/details'
import type { TemplateRow } from '@/server/inventory/rows'
import { databaseSuite } from '@/server/testing/database-suite'
import { administrator } from '@/server/testing/rooms'
import { roomsWithPool } from '@/server/testing/rooms-with-pool'

const suite = databaseSuite()
const GiB = 2 ** 30
const admin = { user: administrator, address: '192.0.2.7' }

async function withTemplate() {
  const { rooms, simulator } = await roomsWithPool(suite.database, suite.stops, 20)
  const done = async (action: string, object: string, input?: unknown) => {
    const { id } = await rooms.operations.run(admin, { action, object, input })
    expect(await rooms.outcome(id)).toMatchObject({ result: 'succeeded' })
    return id
  }
  const template = (is: (row: TemplateRow) => boolean) =>
    rooms.inventory.waitFor(
      () => rooms.inventory.rows().find((row): row is TemplateRow => row.class === 'template' && is(row)),
      AbortSignal.timeout(15_000),
    )
  const halted = await rooms.inventory.waitFor(
    () =>
      rooms.inventory.rows().find(row => row.class === 'VM' && row.power_state === 'Halted' && row.disks > 0),
    AbortSignal.timeout(15_000),
  )
  await done('vm.toTemplate', halted?.id ?? '')
  const made = await template(row => row.id === halted?.id)
  return { rooms, simulator, done, template, made }
}

it('puts a template in order as any other object, and takes that back', async () => {
  const { rooms, done, template, made } = await withTemplate()
  const { id } = made
  await done('template.rename', id, { name: 'golden' })
  await done('template.describe', id, { description: 'What web servers are made of' })
  await done('object.setTags', id, { add: ['blessed'], remove: [] })
  const filed = await done('object.setFolder', id, { folder: '/Images' })
  await template(
    row =>
      row.id === id &&
      row.name_label === 'golden' &&
      row.name_description === 'What web servers are made of' &&
      row.tags.includes('blessed') &&
      row.folder === '/Images',
  )
  await rooms.operations.undo(admin, filed)
  await template(row => row.id === id && row.folder === made.folder)
  expect(await rooms.db.auditEntry.findFirst({ where: { action: 'template.rename' } })).toMatchObject({
    objectClass: 'template',
    objectName: made.name_label,
    sentence: `Rename ${made.name_label} to golden`,
  })
})

it('[VM-18] a halted VM becomes a template for good, of which VMs can be made without being asked', async () => {
  const { rooms, made, simulator } = await withTemplate()
  const running = await rooms.vm('web-01', row => row.power_state === 'Running')
  const toTemplate = actionById('vm.toTemplate')
  expect(toTemplate?.confirm?.(running).body).toContain('This cannot be undone.')
  await expect(rooms.operations.run(admin, { action: 'vm.toTemplate', object: running.id })).rejects.toThrow(
    'web-01 is running. Only a halted VM can become a template.',
  )
  expect(rooms.inventory.row(made.id)).toMatchObject({ class: 'template', kind: 'custom', instant: true })
  expect(simulator.pool.db.get('VM', made.ref)).toMatchObject({
    is_a_template: true,
    other_config: { instant: 'true' },
  })
})

it('[VM-21] makes VMs of a template as it is, each under a name of its own, seen by nobody until they are whole', async () => {
  const { rooms, simulator, done, template } = await withTemplate()
  const { id: source } = await rooms.vm('print-01')
  await done('vm.toTemplate', source)
  const made = await template(row => row.id === source)
  const { db } = simulator.pool
  const names = () => [...db.all('VM')].map(([, { name_label }]) => name_label)
  const seen = new Set<string>()
  const stop = rooms.inventory.subscribe(() => {
    for (const row of rooms.inventory.rows()) if (row.class === 'VM') seen.add(row.name_label)
  })
  await done('vm.quickCreate', made.id)
  await done('vm.quickCreate', made.id)
  stop()
  expect([...seen].filter(name => name.startsWith('__gui__'))).toEqual([])
  for (const number of [1, 2]) {
    const vm = await rooms.vm(`${made.name_label} (${number})`)
    expect(vm).toMatchObject({ power_state: 'Halted', disks: made.disks, memory: made.memory })
    expect(db.get('VM', vm.ref)).toMatchObject({ is_a_template: false })
    expect(Object.keys(db.get('VM', vm.ref).other_config)).not.toContain('instant')
  }
  const first = await rooms.vm(`${made.name_label} (1)`, row => row.allowed_operations.includes('start'))
  await done('vm.start', first.id)

  // What the pool refuses leaves nothing behind; a template that lacks something is not made VMs of this way.
  const before = names()
  simulator.faults.failCall('VM.provision', 'INTERNAL_ERROR', ['on purpose'])
  const { id } = await rooms.operations.run(admin, { action: 'vm.quickCreate', object: made.id })
  expect(await rooms.outcome(id)).toMatchObject({ result: 'failed', errorCode: 'INTERNAL_ERROR' })
  expect(names()).toEqual(before)
  const { id: bare } = await template(row => row.kind === 'default')
  await expect(rooms.operations.run(admin, { action: 'vm.quickCreate', object: bare })).rejects.toThrow(
    'make one of it by New VM',
  )
})

it('copies a template to another, and deletes it with the disks that are its own', async () => {
  const { rooms, simulator, done, template, made } = await withTemplate()
  await done('vm.copy', made.id, { name: 'second', description: 'a copy', storage: null })
  const copy = await template(row => row.name_label === 'second')
  expect(copy).toMatchObject({ kind: 'custom', disks: made.disks })
  await template(row => row.id === copy.id && row.name_description === 'a copy')

  const [own] = rooms.operations.belongings(admin, { objects: [made.id] })
  expect(own).toMatchObject({ id: made.id, snapshots: [] })
  expect(own?.disks.length).toBeGreaterThan(0)
  const names = own?.disks.map(({ name }) => name) ?? []
  const uuids = own?.disks.map(({ id }) => id.split('.')[1]) ?? []
  await done('vm.delete', made.id, { disks: own?.disks.map(({ id }) => id), snapshots: [] })
  const left = [...simulator.pool.db.all('VDI')].map(([, { uuid }]) => uuid)
  expect(left.filter(uuid => uuids.includes(uuid))).toEqual([])
  expect(await rooms.db.auditEntry.findFirst({ where: { action: 'vm.delete' } })).toMatchObject({
    changes: { disks: { before: names } },
  })
  // The other keeps its own.
  expect(rooms.inventory.row(copy.id)).toMatchObject({ disks: made.disks })
})

it('deletes no template that comes with the product', async () => {
  const { rooms, template } = await withTemplate()
  const { id } = await template(row => row.kind === 'default')
  const input = { disks: [], snapshots: [] }
  await expect(rooms.operations.run(admin, { action: 'vm.delete', object: id, input })).rejects.toThrow(
    'It comes with the product',
  )
  expect(rooms.inventory.row(id)).toBeDefined()
})

it('gives a template disks, NICs, memory and vCPUs, and takes them back', async () => {
  const { rooms, done, made } = await withTemplate()
  const page = (is: (detail: TemplateDetail) => boolean = () => true) =>
    rooms.inventory.waitFor(() => {
      const detail = rooms.inventory.templateDetail(made.id)
      return detail && is(detail) ? detail : undefined
    }, AbortSignal.timeout(15_000))
  const before = await page()
  const sr = before.disks.find(({ type }) => type === 'Disk')?.sr?.id
  const disk = { sr, name: 'data', description: '', size: 2 * GiB, readOnly: false }
  await done('vm.addDisk', made.id, disk)
  const named = ({ disks }: TemplateDetail, name: string) => disks.find(one => one.name === name)
  const added = named(await page(detail => named(detail, 'data') !== undefined), 'data')
  expect(added).toMatchObject({ size: 2 * GiB, attached: false, mode: 'RW' })
  const at = { drive: added?.id, position: added?.position }
  const grown = { ...at, from: 2 * GiB, size: 3 * GiB, name: 'more', description: null, readOnly: true }
  await done('vm.setDisk', made.id, grown)
  await page(detail => named(detail, 'more')?.size === 3 * GiB && named(detail, 'more')?.mode === 'RO')
  await done('vm.deleteDisk', made.id, at)
  await page(detail => named(detail, 'more') === undefined)

  const network = rooms.inventory.rows().find(row => row.class === 'network')?.id
  await done('vm.addNic', made.id, { network, mac: '', limit: null })
  const nic = (await page(({ nics }) => nics.length > before.nics.length)).nics.at(-1)
  const which = { nic: nic?.id, device: nic?.device }
  await done('vm.setNic', made.id, { ...which, network: null, mac: null, limit: 512 })
  await page(({ nics }) => nics.at(-1)?.limit === 512)
  await done('vm.removeNic', made.id, which)
  await page(({ nics }) => nics.length === before.nics.length)

  const limit = before.memoryStaticMax + GiB
  const least = limit / 2
  const given = await done('vm.setMemoryRange', made.id, { least, most: limit, limit })
  await page(detail => detail.memoryStaticMax === limit && detail.memoryDynamicMin === least)
  await rooms.operations.undo(admin, given)
  await page(
    detail =>
      detail.memoryStaticMax === before.memoryStaticMax &&
      detail.memoryDynamicMax === before.memoryDynamicMax,
  )
  await done('vm.setVcpus', made.id, { vcpus: 3, max: 6, cores: null, weight: null })
  await page(detail => detail.vcpusAtStart === 3 && detail.vcpusMax === 6)
  await done('vm.setBootOrder', made.id, { order: 'nc' })
  await page(detail => detail.bootOrder === 'nc')
})

it('a template of the product is left as it is, with the reason', async () => {
  const { rooms, template } = await withTemplate()
  const { id } = await template(row => row.kind === 'default' && row.isHvm)
  const network = rooms.inventory.rows().find(row => row.class === 'network')?.id
  const asks = {
    'vm.addNic': { network, mac: '', limit: null },
    'vm.addDrive': undefined,
    'vm.setMemoryRange': { least: GiB, most: GiB, limit: GiB },
    'vm.setVcpus': { vcpus: 2, max: 2, cores: null, weight: null },
    'vm.setBootOrder': { order: 'dc' },
  }
  for (const [action, input] of Object.entries(asks)) {
    await expect(rooms.operations.run(admin, { action, object: id, input })).rejects.toThrow(
      'It comes with the product and stays as it is: copy it, and change the copy.',
    )
  }
})
