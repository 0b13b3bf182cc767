import { expect, test } from 'vitest'
import { ref } from '../testing/records'
import { smallPool } from '../testing/small-pool'
import { hostExtra, poolExtra, vmExtra } from './extra'

test('a VM is found by the storage and the names of its disks, and by what HA is set to where it is on', () => {
  const pool = smallPool()
  const web = ref('VM', 'web')
  pool.put('VDI', 'web', { name_label: 'web root' })
  pool.put('VM', 'web', { ha_restart_priority: 'best-effort', has_vendor_device: true })
  expect(vmExtra(pool.view(), web, false)).toMatchObject({
    storage: ['p.SR-shared'],
    disks: ['web root'],
    facts: { ha: '', 'windows-update': 'yes' },
  })
  pool.put('pool', 'lab', { ha_enabled: true })
  expect(vmExtra(pool.view(), web, false).facts.ha).toBe('best-effort')
  expect(poolExtra(pool.view(), ref('pool', 'lab')).facts.ha).toBe('yes')
})

test('what a VM reads is known to be kept in memory on the host that runs it', () => {
  const pool = smallPool()
  const cached = () => vmExtra(pool.view(), ref('VM', 'web'), false).facts['read-caching']
  expect(cached()).toBe('no')
  pool.put('VDI', 'web', { sm_config: { 'read-caching-enabled-on-host-two': 'true' } })
  expect(cached()).toBe('no')
  pool.put('VDI', 'web', { sm_config: { 'read-caching-enabled-on-host-one': 'true' } })
  expect(cached()).toBe('yes')
})

test('a pool whose hosts differ in version is partly upgraded; a host has its licence', () => {
  const pool = smallPool()
  const upgraded = () => poolExtra(pool.view(), ref('pool', 'lab')).facts['partly-upgraded']
  pool.put('host', 'one', { edition: 'premium', software_version: { product_version: '8.3.0' } })
  pool.put('host', 'two', { software_version: { product_version: '8.3.0' } })
  expect(upgraded()).toBe('no')
  pool.put('host', 'two', { software_version: { product_version: '8.2.1' } })
  expect(upgraded()).toBe('yes')
  expect(hostExtra(pool.view(), ref('host', 'one')).facts).toEqual({ licence: 'premium' })
})
