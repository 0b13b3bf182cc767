import { describe, expect, test } from 'vitest'
import { toldWorded } from '@/server/shared/text'
import type { FollowedRecord } from '../classes'
import type { VmRow } from '../rows'
import { anyRef, ref } from '../testing/records'
import { smallPool } from '../testing/small-pool'
import { projectVm } from './vm'

const pool = () => {
  const fake = smallPool()
  const row = (name: string): VmRow => {
    const found = projectVm(fake.view(), ref('VM', name))
    if (found === undefined) throw new Error(`no row of VM ${name}`)
    return found
  }
  return { fake, row }
}

test('a running VM shows what it has, not what it was promised', () => {
  const { row } = pool()
  expect(row('web')).toMatchObject({
    host: 'p.host-one',
    memory: 3 * 2 ** 30,
    vcpus: 2,
    disks: 1,
    diskBytes: 20 * 2 ** 30,
    networks: ['p.network-lan'],
    startTime: '2026-08-20T08:00:00Z',
    isHvm: true,
    trouble: null,
  })
})

test('a running VM without metrics falls back to its settings', () => {
  const { fake, row } = pool()
  fake.remove('VM_metrics', 'web')
  expect(row('web')).toMatchObject({ memory: 2 * 2 ** 30, vcpus: 1, startTime: null })
})

test('a suspended VM is on no host and has no uptime', () => {
  const { fake, row } = pool()
  fake.put('VDI', 'memory', { SR: ref('SR', 'shared'), managed: true })
  fake.put('VM', 'web', { power_state: 'Suspended', suspend_VDI: ref('VDI', 'memory') })
  expect(row('web')).toMatchObject({ host: null, startTime: null, consoles: [], trouble: null })
})

test('references to nothing do no harm', () => {
  const { fake, row } = pool()
  fake.put('VM', 'db', {
    affinity: anyRef('Ref:1'),
    metrics: anyRef('Ref:2'),
    guest_metrics: anyRef('OpaqueRef:gone'),
    resident_on: anyRef(''),
    snapshot_of: anyRef('Ref:1'),
  })
  fake.put('VIF', 'db', { network: anyRef('OpaqueRef:gone') })
  expect(row('db')).toMatchObject({ host: null, networks: [], addresses: [], trouble: null })
})

describe('home', () => {
  test('is the preferred host', () => {
    const { fake, row } = pool()
    fake.put('VM', 'db', { affinity: ref('host', 'one') })
    expect(row('db').home).toBe('p.host-one')
  })
  test('is the host of local storage without a preference', () => {
    expect(pool().row('db').home).toBe('p.host-two')
  })
  test('is anywhere on shared storage', () => {
    expect(pool().row('web').home).toBeNull()
  })
})

describe('trouble', () => {
  const trouble = (name: string, change: (fake: ReturnType<typeof smallPool>) => void) => {
    const { fake, row } = pool()
    change(fake)
    const said = row(name).trouble
    return said && toldWorded(said)
  }
  test('a disk that is gone', () => {
    expect(trouble('db', fake => fake.remove('VDI', 'db'))).toBe('Disk 0 is missing from its storage.')
  })
  test('a disk its storage has lost', () => {
    expect(trouble('db', fake => fake.put('VDI', 'db', { missing: true }))).toBe(
      'Disk 0 (db) is missing from its storage.',
    )
  })
  test('an empty CD drive is none', () => {
    const empty = (fake: ReturnType<typeof smallPool>) =>
      fake.put('VBD', 'cd', { VM: ref('VM', 'db'), type: 'CD', empty: true, userdevice: '3' })
    expect(trouble('db', empty)).toBeNull()
  })
  test('storage that no host has', () => {
    expect(trouble('db', fake => fake.put('PBD', 'local-two', { currently_attached: false }))).toBe(
      'Storage local is not connected to any host.',
    )
  })
  test('a host that does not answer', () => {
    expect(trouble('web', fake => fake.put('host_metrics', 'one', { live: false }))).toBe(
      'Host one does not answer: whether it still runs is not known.',
    )
  })
  test('a guest that crashed', () => {
    expect(trouble('web', fake => fake.put('VM_metrics', 'web', { state: ['crashed'] }))).toBe(
      'The guest has crashed.',
    )
  })
  test('suspended memory that is gone', () => {
    expect(trouble('db', fake => fake.put('VM', 'db', { power_state: 'Suspended' }))).toBe(
      'Its suspended memory is missing: it cannot be resumed.',
    )
  })
})

describe('console', () => {
  test('are there while the VM runs', () => {
    const { fake, row } = pool()
    expect(row('web').consoles).toEqual([])
    fake.put('console', 'text', { VM: ref('VM', 'web'), protocol: 'vt100' })
    expect(row('web').consoles).toEqual(['text'])
    fake.put('console', 'screen', { VM: ref('VM', 'web'), protocol: 'rfb' })
    expect(row('web').consoles).toEqual(['screen', 'text'])
    fake.put('VM', 'web', { power_state: 'Halted' })
    expect(row('web').consoles).toEqual([])
  })
})

test('blocked operations are told with their reason', () => {
  const { fake, row } = pool()
  const blocked_operations: FollowedRecord<'VM'>['blocked_operations'] = { destroy: 'Ask finance first' }
  fake.put('VM', 'db', { blocked_operations })
  expect(row('db')).toMatchObject({ protected: true, blocked_operations: { destroy: 'Ask finance first' } })
})
