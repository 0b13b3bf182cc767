import { beforeEach, describe, expect, it } from 'vitest'
import type { Ref } from '../../server/xapi/model/records'
import { type TestPool, testPool } from '../test-pool'
import { guestsOn } from './evacuate'

let test: TestPool
beforeEach(() => {
  test = testPool()
})

function host(name: string): Ref<'host'> {
  for (const [ref, row] of test.pool.db.all('host')) if (row.name_label === name) return ref
  throw new Error(`The pool has no host ${name}`)
}

describe('a host that is emptied', () => {
  it('gives its VMs to the others and shows what goes on', async () => {
    const ref = host('fra-xen-01')
    const before = guestsOn(test.pool, ref)
    expect(before.length).toBeGreaterThan(0)
    const stuck = await test.call('host.get_vms_which_prevent_evacuation', ref)
    for (const vm of Object.keys(stuck as object)) await test.call('VM.hard_shutdown', vm)
    const moving = guestsOn(test.pool, ref)
    await test.call('host.disable', ref)
    const task = String(await test.call('Async.host.evacuate', ref))
    await test.clock.advance(0.5)
    expect(test.pool.db.get('host', ref).current_operations).toMatchObject({ [task]: 'evacuate' })
    await test.clock.advance(120)
    expect(test.pool.db.get('task', task)).toMatchObject({ status: 'success', progress: 1 })
    expect(guestsOn(test.pool, ref)).toEqual([])
    for (const vm of moving) {
      const { power_state, resident_on } = test.pool.db.get('VM', vm)
      expect(power_state).toBe('Running')
      expect(resident_on).not.toBe(ref)
    }
  })

  it('moves nothing when one VM has nowhere to go, and says which and why', async () => {
    const ref = host('fra-xen-01')
    for (const name of ['fra-xen-02', 'fra-xen-03']) await test.call('host.disable', host(name))
    const guests = guestsOn(test.pool, ref)
    const stuck = await test.call('host.get_vms_which_prevent_evacuation', ref)
    expect(Object.keys(stuck as object).sort()).toEqual([...guests].sort())
    await expect(test.call('host.assert_can_evacuate', ref)).rejects.toMatchObject({
      code: 'CANNOT_EVACUATE_HOST',
    })
    await expect(test.call('host.evacuate', ref)).rejects.toThrow()
    expect(guestsOn(test.pool, ref)).toEqual(guests)
  })
})

describe('a host that is told to reboot', () => {
  it('refuses while it is enabled', async () => {
    const ref = host('fra-xen-03')
    await expect(test.call('host.reboot', ref)).rejects.toMatchObject({
      code: 'HOST_NOT_DISABLED',
      params: [],
    })
  })

  it('is gone for a while, ends what ran on it and enables itself at the end', async () => {
    const ref = host('fra-xen-03')
    const guests = guestsOn(test.pool, ref)
    await test.call('host.disable', ref)
    await test.call('host.reboot', ref)
    expect(Object.values(test.pool.db.get('host', ref).current_operations)).toEqual(['shutdown'])
    await test.clock.advance(120)
    const back = test.pool.db.get('host', ref)
    expect(back).toMatchObject({ enabled: true, current_operations: {} })
    expect(test.pool.db.get('host_metrics', back.metrics).live).toBe(true)
    for (const vm of guests) expect(test.pool.db.get('VM', vm).power_state).toBe('Halted')
  })

  it('stays down when it was switched off, and is taken out of the pool only then', async () => {
    const ref = host('fra-xen-03')
    await expect(test.call('host.destroy', ref)).rejects.toMatchObject({
      code: 'HOST_IS_LIVE',
      params: [ref],
    })
    await test.call('host.disable', ref)
    await test.call('host.shutdown', ref)
    await test.clock.advance(120)
    expect(test.pool.db.get('host_metrics', test.pool.db.get('host', ref).metrics).live).toBe(false)
    await test.call('host.destroy', ref)
    expect(test.pool.db.find('host', ref)).toBeUndefined()
    for (const [, pif] of test.pool.db.all('PIF')) expect(pif.host).not.toBe(ref)
  })
})
