import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type FollowedClass, followedClasses } from './classes'
import { dependents } from './dependents'
import type { View } from './project/view'
import type { Extra } from './query/entry'
import { RowSet } from './row-set'
import { type AnyRow, type ObjectId, type PartClass, partClasses } from './rows'
import type { PoolEvent } from './source'
import { Store } from './store'
import { eventOf } from './testing/fake-pool'
import { anyRef, record, ref } from './testing/records'
import { smallPool } from './testing/small-pool'
import { Touched } from './touched'

const everyPart: ReadonlySet<PartClass> = new Set(partClasses)

/** Rows of a store made from nothing, as they would be after a restart. */
function madeAnew(view: View): Map<ObjectId, Made> {
  const touched = new Touched(everyPart)
  touched.pool = true
  for (const cls of ['host', 'VM', 'VM_appliance', 'VMSS', 'SR', 'network', 'VDI', 'task'] as const)
    addAll(touched, view.store, cls)
  const rows = new RowSet()
  rows.update(view, touched)
  return byId(rows)
}

function addAll<C extends 'host' | 'VM' | 'VM_appliance' | 'VMSS' | 'SR' | 'network' | 'VDI' | 'task'>(
  touched: Touched,
  store: Store,
  cls: C,
): void {
  const set: Set<string> = touched[cls]
  for (const ref of store.all(cls).keys()) set.add(ref)
}

interface Made {
  row: AnyRow
  extra: Extra
}

function byId(rows: RowSet): Map<ObjectId, Made> {
  return new Map([...rows.values()].map(row => [row.id, { row, extra: rows.extra(row.id) }]))
}

function fillOf(view: View): PoolEvent[] {
  return followedClasses.flatMap(cls => addsOf(view.store, cls))
}

function addsOf<C extends FollowedClass>(store: Store, cls: C): PoolEvent[] {
  return [...store.all(cls)].map(([to, snapshot]) =>
    eventOf({ class: cls, ref: to, operation: 'add', snapshot }),
  )
}

const names = fc.constantFrom(
  'one',
  'two',
  'web',
  'db',
  'shared',
  'local',
  'lan',
  'one-eth0',
  'shared-one',
  'new',
)
const to = <C extends FollowedClass>(cls: C) =>
  fc.oneof(
    names.map(name => ref(cls, name)),
    fc.constant(anyRef<C>('OpaqueRef:NULL')),
    fc.constant(anyRef<C>('Ref:1')),
  )

const flag = fc.boolean()
const MAC = fc.constantFrom('', '00:16:3E:00:00:01', '00:16:3e:00:00:02')
const other_config = fc.constantFrom({}, { 'XenCenter.CustomFields.owner': 'jane' }, { folder: '/web' })
const write = fc.oneof(
  changes('VM', {
    name_label: fc.constantFrom('a', 'b'),
    power_state: fc.constantFrom('Running', 'Halted', 'Suspended'),
    resident_on: to('host'),
    affinity: to('host'),
    metrics: to('VM_metrics'),
    guest_metrics: to('VM_guest_metrics'),
    suspend_VDI: to('VDI'),
    is_a_template: flag,
    is_a_snapshot: flag,
    snapshot_of: to('VM'),
    other_config,
    appliance: to('VM_appliance'),
    snapshot_schedule: to('VMSS'),
    order: fc.nat(2),
    ha_restart_priority: fc.constantFrom('', 'restart'),
  }),
  changes('VM_metrics', { memory_actual: fc.nat(3), VCPUs_number: fc.nat(4) }),
  changes('VM_guest_metrics', { networks: fc.constantFrom({}, { '0/ip': '10.0.0.1' }) }),
  changes('VBD', { VM: to('VM'), VDI: to('VDI'), type: fc.constant('Disk'), userdevice: fc.constant('0') }),
  changes('VDI', {
    SR: to('SR'),
    virtual_size: fc.nat(9),
    managed: flag,
    missing: flag,
    is_a_snapshot: flag,
  }),
  changes('VIF', { VM: to('VM'), network: to('network'), device: fc.constant('0'), MAC }),
  changes('console', { VM: to('VM'), protocol: fc.constant('rfb') }),
  changes('host', {
    metrics: to('host_metrics'),
    name_label: fc.constantFrom('a', 'b'),
    enabled: flag,
    other_config,
  }),
  changes('host_metrics', { live: flag, memory_free: fc.nat(3) }),
  changes('host_cpu', { host: to('host') }),
  changes('pool', { master: to('host'), default_SR: to('SR') }),
  changes('SR', {
    name_label: fc.constantFrom('a', 'b'),
    shared: flag,
    content_type: fc.constantFrom('iso', 'user'),
  }),
  changes('PBD', { SR: to('SR'), host: to('host'), currently_attached: flag }),
  changes('network', { name_label: fc.constantFrom('a', 'b') }),
  changes('PIF', {
    network: to('network'),
    host: to('host'),
    metrics: to('PIF_metrics'),
    VLAN: fc.constant(-1),
    MAC,
  }),
  changes('PIF_metrics', { carrier: flag }),
  changes('VLAN', { tagged_PIF: to('PIF'), untagged_PIF: to('PIF') }),
  changes('VMSS', { name_label: fc.constantFrom('a', 'b'), enabled: flag }),
  changes('VM_appliance', { name_label: fc.constantFrom('a', 'b') }),
  changes('task', { resident_on: to('host'), subtask_of: to('task') }),
)

/** An event that puts a row there with these fields, or takes it away. */
function changes<C extends FollowedClass>(cls: C, fields: Record<string, fc.Arbitrary<unknown>>) {
  return fc.tuple(names, fc.record(fields), fc.integer({ min: 0, max: 4 })).map(([name, values, dice]) => {
    const target = ref(cls, cls === 'pool' ? 'lab' : name)
    if (dice === 0 && cls !== 'pool') return eventOf({ class: cls, ref: target, operation: 'del' })
    const snapshot = { ...record(cls), uuid: `${cls}-${name}`, ...values }
    return eventOf({ class: cls, ref: target, operation: 'mod', snapshot })
  })
}

test('rows that follow the changes are the rows that would be made anew', () => {
  fc.assert(
    fc.property(fc.array(fc.array(write, { minLength: 1, maxLength: 4 }), { maxLength: 12 }), batches => {
      const view = { ...smallPool().view(), store: new Store() }
      const rows = new RowSet()
      for (const batch of [fillOf(smallPool().view()), ...batches]) {
        const before = byId(rows)
        const { set, gone, found } = rows.update(
          view,
          dependents(view.store, view.store.apply(batch), everyPart),
        )
        const after = byId(rows)
        expect(after).toEqual(madeAnew(view))
        const told = new Set([...set.map(row => row.id), ...gone.map(row => row.id), ...found])
        for (const id of new Set([...before.keys(), ...after.keys()])) {
          if (!told.has(id)) expect(after.get(id)).toEqual(before.get(id))
        }
      }
    }),
    { numRuns: 300 },
  )
})
