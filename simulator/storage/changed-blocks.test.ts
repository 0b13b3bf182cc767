import { expect, it } from 'vitest'
import type { Ref } from '../../server/xapi/model/records'
import { refOf } from '../tables/row'
import { testPool } from '../test-pool'

const BLOCK = 64 * 1024

it('tells which blocks were written between two snapshots, also when the first has lost its data', async () => {
  const test = testPool()
  const { db, disks } = test.pool
  const SR = [...db.all('SR')].find(([, sr]) => sr.name_label === 'nfs-prod')?.[0] ?? ''
  const fields = {
    virtual_size: 16 * BLOCK * 8,
    type: 'user',
    sharable: false,
    read_only: false,
    other_config: {},
  }
  const made = await test.call('VDI.create', { name_label: 'tracked', SR, ...fields })
  const disk: Ref<'VDI'> = refOf(String(made))
  const snapshot = async () => String(await test.call('VDI.snapshot', disk, {}))
  disks.of(disk).write(0, Buffer.from('first'))
  const untracked = await snapshot()
  await expect(test.call('VDI.list_changed_blocks', untracked, await snapshot())).rejects.toMatchObject({
    code: 'VDI_NO_CBT_METADATA',
    params: [untracked],
  })
  await test.call('VDI.enable_cbt', disk)
  const before = await snapshot()
  disks.of(disk).write(9 * BLOCK + 5, Buffer.from('second'))
  disks.of(disk).write(127 * BLOCK, Buffer.from('last'))
  const after = await snapshot()
  await test.call('VDI.data_destroy', before)
  expect(db.get('VDI', before).type).toBe('cbt_metadata')
  const bits = Buffer.from(String(await test.call('VDI.list_changed_blocks', before, after)), 'base64')
  expect(bits).toHaveLength(16)
  const set = [...bits].flatMap((byte, at) =>
    [...Array(8).keys()].filter(bit => byte & (0x80 >> bit)).map(bit => at * 8 + bit),
  )
  expect(set).toEqual([9, 127])
})

it('brings a disk back to a snapshot of it', async () => {
  const test = testPool()
  const { db, disks } = test.pool
  const SR = [...db.all('SR')].find(([, sr]) => sr.name_label === 'nfs-prod')?.[0] ?? ''
  const fields = { virtual_size: 8 << 20, type: 'user', sharable: false, read_only: false, other_config: {} }
  const disk = String(await test.call('VDI.create', { name_label: 'd', SR, ...fields }))
  disks.of(disk).write(0, Buffer.from('kept'))
  const snapshot = String(await test.call('VDI.snapshot', disk, {}))
  disks.of(disk).write(0, Buffer.from('lost'))
  await test.call('VDI.revert', snapshot)
  expect(disks.of(disk).read(0, 4).toString()).toBe('kept')
  await expect(test.call('VDI.revert', disk)).rejects.toMatchObject({ code: 'OPERATION_NOT_ALLOWED' })
})
