import { beforeEach, describe, expect, it } from 'vitest'
import type { Ref } from '../../server/xapi/model/records'
import { refOf } from '../tables/row'
import { type TestPool, testPool } from '../test-pool'

let test: TestPool
beforeEach(() => {
  test = testPool()
})

function sr(name: string): Ref<'SR'> {
  for (const [ref, row] of test.pool.db.all('SR')) if (row.name_label === name) return ref
  throw new Error(`The pool has no storage ${name}`)
}

const host = () => [...test.pool.db.all('host')][0]?.[0] ?? ''
const probe = (type: string, config: { [key: string]: string }) =>
  test.call('SR.probe', host(), config, type, {})

describe('a probe', () => {
  it.each([
    ['nfs', {}, 'SR_BACKEND_FAILURE_102', /server parameter/, /^$/],
    [
      'nfs',
      { server: '10.20.9.21' },
      'SR_BACKEND_FAILURE_101',
      /serverpath/,
      /<Path>\s*\/vol\/xen_prod\s*<\/Path>/,
    ],
    ['lvmoiscsi', {}, 'SR_BACKEND_FAILURE_95', /target parameter/, /^$/],
    ['lvmoiscsi', { target: '10.9.9.9' }, 'SR_BACKEND_FAILURE_141', /Unable to connect/, /^$/],
    [
      'lvmoiscsi',
      { target: '10.20.9.31' },
      'SR_BACKEND_FAILURE_96',
      /target IQN/,
      /<TargetIQN>\s*iqn\.2010-06\.com\.purestorage/,
    ],
    [
      'lvmoiscsi',
      { target: '10.20.9.31', targetIQN: 'iqn.2010-06.com.purestorage:flasharray.4f2a' },
      'SR_BACKEND_FAILURE_107',
      /SCSIid/,
      /<SCSIid>\s*3624a93704f2a0001\s*<\/SCSIid>/,
    ],
    ['lvmohba', {}, 'SR_BACKEND_FAILURE_107', /SCSIid/, /<Devlist>/],
    ['ext', {}, 'SR_BACKEND_FAILURE_90', /device parameter/, /^$/],
  ] as const)(
    'of %s %j asks for what is missing and tells what there is',
    async (type, config, code, text, xml) => {
      const params = ['', expect.stringMatching(text), expect.stringMatching(xml)]
      await expect(probe(type, config)).rejects.toMatchObject({ code, params })
    },
  )

  it('tells which storages lie at a place', async () => {
    const { uuid } = test.pool.db.get('SR', sr('nfs-prod'))
    const there = await probe('nfs', { server: '10.20.9.21', serverpath: '/vol/xen_prod' })
    expect(there).toMatch(new RegExp(`<UUID>\\s*${uuid}\\s*</UUID>`))
    expect(await probe('NFS', { server: '10.20.9.21', serverpath: '/vol/new' })).not.toContain('<UUID>')
    await expect(probe('odd', {})).rejects.toMatchObject({ code: 'SR_UNKNOWN_DRIVER', params: ['odd'] })
  })
})

describe('a storage that was forgotten', () => {
  it('is found where it lies, with its disks and what is on them', async () => {
    const { db, disks } = test.pool
    const config = { server: '10.20.9.50', serverpath: '/vol/spare' }
    const make = ['spare', 'to be moved', 'nfs', 'user', true, {}] as const
    const made = refOf<'SR'>(String(await test.call('SR.create', host(), config, 0, ...make)))
    const disk = String(
      await test.call('VDI.create', {
        name_label: 'kept',
        SR: made,
        virtual_size: 8 << 20,
        type: 'user',
        sharable: false,
        read_only: false,
        other_config: {},
      }),
    )
    const { uuid } = db.get('SR', made)
    const { uuid: diskUuid } = db.get('VDI', disk)
    disks.of(disk).write(0, Buffer.from('what lies there'))
    await expect(test.call('SR.forget', made)).rejects.toMatchObject({ code: 'SR_HAS_PBD' })
    for (const pbd of db.get('SR', made).PBDs) await test.call('PBD.unplug', pbd)
    await test.call('SR.forget', made)
    expect(db.find('VDI', disk)).toBeUndefined()

    expect(await probe('nfs', config)).toContain(uuid)
    const again = String(await test.call('SR.introduce', uuid, 'back', '', 'nfs', 'user', true, {}))
    const pbd = String(await test.call('PBD.create', { host: host(), SR: again, device_config: config }))
    await test.call('PBD.plug', pbd)
    const [found = ''] = db.get('SR', again).VDIs
    expect(db.get('VDI', found)).toMatchObject({ uuid: diskUuid, name_label: 'kept', virtual_size: 8 << 20 })
    expect(disks.of(found).read(0, 15).toString()).toBe('what lies there')
  })

  it('is gone when it was wiped', async () => {
    const config = { server: '10.20.9.50', serverpath: '/vol/spare' }
    const made = String(await test.call('SR.create', host(), config, 0, 'spare', '', 'nfs', 'user', true, {}))
    const { uuid, PBDs } = test.pool.db.get('SR', made)
    for (const pbd of PBDs) await test.call('PBD.unplug', pbd)
    await test.call('SR.destroy', made)
    expect(await probe('nfs', config)).not.toContain(uuid)
  })
})
