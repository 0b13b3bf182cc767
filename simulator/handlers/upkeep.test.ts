import { beforeEach, describe, expect, it } from 'vitest'
import type { Ref } from '../../server/xapi/model/records'
import { selfSigned } from '../http/certificate'
import { coordinatorOf, poolRow } from '../pool'
import { refOf } from '../tables/row'
import { type TestPool, testPool } from '../test-pool'
import { testUpdate } from '../updates/test-image'

let test: TestPool
beforeEach(() => {
  test = testPool()
})

const pool = () => poolRow(test.pool)[0]
const coordinator = () => coordinatorOf(test.pool)
const member = () =>
  [...test.pool.db.all('host')].map(([ref]) => ref).find(ref => ref !== coordinator()) ?? refOf<'host'>('')

describe('updates from a repository', () => {
  async function enable(): Promise<string> {
    const url = 'https://updates.example.com/base'
    const ref = String(await test.call('Repository.introduce', 'base', '', url, '', true))
    await test.call('pool.set_repositories', pool(), [ref])
    return ref
  }

  it('are known once the pool has looked, and applied to disabled hosts, the coordinator first', async () => {
    await expect(test.call('pool.sync_updates', pool(), false, '', '', '', '')).rejects.toMatchObject({
      code: 'NO_REPOSITORY_ENABLED',
    })
    const repository = await enable()
    await expect(test.call('Repository.forget', repository)).rejects.toMatchObject({
      code: 'REPOSITORY_IS_IN_USE',
    })
    const hash = String(await test.call('pool.sync_updates', pool(), false, '', '', '', ''))
    expect(test.pool.db.get('host', member()).latest_synced_updates_applied).toBe('no')
    expect(test.pool.db.get('Repository', repository)).toMatchObject({ hash, up_to_date: true })
    const apply = (host: Ref<'host'>, what: string) => test.call('host.apply_updates', host, what)
    await expect(apply(member(), 'other')).rejects.toMatchObject({ code: 'UPDATEINFO_HASH_MISMATCH' })
    await expect(apply(member(), hash)).rejects.toMatchObject({ code: 'APPLY_UPDATES_FAILED' })
    await apply(coordinator(), hash)
    await apply(member(), hash)
    expect(test.pool.db.get('host', member())).toMatchObject({
      enabled: false,
      latest_synced_updates_applied: 'yes',
      pending_guidances: ['reboot_host'],
    })
  })

  it('come through a proxy that is told with both a name and a password, or neither', async () => {
    const configure = (...args: string[]) => test.call('pool.configure_repository_proxy', pool(), ...args)
    await expect(configure('ftp://proxy', '', '')).rejects.toMatchObject({
      code: 'INVALID_REPOSITORY_PROXY_URL',
    })
    await expect(configure('http://proxy:3128', 'me', '')).rejects.toMatchObject({
      code: 'INVALID_REPOSITORY_PROXY_CREDENTIAL',
    })
    await configure('http://proxy:3128', 'me', 'secret')
    const row = test.pool.db.get('pool', pool())
    expect(row).toMatchObject({ repository_proxy_url: 'http://proxy:3128', repository_proxy_username: 'me' })
    expect(test.pool.db.get('secret', row.repository_proxy_password).value).toBe('secret')
    await test.call('pool.disable_repository_proxy', pool())
    expect(test.pool.db.find('secret', row.repository_proxy_password)).toBeUndefined()
  })
})

describe('an update that was uploaded', () => {
  const xml =
    '<update name-label="XS82E001" version="1.0" uuid="5f0d0e4c-55a0-4c25-a5f4-6a4c3c2f2d11" key="" installation-size="1024" after-apply-guidance="restartHost"><name-description>Hotfix</name-description></update>'

  async function image(bytes: Buffer): Promise<string> {
    const [SR] = [...test.pool.db.all('SR')].find(([, sr]) => sr.name_label === 'nfs-prod') ?? []
    const fields = {
      SR: SR ?? '',
      virtual_size: 8 << 20,
      type: 'user',
      sharable: false,
      read_only: false,
      other_config: {},
    }
    const vdi = String(await test.call('VDI.create', { name_label: 'update', ...fields }))
    test.pool.disks.of(vdi).write(0, bytes)
    return vdi
  }

  it('is known by what its image says, applied once to each host and cleaned away', async () => {
    const { db } = test.pool
    const vdi = await image(testUpdate([], xml))
    const update = String(await test.call('pool_update.introduce', vdi))
    expect(db.get('pool_update', update)).toMatchObject({
      name_label: 'XS82E001',
      after_apply_guidance: ['restartHost'],
      name_description: 'Hotfix',
    })
    expect(await test.call('pool_update.precheck', update, member())).toBe('ok')
    await test.call('pool_update.apply', update, member())
    expect(db.get('host', member())).toMatchObject({ updates: [update], updates_requiring_reboot: [update] })
    await expect(test.call('pool_update.apply', update, member())).rejects.toMatchObject({
      code: 'UPDATE_ALREADY_APPLIED',
      params: [update],
    })
    await expect(test.call('pool_update.destroy', update)).rejects.toMatchObject({
      code: 'UPDATE_IS_APPLIED',
    })
    await test.call('pool_update.pool_apply', update)
    await expect(test.call('pool_update.pool_apply', update)).rejects.toMatchObject({
      code: 'UPDATE_ALREADY_APPLIED_IN_POOL',
    })
    await test.call('pool_update.pool_clean', update)
    expect(db.find('VDI', vdi)).toBeUndefined()
  })

  it('is none without a description of itself', async () => {
    await expect(
      test.call('pool_update.introduce', await image(Buffer.from('an image'))),
    ).rejects.toMatchObject({
      code: 'INVALID_UPDATE',
    })
  })
})

describe('certificates', () => {
  it('of authorities are kept by name', async () => {
    const { cert, sha256 } = selfSigned('ca.example.com', [], test.clock.now())
    await expect(test.call('pool.install_ca_certificate', 'ca', cert)).rejects.toMatchObject({
      code: 'CERTIFICATE_NAME_INVALID',
      params: ['ca'],
    })
    await test.call('pool.install_ca_certificate', 'ca.pem', cert)
    expect(await test.call('pool.certificate_list')).toEqual(['ca.pem'])
    const [row] = [...test.pool.db.all('Certificate')].map(([, one]) => one).filter(one => one.type === 'ca')
    expect(row?.fingerprint_sha256).toBe(sha256)
    await expect(test.call('pool.install_ca_certificate', 'ca.pem', cert)).rejects.toMatchObject({
      code: 'CERTIFICATE_ALREADY_EXISTS',
    })
    await test.call('pool.uninstall_ca_certificate', 'ca.pem', false)
    await expect(test.call('pool.uninstall_ca_certificate', 'ca.pem', false)).rejects.toMatchObject({
      code: 'CERTIFICATE_DOES_NOT_EXIST',
    })
  })

  it('of hosts go with their keys', async () => {
    const [one, other] = [selfSigned('a', [], test.clock.now()), selfSigned('b', [], test.clock.now())]
    const install = (cert: string, key: string) =>
      test.call('host.install_server_certificate', member(), cert, key, '')
    await expect(install(one.cert, 'no key')).rejects.toMatchObject({
      code: 'SERVER_CERTIFICATE_KEY_INVALID',
    })
    await expect(install('no certificate', one.key)).rejects.toMatchObject({
      code: 'SERVER_CERTIFICATE_INVALID',
    })
    await expect(install(one.cert, other.key)).rejects.toMatchObject({
      code: 'SERVER_CERTIFICATE_KEY_MISMATCH',
    })
    await install(one.cert, one.key)
    const shown = () =>
      [...test.pool.db.all('Certificate')]
        .map(([, row]) => row)
        .filter(row => row.host === member() && row.type === 'host')
        .map(row => row.fingerprint_sha256)
    expect(shown()).toEqual([one.sha256])
    await test.call('host.reset_server_certificate', member())
    expect(shown()).toHaveLength(1)
    expect(shown()).not.toEqual([one.sha256])
  })
})

describe('an agent that starts anew', () => {
  it('loses what it was doing and, on the coordinator, who was signed in', async () => {
    const started = () => test.pool.db.get('host', coordinator()).other_config.agent_start_time
    const before = started()
    test.pool.db.update('host', coordinator(), { current_operations: { 'OpaqueRef:gone': 'evacuate' } })
    await test.call('host.restart_agent', coordinator())
    await test.clock.advance(2)
    expect(started()).not.toBe(before)
    expect(test.pool.db.table('session').entries.size).toBe(0)
    expect(test.pool.db.get('host', coordinator()).current_operations).toEqual({})
  })
})

describe('recovery after a disaster', () => {
  it('finds storage again, and makes VMs anew that keep who they are', async () => {
    const { db } = test.pool
    await expect(test.call('DR_task.create', 'nfs', {}, [])).rejects.toMatchObject({
      code: 'OPERATION_NOT_ALLOWED',
    })
    const config = {
      target: '10.20.9.31',
      targetIQN: 'iqn.2010-06.com.purestorage:flasharray.4f2a',
      SCSIid: '3624a9spare',
    }
    const host = coordinator()
    const sr = String(
      await test.call('SR.create', host, config, 0, 'spare', '', 'lvmoiscsi', 'user', true, {}),
    )
    const { uuid, PBDs } = db.get('SR', sr)
    for (const pbd of PBDs) await test.call('PBD.unplug', pbd)
    await test.call('SR.forget', sr)
    const task = String(await test.call('DR_task.create', 'lvmoiscsi', config, [uuid]))
    const [introduced = ''] = db.get('DR_task', task).introduced_SRs
    expect(db.get('SR', introduced)).toMatchObject({ uuid, introduced_by: task })
    await test.call('DR_task.destroy', task)
    expect(db.find('SR', introduced)).toBeUndefined()

    const vm = test.vm('desk-07')
    const before = db.get('VM', vm)
    const [session] = [...db.all('session')].map(([ref]) => ref)
    await test.call('VM.recover', vm, session ?? '', true)
    expect(db.find('VM', vm)).toBeUndefined()
    const again = db.get('VM', db.byUuid('VM', before.uuid))
    expect(again).toMatchObject({ name_label: before.name_label, power_state: 'Halted' })
    expect(again.VBDs).toHaveLength(before.VBDs.length)
  })
})
