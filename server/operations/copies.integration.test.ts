import { expect, it } from 'vitest'
import { copyChoices } from '@/server/api/copies'
import { poolSuite } from '@/server/testing/pool-suite'
import { administrator } from '@/server/testing/rooms'

const startRooms = poolSuite()
const admin = { user: administrator, address: '192.0.2.7' }
const soon = () => AbortSignal.timeout(15_000)

it('a copy begins with a name that nothing has, and says which storage can’t clone', async () => {
  const { simulator, rooms } = await startRooms()
  const { db } = simulator.pool
  const vm = await rooms.vm('print-01')
  const choices = (proposed = 'Copy of print-01') => {
    const { view, release } = rooms.sights.take(administrator.access)
    try {
      return copyChoices({ inventory: rooms.inventory, sight: view }, vm.id, proposed)
    } finally {
      release()
    }
  }
  expect(choices()).toEqual({ name: 'Copy of print-01', cannotClone: null })
  const copy = async (told: object) => {
    const { id } = await rooms.operations.run(admin, { action: 'vm.copy', object: vm.id, input: told })
    expect(await rooms.outcome(id)).toMatchObject({ result: 'succeeded' })
  }
  await copy({ name: choices().name, description: 'A clone' })
  const clone = await rooms.vm('Copy of print-01', row => row.name_description === 'A clone')
  expect(clone.disks).toBe(vm.disks)
  await rooms.inventory.waitFor(() => (choices().name === 'Copy of print-01 (1)' ? true : undefined), soon())
  // Templates have names as well.
  const template = rooms.inventory.rows().find(row => row.class === 'template')
  expect(choices(template?.name_label).name).toBe(`${template?.name_label} (1)`)

  // The driver of its storage can’t clone: the pool lists it no more of any disk there.
  const [disk] = rooms.inventory.vmDetail(vm.id)?.disks.filter(({ type }) => type === 'Disk') ?? []
  const [sr, storage] = [...db.all('SR')].find(([, { uuid }]) => disk?.sr?.id.endsWith(uuid)) ?? []
  const [sm, driver] = [...db.all('SM')].find(([, { type }]) => type === storage?.type) ?? []
  if (!sr || !sm || !driver) throw new Error('no driver')
  const { VDI_CLONE: _, ...features } = driver.features
  db.update('SM', sm, { features, capabilities: driver.capabilities.filter(one => one !== 'VDI_CLONE') })
  // As a scan does, each disk is looked at anew.
  for (const [ref, vdi] of [...db.all('VDI')])
    if (vdi.SR === sr) db.update('VDI', ref, { physical_utilisation: vdi.physical_utilisation + 1 })
  await rooms.inventory.waitFor(() => choices().cannotClone ?? undefined, soon())
  expect(choices().cannotClone).toEqual([disk?.sr?.name])
  // Whole, it can be copied.
  const to = rooms.inventory.rows().find(row => row.class === 'SR' && row.isDefault)
  await copy({ name: 'whole', storage: to?.id })
  expect(await rooms.vm('whole', row => row.disks === vm.disks)).toMatchObject({ diskBytes: vm.diskBytes })
})
