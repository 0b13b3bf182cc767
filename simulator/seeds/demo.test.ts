import { describe, expect, it } from 'vitest'
import { encodeValue } from '../../server/xapi/encode'
import { freeMemory } from '../lifecycle/memory'
import { testPool } from '../test-pool'
import { generatedPool } from './generated'

describe.each([
  ['the demo pool', undefined],
  [
    'a generated pool',
    (ground: Parameters<typeof generatedPool>[1]) => generatedPool({ hosts: 4, vms: 60 }, ground),
  ],
])('%s', (_, seed) => {
  it('is the same each time it grows', () => {
    const refs = () => [...testPool(seed).pool.db.all('VM')].map(([ref, vm]) => [ref, vm.uuid, vm.name_label])
    expect(refs()).toEqual(refs())
  })

  it('has only records that can be sent', () => {
    const { pool } = testPool(seed)
    for (const [cls, table] of pool.db.tables()) {
      for (const { row } of table.entries.values())
        expect(() => encodeValue(`record ${cls}`, row)).not.toThrow()
    }
  })

  it('names no row that is not there', () => {
    const { pool } = testPool(seed)
    const known = new Set([...pool.db.tables()].flatMap(([, table]) => [...table.entries.keys()]))
    for (const [cls, table] of pool.db.tables()) {
      for (const { row } of table.entries.values()) {
        for (const [field, value] of Object.entries(row)) {
          const refs = (Array.isArray(value) ? value : [value]).filter(
            one => typeof one === 'string' && one.startsWith('OpaqueRef:') && one !== 'OpaqueRef:NULL',
          )
          for (const ref of refs) expect(known.has(String(ref)), `${cls}.${field} ${ref}`).toBe(true)
        }
      }
    }
  })

  it('gives no host more than it has', () => {
    const { pool } = testPool(seed)
    for (const [ref] of pool.db.all('host')) expect(freeMemory(pool, ref)).toBeGreaterThan(0)
  })

  it('tells from its first moment what its VMs leave free', () => {
    const { pool } = testPool(seed)
    for (const [ref, host] of pool.db.all('host'))
      expect(pool.db.get('host_metrics', host.metrics).memory_free).toBe(freeMemory(pool, ref))
  })
})

it('has forty VMs, about two thirds of them running', () => {
  const { pool } = testPool()
  const vms = [...pool.db.all('VM')].filter(([, vm]) => !vm.is_a_template && !vm.is_control_domain)
  expect(vms).toHaveLength(40)
  expect(vms.filter(([, vm]) => vm.power_state === 'Running').length).toBeGreaterThan(24)
})
