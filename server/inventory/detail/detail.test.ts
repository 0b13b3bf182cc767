import { beforeEach, expect, test } from 'vitest'
import type { HostDetail, VmDetail } from '../details'
import { createInventory } from '../inventory'
import { describe } from '../testing/describe'
import { FakeClock } from '../testing/fake-clock'
import type { FakePool } from '../testing/fake-pool'
import { anyRef, ref } from '../testing/records'
import { smallPool } from '../testing/small-pool'

const GiB = 2 ** 30
const limits = (least: number, most: number, limit: number) => ({
  memory_dynamic_min: least * GiB,
  memory_dynamic_max: most * GiB,
  memory_static_max: limit * GiB,
})

let clock: FakeClock
let pool: FakePool
let inventory: ReturnType<typeof createInventory>

beforeEach(async () => {
  clock = new FakeClock()
  pool = smallPool()
  inventory = createInventory({ clock, describe })
  inventory.follow({ id: 'p', name: 'Lab', address: '10.0.0.1' }, pool.connect)
  await clock.advance(100)
})

test("a VM's page tells its drives, cards and snapshots", async () => {
  pool.put('VBD', 'cd', { VM: ref('VM', 'web'), type: 'CD', empty: true, userdevice: '3' })
  pool.put('VBD', 'lost', { VM: ref('VM', 'web'), VDI: anyRef('Ref:1'), type: 'Disk', userdevice: '10' })
  pool.put('VM', 'before', {
    is_a_snapshot: true,
    is_a_template: true,
    snapshot_of: ref('VM', 'web'),
    snapshot_time: '2026-08-01T00:00:00Z',
  })
  pool.put('VM_guest_metrics', 'web', {
    networks: { '0/ip': '10.0.0.5' },
    os_version: { name: 'Debian 12', uname: '6.1.0' },
    PV_drivers_version: { major: '8', minor: '2' },
  })
  pool.put('VM', 'web', { guest_metrics: ref('VM_guest_metrics', 'web') })
  await clock.advance(100)
  const detail = inventory.vmDetail('p.VM-web')
  expect(detail).toMatchObject({ hostName: 'one', domainType: 'hvm', toolsVersion: '8.2', kernel: '6.1.0' })
  expect(detail?.disks.map(disk => [disk.position, disk.name, disk.missing, disk.sr?.name])).toEqual([
    ['0', 'web', false, 'shared'],
    ['3', '', false, undefined],
    ['10', '', true, undefined],
  ])
  expect(detail?.nics).toMatchObject([
    { network: { id: 'p.network-lan', name: 'lan' }, addresses: ['10.0.0.5'] },
  ])
  expect(detail?.snapshots).toMatchObject([
    { id: 'p.VM-before', name: 'before', time: '2026-08-01T00:00:00Z', kind: 'disks', parent: null },
  ])
})

test("a host's page tells its NICs and storage", () => {
  const detail = inventory.hostDetail('p.host-two')
  expect(detail?.nics).toMatchObject([{ device: 'eth0', carrier: true, speed: 10_000, vlan: null }])
  expect(detail?.storage.map(sr => [sr.name, sr.type, sr.attached])).toEqual([
    ['local', 'ext', true],
    ['shared', 'nfs', true],
  ])
})

test("a host's page tells licence, updates and what it trusts", async () => {
  expect(inventory.hostDetail('p.host-two')).toMatchObject({
    licence: { expiry: null, sockets: null, server: '' },
    updates: { pending: [], lastApplied: null },
  })
  const before = {
    license_params: { sku_marketing_name: 'Premium', expiry: '20270131T12:00:00Z', sockets: '2' },
    license_server: { address: 'lic.example', port: '27000' },
    logging: { syslog_destination: 'log.example' },
    external_auth_service_name: 'corp.example',
    tls_verification_enabled: true,
    software_version: { platform_version: '3.4.0' },
  } as const
  pool.put('host', 'two', { ...before, pending_guidances: ['restart_toolstack'] })
  await clock.advance(100)
  expect(inventory.hostDetail('p.host-two')).toMatchObject({
    licence: { name: 'Premium', expiry: '2027-01-31T12:00:00.000Z', sockets: 2, server: 'lic.example:27000' },
    updates: { pending: ['restart_toolstack'] },
    logTo: 'log.example',
    domain: 'corp.example',
    tlsVerification: true,
  })
  // Editions that cost nothing end at the end of a century.
  pool.put('host', 'two', {
    ...before,
    license_params: { expiry: '20991231T23:59:59Z' },
    pending_guidances: [],
  })
  await clock.advance(100)
  expect(inventory.hostDetail('p.host-two')?.licence.expiry).toBeNull()
})

test("a host's page tells who has its memory, of hidden VMs only how much", async () => {
  const on = { resident_on: ref('host', 'one'), power_state: 'Running' } as const
  pool.put('VM', 'web', { ...on, ...limits(1, 4, 8) })
  pool.put('VM', 'dom0', { ...on, is_control_domain: true, ...limits(2, 2, 2) })
  pool.put('VM', 'proxy', { ...on, ...limits(1, 2, 2), other_config: { HideFromXenCenter: 'true' } })
  await clock.advance(100)
  expect(inventory.hostDetail('p.host-one')?.memory).toEqual({
    ownDomains: 2 * GiB,
    vms: [{ id: 'p.VM-web', name: 'web', now: 3 * GiB, least: GiB, most: 4 * GiB, limit: 8 * GiB }],
    unnamed: { now: 2 * GiB, promised: { least: GiB, most: 2 * GiB } },
  })
  expect(inventory.hostDetail('p.host-two')?.memory.vms).toEqual([])
})

test('there is no page of what is no VM or host', () => {
  expect(inventory.vmDetail('p.host-two')).toBeNull()
  expect(inventory.hostDetail('p')).toBeNull()
  expect(inventory.vmDetail('other.VM-web')).toBeNull()
})

test('who looks at a page is told what changes on it, and nothing else', async () => {
  const seen: (VmDetail | null)[] = []
  const stop = inventory.watchVm('p.VM-web', detail => seen.push(detail))
  expect(seen).toMatchObject([{ row: { name_label: 'web' } }])
  pool.put('VM', 'db', { name_label: 'other' })
  await clock.advance(100)
  expect(seen).toHaveLength(1)
  pool.put('network', 'lan', { name_label: 'Office' })
  await clock.advance(100)
  expect(seen[1]?.nics[0]?.network?.name).toBe('Office')
  pool.put('VM', 'web', { HVM_boot_params: { order: 'cd' } })
  await clock.advance(100)
  expect(seen[2]?.bootOrder).toBe('cd')
  pool.remove('VM', 'web')
  await clock.advance(100)
  expect(seen[3]).toBeNull()
  stop()
  pool.put('VM', 'web', { name_label: 'again' })
  await clock.advance(100)
  expect(seen).toHaveLength(4)
})

test('several who look at one page are told the same, and the page goes with its pool', async () => {
  const first: (HostDetail | null)[] = []
  const second: (HostDetail | null)[] = []
  inventory.watchHost('p.host-one', detail => first.push(detail))
  inventory.watchHost('p.host-one', detail => second.push(detail))
  pool.put('host', 'one', { edition: 'enterprise' })
  await clock.advance(100)
  expect(first).toHaveLength(2)
  expect(second[1]).toBe(first[1])
  await inventory.unfollow('p')
  await clock.advance(100)
  expect(first[2]).toBeNull()
})
