import { beforeEach, describe, expect, it } from 'vitest'
import type { Ref } from '../../server/xapi/model/records'
import { type TestPool, testPool } from '../test-pool'
import { disksOf } from './duplicate'

let test: TestPool
beforeEach(() => {
  test = testPool()
})

function sr(name: string): Ref<'SR'> {
  for (const [ref, row] of test.pool.db.all('SR')) if (row.name_label === name) return ref
  throw new Error(`The pool has no storage ${name}`)
}

/** A running VM whose disks are all on shared storage, with a disk. */
function movable(): Ref<'VM'> {
  const { db } = test.pool
  for (const [ref, vm] of db.all('VM')) {
    const disks = disksOf(test.pool, ref)
    const shared = disks.every(({ VDI }) => db.get('SR', db.get('VDI', VDI).SR).shared)
    const plain = !vm.is_control_domain && vm.allowed_operations.includes('migrate_send')
    if (vm.power_state === 'Running' && disks.length > 0 && shared && plain) return ref
  }
  throw new Error('No VM of the pool can be moved')
}

async function destination(vm: Ref<'VM'>): Promise<{ [key: string]: string }> {
  const { db } = test.pool
  const { resident_on } = db.get('VM', vm)
  const own = await test.call('VM.get_possible_hosts', vm)
  const host = (own as string[]).find(one => one !== resident_on) ?? resident_on
  const pif = db.get('host', host).PIFs.find(one => db.get('PIF', one).management)
  const dest = await test.call('host.migrate_receive', host, db.get('PIF', pif ?? '').network, {})
  return dest as { [key: string]: string }
}

describe('a VM that is sent to another host and storage', () => {
  it('goes on running there, on copies of its disks that are disks of their own', async () => {
    const { db } = test.pool
    const vm = movable()
    const dest = await destination(vm)
    const disks = disksOf(test.pool, vm).map(({ VDI }) => VDI)
    const before = disks.map(vdi => db.get('VDI', vdi))
    const to = sr('nfs-prod')
    const target = before.every(({ SR }) => SR === to) ? sr('iscsi-ssd') : to
    const map = Object.fromEntries(disks.map(vdi => [vdi, target]))
    test.pool.disks.of(disks[0] ?? '').write(4096, Buffer.from('written by the guest'))
    const task = String(await test.call('Async.VM.migrate_send', vm, dest, true, map, {}, {}))
    await test.clock.advance(1)
    expect(db.get('VM', vm).current_operations).toEqual({ [task]: 'migrate_send' })
    expect(db.get('VM', vm).power_state).toBe('Running')
    await test.clock.advance(120)
    expect(db.get('task', task)).toMatchObject({ status: 'success' })
    const moved = db.get('VM', vm)
    expect(moved).toMatchObject({ power_state: 'Running', resident_on: dest.host, current_operations: {} })
    const copies = disksOf(test.pool, vm).map(({ VDI }) => VDI)
    expect(copies.map(vdi => db.get('VDI', vdi).SR)).toEqual(copies.map(() => target))
    const gone = disks.filter((_, index) => before[index]?.SR !== target)
    for (const vdi of gone) expect(db.find('VDI', vdi)).toBeUndefined()
    expect(
      test.pool.disks
        .of(copies[0] ?? '')
        .read(4096, 20)
        .toString(),
    ).toBe('written by the guest')
    expect([...test.pool.messages.all()].at(-1)?.message.name).toBe('VM_MIGRATED')
  })

  it.each([
    ['no disk has a place to go to', {}, {}, 'VDI_NOT_IN_MAP'],
    ['it would need other networks', 'same', { x: 'y' }, 'OPERATION_NOT_ALLOWED'],
    ['the destination cannot mirror', 'ISO library', {}, 'SR_DOES_NOT_SUPPORT_MIGRATION'],
  ] as const)('refuses when %s', async (_, place, networks, code) => {
    const { db } = test.pool
    const vm = movable()
    const dest = await destination(vm)
    const disks = disksOf(test.pool, vm).map(({ VDI }) => VDI)
    const at = (vdi: string) => (place === 'same' ? db.get('VDI', vdi).SR : sr(String(place)))
    const map = typeof place === 'string' ? Object.fromEntries(disks.map(vdi => [vdi, at(vdi)])) : {}
    await expect(test.call('VM.assert_can_migrate', vm, dest, true, map, networks, {})).rejects.toMatchObject(
      { code },
    )
  })

  it('stays where it is when the move is cancelled, and no copy is left', async () => {
    const { db } = test.pool
    const vm = movable()
    const dest = await destination(vm)
    const disks = disksOf(test.pool, vm).map(({ VDI }) => VDI)
    const elsewhere = db.get('VDI', disks[0] ?? '').SR === sr('nfs-prod') ? 'iscsi-ssd' : 'nfs-prod'
    const map = Object.fromEntries(disks.map(vdi => [vdi, sr(elsewhere)]))
    const count = db.table('VDI').entries.size
    const task = String(await test.call('Async.VM.migrate_send', vm, dest, true, map, {}, {}))
    await test.clock.advance(1)
    await test.call('task.cancel', task)
    await test.clock.advance(30)
    expect(db.get('task', task).status).toBe('cancelled')
    expect(disksOf(test.pool, vm).map(({ VDI }) => VDI)).toEqual(disks)
    expect(db.table('VDI').entries.size).toBe(count)
  })
})

describe('one disk of a running VM', () => {
  it('moves to another storage below the VM', async () => {
    const { db } = test.pool
    const vm = movable()
    const [first] = disksOf(test.pool, vm)
    const from = first?.VDI ?? ''
    const target = db.get('VDI', from).SR === sr('nfs-prod') ? sr('iscsi-ssd') : sr('nfs-prod')
    const { resident_on } = db.get('VM', vm)
    const moved = String(await test.call('VDI.pool_migrate', from, target, {}))
    expect(db.find('VDI', from)).toBeUndefined()
    expect(db.get('VDI', moved)).toMatchObject({ SR: target })
    expect(db.get('VM', vm)).toMatchObject({ resident_on, power_state: 'Running' })
  })

  it('stays where no VM runs with it', async () => {
    const { db } = test.pool
    const halted = [...db.all('VM')].find(
      ([ref, vm]) => vm.power_state === 'Halted' && !vm.is_a_template && disksOf(test.pool, ref).length > 0,
    )
    const [disk] = halted ? disksOf(test.pool, halted[0]) : []
    const vdi = disk?.VDI ?? ''
    await expect(test.call('VDI.pool_migrate', vdi, sr('nfs-prod'), {})).rejects.toMatchObject({
      code: 'VDI_NEEDS_VM_FOR_MIGRATE',
      params: [vdi],
    })
  })
})
