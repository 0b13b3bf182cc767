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
