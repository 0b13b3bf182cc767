import { describe, expect, it } from 'vitest'
import type { Ref } from '../../server/xapi/model/records'
import { poolRow } from '../pool'
import { addDisk } from '../storage/disks'
import { type TestPool, testPool } from '../test-pool'
import { testUpdate } from './test-image'

/** A disk with an update on it. */
function diskOf({ pool }: TestPool, image = testUpdate()): Ref<'VDI'> {
  const vdi = addDisk(pool, { SR: poolRow(pool)[1].default_SR, virtual_size: 2 ** 20, type: 'user' })
  pool.disks.of(vdi).write(0, image)
  return vdi
}

async function introduced() {
  const test = testPool()
  const vdi = diskOf(test)
  const update = String(await test.call('pool_update.introduce', vdi))
  const hosts = [...test.pool.db.all('host')].map(([ref]) => ref)
  return { test, vdi, update, hosts, db: test.pool.db }
}

describe('an update', () => {
  it('is introduced once, and shows as a patch too', async () => {
    const { test, vdi, update, db } = await introduced()
    expect(db.get('pool_update', update)).toMatchObject({ name_label: 'CH82', vdi, hosts: [] })
    const [[, patch] = []] = db.all('pool_patch')
    expect(patch).toMatchObject({
      pool_update: update,
      uuid: '11111111-0000-0000-8444-555555555555',
      name_label: 'CH82',
    })
    expect(await test.call('pool_update.introduce', vdi)).toBe(update)
    await expect(test.call('pool_update.introduce', diskOf(test))).rejects.toThrow(
      'UPDATE_ALREADY_EXISTS 11111111-2222-4333-8444-555555555555',
    )
  })

  it('is refused when the disk has none', async () => {
    const test = testPool()
    await expect(test.call('pool_update.introduce', diskOf(test, Buffer.alloc(10)))).rejects.toThrow(
      'INVALID_UPDATE',
    )
  })

  it('is applied to one host, which asks for a reboot until it has had one', async () => {
    const { test, update, hosts, db } = await introduced()
    const host = hosts[1] ?? ''
    expect(await test.call('pool_update.precheck', update, host)).toBe('ok')
    await test.call('pool_update.apply', update, host)
    expect(db.get('pool_update', update).hosts).toEqual([host])
    expect(db.get('host', host)).toMatchObject({ updates: [update], updates_requiring_reboot: [update] })
    const [[, applied] = []] = db.all('host_patch')
    expect(applied).toMatchObject({ host, applied: true })
    await expect(test.call('pool_update.precheck', update, host)).rejects.toThrow('UPDATE_ALREADY_APPLIED')
    await expect(test.call('pool_update.destroy', update)).rejects.toThrow('UPDATE_IS_APPLIED')
    await test.call('host.disable', host)
    for (const vm of db.get('host', host).resident_VMs)
      if (!db.get('VM', vm).is_control_domain) await test.call('VM.hard_shutdown', vm)
    await test.call('host.reboot', host)
    await test.clock.advance(60)
    expect(db.get('host', host)).toMatchObject({ updates: [update], updates_requiring_reboot: [] })
  })

  it('is applied to all hosts that do not have it', async () => {
    const { test, update, hosts, db } = await introduced()
    await test.call('pool_update.apply', update, hosts[0] ?? '')
    await test.call('pool_update.pool_apply', update)
    expect([...db.get('pool_update', update).hosts].sort()).toEqual([...hosts].sort())
    await expect(test.call('pool_update.pool_apply', update)).rejects.toThrow(
      'UPDATE_ALREADY_APPLIED_IN_POOL',
    )
  })

  it('cannot be applied once its disk is gone, and is introduced again from another', async () => {
    const { test, vdi, update, hosts, db } = await introduced()
    await test.call('pool_update.pool_clean', update)
    expect(db.find('VDI', vdi)).toBeUndefined()
    await expect(test.call('pool_update.apply', update, hosts[0] ?? '')).rejects.toThrow('CANNOT_FIND_UPDATE')
    const other = diskOf(test)
    expect(await test.call('pool_update.introduce', other)).toBe(update)
    expect(db.get('pool_update', update).vdi).toBe(other)
  })

  it('goes with its patch', async () => {
    const { test, update, db } = await introduced()
    await test.call('pool_update.destroy', update)
    expect([...db.all('pool_update'), ...db.all('pool_patch')]).toEqual([])
  })
})

describe('a patch', () => {
  it('does what its update does', async () => {
    const { test, update, hosts, db } = await introduced()
    const [[patch] = []] = db.all('pool_patch')
    expect(await test.call('pool_patch.precheck', patch ?? '', hosts[0] ?? '')).toBe('')
    await test.call('pool_patch.pool_apply', patch ?? '')
    expect(db.get('pool_update', update).hosts).toHaveLength(hosts.length)
    expect(db.get('pool_patch', patch ?? '').pool_applied).toBe(true)
    await test.call('pool_patch.pool_clean', patch ?? '')
    expect(db.find('VDI', db.get('pool_update', update).vdi)).toBeUndefined()
    await expect(test.call('pool_patch.destroy', patch ?? '')).rejects.toThrow('UPDATE_IS_APPLIED')
  })
})
