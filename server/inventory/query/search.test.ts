import { expect, test } from 'vitest'
import type { AnyRow } from '../rows'
import { hostRow, networkRow, poolRow, srRow, taskRow, vmRow } from '../testing/rows'
import { type Extra, noExtra } from './entry'
import { RowTable } from './row-table'
import { search } from './search'

const extras: Record<string, Extra> = {
  'p.VM-web-1': { ...noExtra, macs: ['00:16:3e:aa:bb:cc'], fields: ['owner: jane'] },
}
const rows: AnyRow[] = [
  poolRow('p', { name_label: 'Lab' }),
  hostRow('p', 'xen3', { address: '10.0.0.3', memoryTotal: 2 ** 38 }),
  srRow('p', 'web storage'),
  networkRow('p', 'web', { vlan: 42 }),
  taskRow('p', 'web import'),
  vmRow('p', 'web-1', {
    power_state: 'Running',
    host: 'p.host-xen3',
    memory: 2 ** 34,
    networks: ['p.network-web'],
  }),
  vmRow('p', 'web-10', { tags: ['prod'] }),
  vmRow('p', 'web-2', { name_description: 'the second' }),
  vmRow('p', 'old web'),
  vmRow('p', 'cobweb'),
  vmRow('p', 'db', { name_description: 'behind web-1', addresses: ['10.0.0.30'] }),
]
const everything: AnyRow[] = [
  poolRow('q', { name_label: 'Berlin', editions: ['premium'] }),
  hostRow('q', 'ber1', { bootTime: new Date(Date.now() - 40 * 86_400_000).toISOString() }),
  srRow('q', 'filer', { type: 'nfs', physicalSize: 2 ** 42 }),
  srRow('q', 'disk-of-ber1', { type: 'lvm', shared: false, host: 'q.host-ber1' }),
  networkRow('q', 'DMZ'),
  vmRow('q', 'shop-1', {
    name_description: 'Tills',
    power_state: 'Running',
    host: 'q.host-ber1',
    networks: ['q.network-DMZ'],
    addresses: ['10.9.0.4'],
    os: 'Debian 12',
    tools: 'installed',
    startTime: new Date(Date.now() - 10 * 86_400_000).toISOString(),
    appliance: { id: 'q.VM_appliance-shop', name: 'Shop' },
    folder: '/Web/Front',
    tags: ['Prod'],
    fields: { Owner: 'jane', Rented: '2026-08-21 10:00:00Z' },
    memory: 2 ** 33,
    diskBytes: 2 ** 35,
  }),
  vmRow('q', 'shop-2', { folder: '/Web', fields: { Owner: 'joe' }, disks: 0 }),
]
const known: Record<string, Partial<Extra>> = {
  q: { facts: { ha: 'yes', 'partly-upgraded': 'yes' } },
  'q.host-ber1': { facts: { licence: 'premium' } },
  'q.VM-shop-1': {
    storage: ['q.SR-filer'],
    disks: ['shop root'],
    facts: { ha: 'best-effort', 'windows-update': 'yes', 'read-caching': 'yes' },
  },
}
const table = new RowTable()
table.apply(rows.map(row => ({ id: row.id, row, extra: extras[row.id] ?? noExtra })))
const found = (text: string, limit = 50) =>
  search(table, text, limit).rows.map(row => `${row.class} ${row.name_label}`)

test('the best come first, each kind by name', () => {
  expect(found('web')).toEqual([
    'network web',
    'SR web storage',
    'VM web-1',
    'VM web-2',
    'VM web-10',
    'VM old web',
    'VM cobweb',
    'VM db',
  ])
})

const whole = new RowTable()
whole.apply(everything.map(row => ({ id: row.id, row, extra: { ...noExtra, ...known[row.id] } })))
const names = (text: string) => search(whole, text, 50).rows.map(row => row.name_label)

test('[NAV-21] everything that XenCenter searches by finds what has it', () => {
  const wanted = [
    ['name:=shop-1', ['shop-1']],
    ['name:*-2', ['shop-2']],
    ['description:till', ['shop-1']],
    ['uuid:=VM-shop-2', ['shop-2']],
    ['type:vm', ['shop-1', 'shop-2']],
    ['type:storage', ['disk-of-ber1', 'filer']],
    ['type:pool', ['Berlin']],
    ['tag:=prod', ['shop-1']],
    ['type:vm host:ber1', ['shop-1']],
    ['type:network pool:=berlin', ['DMZ']],
    ['type:vm network:dmz', ['shop-1']],
    ['type:vm storage:filer', ['shop-1']],
    ['disk:root', ['shop-1']],
    ['type:vm memory:>=8G', ['shop-1']],
    ['os:="debian 12"', ['shop-1']],
    ['state:running', ['shop-1']],
    ['tools:=installed', ['shop-1']],
    ['started:<2026-01-01', []],
    ['-started:today type:vm', ['shop-1', 'shop-2']],
    ['ha:best-effort', ['shop-1']],
    ['type:pool ha:yes', ['Berlin']],
    ['size:>2T', ['filer']],
    ['disks:32G', ['shop-1']],
    ['address:10.9.0.4', ['shop-1']],
    ['uptime:>7d', ['ber1', 'shop-1']],
    ['uptime:>4w', ['ber1']],
    ['partly-upgraded:yes', ['Berlin']],
    ['vapp:shop', ['shop-1']],
    ['type:vm -has:vapp', ['shop-2']],
    ['shared:no', ['disk-of-ber1']],
    ['sr-type:lvm', ['disk-of-ber1']],
    ['type:nfs', ['filer']],
    ['type:lv*', ['disk-of-ber1']],
    ['type:storage vm:shop', ['filer']],
    ['type:network vm:shop-1', ['DMZ']],
    ['type:host vm:shop-1', ['ber1']],
    ['read-caching:yes', ['shop-1']],
    ['folder:=/web', ['shop-2']],
    ['infolder:/web', ['shop-1', 'shop-2']],
    ['licence:premium', ['Berlin', 'ber1']],
    ['has:field', ['shop-1', 'shop-2']],
    ['windows-update:yes', ['shop-1']],
    ['owner:=jane', ['shop-1']],
    ['rented:>2026-08-20', ['shop-1']],
    ['rented:<2026-08-21', []],
  ] as const
  const found = wanted.map(([text]) => [text, names(text).sort()])
  expect(found).toEqual(wanted.map(([text, all]) => [text, [...all].sort()]))
})

test.each([
  ['any(tag:prod shared:no)', ['disk-of-ber1', 'shop-1']],
  ['type:vm none(tag:prod has:address)', ['shop-2']],
  ['type:vm any(all(owner:joe -has:disk) name:nobody)', ['shop-2']],
  ['type:vm host(uptime:>4w any(name:ber1 name:x))', ['shop-1']],
  ['type:vm host(uptime:<4w)', []],
  ['type:vm storage(size:>2T)', ['shop-1']],
  ['type:vm pool(ha:yes)', ['shop-1', 'shop-2']],
  ['storage(vm(tag:prod))', ['Berlin', 'filer', 'shop-1']],
  ['type:host storage(shared:no)', ['ber1']],
])('nested: %j finds %j', (text, wanted) => {
  expect(names(text).sort()).toEqual([...wanted].sort())
})

test('no more than asked for, and how many there are', () => {
  const { rows: few, matched } = search(table, 'web', 2)
  expect([few.map(row => row.name_label), matched]).toEqual([['web', 'web storage'], 8])
})

test.each([
  ['10.0.0.3', ['VM db', 'host xen3']],
  ['AA:BB:CC', ['VM web-1']],
  ['mac:00:16:3e', ['VM web-1']],
  ['owner: jane', ['VM web-1']],
  ['field:jane', ['VM web-1']],
  ['VM-web-10', ['VM web-10']],
  ['state:running host:xen3 memory:>8G', ['VM web-1']],
  ['memory:>8G', ['VM web-1', 'host xen3']],
  ['tag:prod', ['VM web-10']],
  ['vlan:42', ['network web']],
  ['role:member', ['host xen3']],
  ['network:web', ['VM web-1', 'network web']],
  ['web -state:attached -network:web -web-2', ['VM web-10', 'VM old web', 'VM cobweb', 'VM db']],
  ['"old web"', ['VM old web']],
  ['', []],
  ['state:', []],
  ['nobody', []],
])('%j finds %j', (text, names) => {
  expect(found(text).sort()).toEqual([...names].sort())
})
