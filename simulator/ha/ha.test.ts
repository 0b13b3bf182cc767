import { beforeEach, describe, expect, it } from 'vitest'
import type { Ref } from '../../server/xapi/model/records'
import { poolRow } from '../pool'
import { type TestPool, testPool } from '../test-pool'
import { watchHosts } from './failover'

let test: TestPool
beforeEach(() => {
  test = testPool()
  watchHosts(test.pool)
})

function host(name: string): Ref<'host'> {
  for (const [ref, row] of test.pool.db.all('host')) if (row.name_label === name) return ref
  throw new Error(`The pool has no host ${name}`)
}

function sr(name: string): Ref<'SR'> {
  for (const [ref, row] of test.pool.db.all('SR')) if (row.name_label === name) return ref
  throw new Error(`The pool has no storage ${name}`)
}

/** Running VMs that can run on every host, on one host. */
async function agileOn(ref: Ref<'host'>): Promise<Ref<'VM'>[]> {
  const found: Ref<'VM'>[] = []
  for (const vm of test.pool.db.get('host', ref).resident_VMs) {
    const { is_control_domain, power_state } = test.pool.db.get('VM', vm)
    if (is_control_domain || power_state !== 'Running') continue
    const agile = await test.call('VM.assert_agile', vm).then(
      () => true,
      () => false,
    )
    if (agile) found.push(vm)
  }
  return found
}

const state = () => poolRow(test.pool)[1]
const messages = () => [...test.pool.messages.all()].map(({ message }) => message.name)

describe('high availability', () => {
  it('writes its disks when it is enabled and takes them away again', async () => {
    const task = String(await test.call('Async.pool.enable_ha', [sr('nfs-prod')], { timeout: '60' }))
    await test.clock.advance(1)
    expect(Object.values(state().current_operations)).toEqual(['ha_enable'])
    await expect(test.call('pool.enable_ha', [], {})).rejects.toMatchObject({ code: 'HA_ENABLE_IN_PROGRESS' })
    await test.clock.advance(30)
    expect(test.pool.db.get('task', task).status).toBe('success')
    expect(state()).toMatchObject({ ha_enabled: true, ha_configuration: { timeout: '60' } })
    const [statefile] = state().ha_statefiles
    expect(test.pool.db.get('VDI', statefile ?? '')).toMatchObject({ type: 'ha_statefile', sharable: true })
    expect(state().allowed_operations).toContain('ha_disable')
    expect(state().allowed_operations).not.toContain('ha_enable')
    for (const [, row] of test.pool.db.all('host')) expect(row.ha_network_peers).toHaveLength(3)
    await expect(test.call('pool.enable_ha', [], {})).rejects.toMatchObject({ code: 'HA_IS_ENABLED' })
    await expect(test.call('pool.designate_new_master', host('fra-xen-02'))).rejects.toMatchObject({
      code: 'HA_IS_ENABLED',
    })
    await test.call('pool.disable_ha')
    expect(state()).toMatchObject({ ha_enabled: false, ha_statefiles: [] })
    expect([...test.pool.db.all('VDI')].some(([, vdi]) => vdi.type === 'ha_statefile')).toBe(false)
    await expect(test.call('pool.disable_ha')).rejects.toMatchObject({ code: 'HA_NOT_ENABLED' })
  })

  it('needs a storage that every host sees', async () => {
    for (const [ref, row] of test.pool.db.all('SR'))
      if (!row.shared && row.type === 'ext')
        await expect(test.call('pool.enable_ha', [ref], {})).rejects.toMatchObject({
          code: 'SR_HAS_NO_PBDS',
          params: [ref],
        })
    await expect(test.call('SR.assert_can_host_ha_statefile', sr('ISO library'))).rejects.toMatchObject({
      code: 'SR_OPERATION_NOT_SUPPORTED',
    })
  })

  it('plans for as many lost hosts as there is memory for', async () => {
    const none = await test.call('pool.ha_compute_hypothetical_max_host_failures_to_tolerate', {})
    expect(none).toBe(3)
    const memory = (vm: Ref<'VM'>) => test.pool.db.get('VM', vm).memory_static_max
    const agile = await agileOn(host('fra-xen-01'))
    const vms = agile.sort((a, b) => memory(a) - memory(b)).slice(0, 2)
    const plan = Object.fromEntries(vms.map(vm => [vm, 'restart']))
    const some = Number(await test.call('pool.ha_compute_hypothetical_max_host_failures_to_tolerate', plan))
    expect(some).toBeGreaterThan(0)
    expect(some).toBeLessThan(3)
    const failover = await test.call('pool.ha_compute_vm_failover_plan', [host('fra-xen-01')], vms)
    for (const [vm, fate] of Object.entries(failover as { [vm: string]: { host?: string } })) {
      expect(vms).toContain(vm)
      expect([host('fra-xen-02'), host('fra-xen-03')]).toContain(fate.host)
    }
  })

  it('refuses what would break its plan, and says when the plan got worse', async () => {
    const [first] = await agileOn(host('fra-xen-01'))
    await test.call('pool.enable_ha', [sr('nfs-prod')], {})
    await test.call('VM.set_ha_restart_priority', first ?? '', 'restart')
    expect(test.pool.db.get('VM', first ?? '').ha_always_run).toBe(true)
    await test.call('pool.set_ha_host_failures_to_tolerate', poolRow(test.pool)[0], 2)
    expect(state()).toMatchObject({ ha_plan_exists_for: 2, ha_overcommitted: false })
    await expect(test.call('host.disable', host('fra-xen-02'))).rejects.toMatchObject({
      code: 'HA_OPERATION_WOULD_BREAK_FAILOVER_PLAN',
    })
    await test.call('pool.set_ha_allow_overcommit', poolRow(test.pool)[0], true)
    await test.call('host.disable', host('fra-xen-02'))
    await test.call('VM.set_ha_restart_priority', first ?? '', '')
    await test.call('VM.set_ha_restart_priority', first ?? '', 'restart')
    expect(state()).toMatchObject({ ha_overcommitted: true, ha_plan_exists_for: 1 })
    expect(messages()).toContain('HA_POOL_OVERCOMMITTED')
    expect(messages()).toContain('HA_POOL_DROP_IN_PLAN_EXISTS_FOR')
  })

  it('starts protected VMs of a lost host elsewhere, and leaves the others halted', async () => {
    const lost = host('fra-xen-02')
    const vms = await agileOn(lost)
    const [kept, ...others] = vms
    await test.call('VM.set_ha_restart_priority', kept ?? '', 'restart')
    await test.call('pool.enable_ha', [sr('nfs-prod')], {})
    test.pool.db.update('host_metrics', test.pool.db.get('host', lost).metrics, { live: false })
    expect(test.pool.db.get('VM', kept ?? '').power_state).toBe('Running')
    await test.clock.advance(90)
    expect(messages()).toContain('HA_HOST_FAILED')
    const again = test.pool.db.get('VM', kept ?? '')
    expect(again.power_state).toBe('Running')
    expect(again.resident_on).not.toBe(lost)
    for (const vm of others) expect(test.pool.db.get('VM', vm).power_state).toBe('Halted')
  })

  it('chooses another coordinator when the coordinator is lost', async () => {
    const lost = state().master
    await test.call('pool.enable_ha', [sr('nfs-prod')], {})
    test.pool.db.update('host_metrics', test.pool.db.get('host', lost).metrics, { live: false })
    await test.clock.advance(90)
    expect(state().master).not.toBe(lost)
    expect(test.pool.db.table('session').entries.size).toBe(0)
  })
})
