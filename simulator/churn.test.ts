import { describe, expect, it } from 'vitest'
import { churn } from './churn'
import { generatedPool } from './seeds/generated'
import { type TestPool, testPool } from './test-pool'

const small = () => testPool(ground => generatedPool({ hosts: 3, vms: 60 }, ground))

function states({ pool }: TestPool): Map<string, string> {
  const found = new Map<string, string>()
  for (const [ref, vm] of pool.db.all('VM'))
    if (!vm.is_a_template && !vm.is_a_snapshot && !vm.is_control_domain) found.set(ref, vm.power_state)
  return found
}

describe('a pool in which things go on', () => {
  it('writes about as many rows as it was asked to', async () => {
    const test = small()
    const before = test.pool.db.generation
    churn(test.pool, 100, 1)
    await test.clock.advance(60)
    const written = test.pool.db.generation - before
    expect(written).toBeGreaterThan(60 * 100 * 0.8)
    expect(written).toBeLessThan(60 * 100 * 1.2)
  })

  it('is a pool that could be: VMs run where they have room, and nothing is left half done', async () => {
    const test = small()
    const before = states(test)
    const stop = new AbortController()
    churn(test.pool, 100, 1, stop.signal)
    await test.clock.advance(120)
    stop.abort()
    await test.clock.advance(300)
    const after = states(test)
    expect([...after].filter(([ref, state]) => before.get(ref) !== state).length).toBeGreaterThan(3)
    const { db } = test.pool
    for (const [ref, vm] of db.all('VM')) {
      expect(vm.current_operations).toEqual({})
      if (!after.has(ref) || vm.power_state !== 'Running') continue
      expect(db.get('host', vm.resident_on).resident_VMs).toContain(ref)
      expect(vm.consoles.length).toBeGreaterThan(0)
    }
    for (const [, task] of db.all('task')) expect(task.status).not.toBe('pending')
  })

  it('does the same things with the same seed', async () => {
    const names = async () => {
      const test = small()
      churn(test.pool, 100, 5)
      await test.clock.advance(30)
      return [...test.pool.db.all('VM')].map(([, vm]) => `${vm.name_label} ${vm.power_state} ${vm.tags}`)
    }
    expect(await names()).toEqual(await names())
  })
})
