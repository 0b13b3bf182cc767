import { beforeEach, describe, expect, it } from 'vitest'
import type { Wire } from '../../server/xapi/wire'
import { type Pool, poolRow } from '../pool'
import type { Row } from '../tables/row'
import { rowOf } from '../tables/row'
import { type TestPool, testPool } from '../test-pool'

let test: TestPool
beforeEach(() => {
  test = testPool()
})

const host = () => [...test.pool.db.all('host')][0]?.[0] ?? ''
const pool = () => poolRow(test.pool)[0]
const hosts = (of: Pool): Row[] => [...of.db.all('host')].map(([, row]) => rowOf(row))

describe('settings of a host', () => {
  it.each([
    ['set_hostname_live', ['web-7.example.com'], { hostname: 'web-7.example.com' }],
    ['set_power_on_mode', ['wake-on-lan', {}], { power_on_mode: 'wake-on-lan' }],
    ['set_iscsi_iqn', ['iqn.x'], { iscsi_iqn: 'iqn.x', other_config: { iscsi_iqn: 'iqn.x' } }],
    ['set_multipathing', [true], { multipathing: true, other_config: { multipathing: 'true' } }],
    ['set_ssl_legacy', [false], {}],
    ['set_console_idle_timeout', [60], { console_idle_timeout: 60 }],
    ['set_ssh_enabled_timeout', [0], { ssh_enabled_timeout: 0 }],
    ['disable_ssh', [], { ssh_enabled: false }],
    ['disable_display', [], { display: 'disabled' }],
    ['set_https_only', [true], { https_only: true }],
    ['set_timezone', ['Europe/Berlin'], { timezone: 'Europe/Berlin' }],
  ] as const)('%s %j is in the row', async (message, args, row) => {
    await test.call(`host.${message}`, host(), ...args)
    expect(test.pool.db.get('host', host())).toMatchObject(row)
  })

  it.each([
    ['set_hostname_live', [''], ['HOST_NAME_INVALID', 'hostname empty']],
    ['set_hostname_live', ['x'.repeat(64)], ['HOST_NAME_INVALID', 'hostname is too long']],
    ['set_hostname_live', ['a b'], ['HOST_NAME_INVALID', 'hostname contains invalid characters']],
    ['set_iscsi_iqn', [''], ['INVALID_VALUE', 'value', '']],
    [
      'set_ssl_legacy',
      [true],
      ['VALUE_NOT_SUPPORTED', 'value', 'true', 'Legacy SSL support has been removed'],
    ],
    ['set_console_idle_timeout', [-1], ['INVALID_VALUE', 'console_timeout', '-1']],
    ['set_ssh_enabled_timeout', [172_801], ['INVALID_VALUE', 'ssh_enabled_timeout', '172801']],
    ['set_timezone', ['Nowhere/At_all'], ['INVALID_VALUE', 'timezone', 'Nowhere/At_all']],
    ['set_sched_gran', ['core'], ['OPERATION_NOT_ALLOWED', 'Disabled by xapi.conf']],
    ['call_plugin', ['plugin', 'fn', {}], ['XENAPI_MISSING_PLUGIN', 'plugin']],
    ['declare_dead', [], ['HOST_IS_LIVE']],
    ['power_on', [], ['HOST_IS_LIVE']],
  ] as const)('%s %j is refused', async (message, args, refusal) => {
    const before = test.pool.db.get('host', host())
    const [code, ...params] = await test.refusal(() => test.call(`host.${message}`, host(), ...args))
    const [expected, ...named] = refusal
    expect([code, ...params.slice(0, named.length)]).toEqual([expected, ...named])
    expect(test.pool.db.get('host', host())).toEqual(before)
  })
})

/** A message, what it is called with, and the refusal it meets. */
type Refused = readonly [message: string, args: readonly Wire[], refusal: readonly string[]]

const refusedByPools: readonly Refused[] = [
  ['configure_update_sync', ['weekly', 7], ['INVALID_UPDATE_SYNC_DAY', '7']],
  ['set_update_sync_enabled', [true], ['NO_REPOSITORIES_CONFIGURED']],
  ['set_ha_host_failures_to_tolerate', [-1], ['INVALID_VALUE', 'ha_host_failures_to_tolerate', '-1']],
  ['add_to_guest_agent_config', ['odd', 'x'], ['INVALID_VALUE', 'guest_agent_config', 'odd = x']],
  ['set_custom_uefi_certificates', ['x'], ['OPERATION_NOT_ALLOWED']],
  ['set_repositories', [['OpaqueRef:x']], ['HANDLE_INVALID', 'Repository', 'OpaqueRef:x']],
]

const unlicensed: readonly (readonly [
  method: string,
  flag: string,
  feature: string,
  args: readonly Wire[],
])[] = [
  ['VM.start', 'restrict_vm_start', 'VM_start', [false, false]],
  ['VM.checkpoint', 'restrict_checkpoint', 'Checkpoint', ['x']],
  ['VM.set_groups', 'restrict_vm_groups', 'VM_groups', [[]]],
]

describe('settings of a pool', () => {
  it.each([
    ['set_https_only', [true], 'https_only', true],
    ['set_ssh_enabled_timeout', [600], 'ssh_enabled_timeout', 600],
    ['set_console_idle_timeout', [90], 'console_idle_timeout', 90],
    ['disable_ssh', [], 'ssh_enabled', false],
    ['enable_ssh', [], 'ssh_enabled', true],
    ['disable_ssl_legacy', [], 'ssl_legacy', false],
  ] as const)('%s %j reaches every host', async (message, args, field, value) => {
    await test.call(`pool.${message}`, pool(), ...args)
    expect(hosts(test.pool).map(row => row[field])).toEqual(hosts(test.pool).map(() => value))
  })

  it.each(refusedByPools)('%s %j is refused', async (message, args, refusal) => {
    const [code, ...params] = await test.refusal(() => test.call(`pool.${message}`, pool(), ...args))
    const [expected, ...named] = refusal
    expect([code, ...params.slice(0, named.length)]).toEqual([expected, ...named])
  })

  it('has another coordinator when one is designated, and nobody is signed in any more', async () => {
    const [, next] = [...test.pool.db.all('host')].map(([ref]) => ref)
    await test.call('pool.designate_new_master', next ?? '')
    expect(poolRow(test.pool)[1].master).toBe(next)
    expect(test.pool.db.table('session').entries.size).toBe(0)
  })

  it('loses a host that is ejected with what was its own, and keeps what is shared', async () => {
    const { db } = test.pool
    const gone =
      [...db.all('host')].map(([ref]) => ref).find(ref => ref !== poolRow(test.pool)[1].master) ?? ''
    await expect(test.call('pool.eject', gone)).rejects.toMatchObject({ code: 'OPERATION_NOT_ALLOWED' })
    for (const vm of db.get('host', gone).resident_VMs)
      if (!db.get('VM', vm).is_control_domain) await test.call('VM.hard_shutdown', vm)
    const shared = [...db.all('SR')].filter(([, sr]) => sr.shared).length
    await test.call('pool.eject', gone)
    expect(db.find('host', gone)).toBeUndefined()
    expect([...db.all('SR')].filter(([, sr]) => sr.shared)).toHaveLength(shared)
    for (const [, pbd] of db.all('PBD')) expect(pbd.host).not.toBe(gone)
    for (const [, pif] of db.all('PIF')) expect(pif.host).not.toBe(gone)
  })
})

describe('what licences leave out', () => {
  it.each(unlicensed)('%s is refused with the name of the feature', async (method, flag, feature, args) => {
    test.pool.db.update('pool', pool(), { restrictions: { [flag]: 'true' } })
    await expect(test.call(method, test.vm('desk-07'), ...args)).rejects.toMatchObject({
      code: 'LICENCE_RESTRICTION',
      params: [feature],
    })
  })

  it('is refused by the task of an asynchronous call too', async () => {
    test.pool.db.update('pool', pool(), { restrictions: { restrict_vm_start: 'true' } })
    const task = String(await test.call('Async.VM.start', test.vm('desk-07'), false, false))
    await test.clock.advance(1)
    expect(test.pool.db.get('task', task).error_info).toEqual(['LICENCE_RESTRICTION', 'VM_start'])
  })
})

it('refuses operations that are blocked on a VM, with the reason given', async () => {
  const vm = test.vm('desk-07')
  await test.call('VM.add_to_blocked_operations', vm, 'start', 'kept for the auditors')
  expect(test.pool.db.get('VM', vm).allowed_operations).not.toContain('start')
  await expect(test.call('VM.start', vm, false, false)).rejects.toMatchObject({
    code: 'OPERATION_BLOCKED',
    params: [vm, 'kept for the auditors'],
  })
  await test.call('VM.remove_from_blocked_operations', vm, 'start')
  expect(test.pool.db.get('VM', vm).allowed_operations).toContain('start')
})
