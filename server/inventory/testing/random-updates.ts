import fc from 'fast-check'
import { worded } from '@/server/shared/text'
import { noExtra } from '../query/entry'
import type { RowUpdate } from '../query/row-table'
import type { AnyRow } from '../rows'
import { hostRow, networkRow, poolRow, srRow, taskRow, vmRow } from './rows'

const pools = ['p1', 'p2']
const pool = fc.constantFrom(...pools)
const number = fc.integer({ min: 1, max: 12 })
const hostNumber = fc.option(fc.integer({ min: 1, max: 3 }))
/** Objects name hosts of their own pool only. */
const hostOf = (of: string, host: number | null) => (host === null ? null : `${of}.host-${host}`)
const name = fc.constantFrom('web-2', 'web-10', 'Web-9', 'db', 'Ärger', 'arger', 'a1b', 'a01b', '')

const vm = fc
  .record({
    pool,
    number,
    name_label: name,
    power_state: fc.constantFrom('Running', 'Halted'),
    host: hostNumber,
    home: hostNumber,
    vcpus: fc.integer({ min: 1, max: 3 }),
    memory: fc.constantFrom(2 ** 30, 2 ** 33),
    networks: fc.uniqueArray(fc.constantFrom('p1.network-1', 'p2.network-1', 'p1.network-2')),
    tags: fc.uniqueArray(fc.constantFrom('prod', 'test')),
    trouble: fc.constantFrom(null, worded('It has lost a disk.', {})),
    startTime: fc.constantFrom(null, '2026-08-21T10:00:00Z', '2026-08-20T10:00:00Z'),
    current_operations: fc.constantFrom<Record<string, string>>({}, { 'OpaqueRef:t': 'pool_migrate' }),
  })
  .map(({ pool, number, host, home, ...fields }) =>
    vmRow(pool, String(number), { ...fields, host: hostOf(pool, host), home: hostOf(pool, home) }),
  )
const host = fc
  .record({ pool, number: fc.integer({ min: 1, max: 3 }), name_label: name })
  .map(({ pool, number, ...fields }) => hostRow(pool, String(number), fields))
const sr = fc
  .record({
    pool,
    number: fc.integer({ min: 1, max: 4 }),
    name_label: name,
    shared: fc.boolean(),
    host: hostNumber,
  })
  .map(({ pool, number, host, ...fields }) =>
    srRow(pool, String(number), { ...fields, host: hostOf(pool, host) }),
  )
const network = fc
  .record({ pool, number: fc.integer({ min: 1, max: 2 }), name_label: name })
  .map(({ pool, number, ...fields }) => networkRow(pool, String(number), fields))
const task = fc
  .record({ pool, number, status: fc.constantFrom('pending', 'success'), host: hostNumber })
  .map(({ pool, number, host, ...fields }) =>
    taskRow(pool, String(number), { ...fields, host: hostOf(pool, host) }),
  )
const poolOnly = fc
  .record({ pool, name_label: name })
  .map(({ pool, name_label }) => poolRow(pool, { name_label }))

const row = fc.oneof<fc.WeightedArbitrary<AnyRow>[]>(
  { arbitrary: vm, weight: 6 },
  { arbitrary: host, weight: 2 },
  { arbitrary: sr, weight: 2 },
  { arbitrary: network, weight: 1 },
  { arbitrary: task, weight: 1 },
  { arbitrary: poolOnly, weight: 1 },
)

const update: fc.Arbitrary<RowUpdate> = fc
  .record({
    row,
    gone: fc.integer({ min: 0, max: 3 }).map(dice => dice === 0),
    mac: fc.constantFrom('00:16:3e:00:00:01', '00:16:3e:00:00:02'),
  })
  .map(({ row, gone, mac }) => ({
    id: row.id,
    row: gone ? undefined : row,
    extra: { ...noExtra, macs: row.class === 'VM' ? [mac] : [] },
  }))

/** One message's worth of changes of two small pools; each row once. Few of them, or enough to fill a list at once. */
export const someUpdates: fc.Arbitrary<RowUpdate[]> = fc
  .oneof(fc.array(update, { maxLength: 4 }), fc.array(update, { minLength: 20, maxLength: 60 }))
  .map(updates => [...new Map(updates.map(one => [one.id, one])).values()])

/** Ids that `someUpdates` may bring, of every class, and one that never comes. */
export const someId = fc.constantFrom(
  'p1',
  'p1.host-1',
  'p2.host-2',
  'p1.VM-1',
  'p1.VM-2',
  'p2.VM-3',
  'p1.SR-1',
  'p1.network-1',
  'p1.task-1',
  'p1.VM-never',
)
