import { describe, expect, it } from 'vitest'
import { memoryOverhead, mostMemory } from '../lifecycle/memory'
import { type TestPool, testPool } from '../test-pool'

const MiB = 1024 * 1024

function halted(test: TestPool) {
  for (const [ref, vm] of test.pool.db.all('VM'))
    if (vm.power_state === 'Halted' && !vm.is_a_template && vm.domain_type === 'hvm') return { ref, vm }
  throw new Error('No VM of the pool is halted')
}

describe('what Xen takes beside the memory of a guest', () => {
  it.each([
    ['hvm', 256 * MiB, 1, 1, 6],
    ['hvm', 256 * MiB, 0, 1, 4],
    ['hvm', 1, 1, 1, 5],
    ['hvm', 256 * MiB, 1, -1, 4],
    ['hvm', 512 * MiB, 1, 1, 8],
    ['pv', 256 * MiB, 1, 1, 5],
    ['pv_in_pvh', 900 * MiB, 1, 1, 8 + 1 + 2 + 1 + 33],
  ] as const)(
    'of a %s guest with %i bytes, %i vCPUs and multiplier %i is %i MiB',
    (kind, max, cpus, by, mib) => {
      const vm = { domain_type: kind, memory_static_max: max, VCPUs_max: cpus, HVM_shadow_multiplier: by }
      expect(memoryOverhead(vm)).toBe(mib * MiB)
    },
  )

  it('leaves the most a guest can have: one byte more does not fit', () => {
    const { vm } = halted(testPool())
    for (const total of [0, 1, 100 * MiB, 1024 * MiB, 3 * 1024 * MiB + 12345]) {
      const most = mostMemory(vm, total, 4)
      const need = (memory_static_max: number) =>
        memory_static_max + memoryOverhead({ ...vm, VCPUs_max: 4, memory_static_max })
      if (most > 0) expect(need(most)).toBeLessThanOrEqual(total)
      expect(need(most + 1)).toBeGreaterThan(total)
    }
  })
})

describe('limits of memory', () => {
  it('are kept in rising order', async () => {
    const test = testPool()
    const { ref, vm } = halted(test)
    await expect(
      test.call('VM.set_memory_dynamic_range', ref, vm.memory_dynamic_max + MiB, vm.memory_dynamic_max),
    ).rejects.toMatchObject({ code: 'MEMORY_CONSTRAINT_VIOLATION_ORDER', params: [] })
    await test.call('VM.set_memory_limits', ref, 512 * MiB, 2048 * MiB, 1024 * MiB, 1536 * MiB)
    expect(test.pool.db.get('VM', ref)).toMatchObject({
      memory_static_min: 512 * MiB,
      memory_dynamic_min: 1024 * MiB,
      memory_dynamic_max: 1536 * MiB,
      memory_static_max: 2048 * MiB,
      memory_target: 1024 * MiB,
      memory_overhead: memoryOverhead({ ...vm, memory_static_max: 2048 * MiB }),
    })
  })

  it.each([
    ['DMC disabled', { restrictions: { restrict_dmc: 'true' }, platform: {} }],
    ['nested virt', { restrictions: {}, platform: { 'nested-virt': 'true' } }],
  ])('are all one where memory cannot be moved: %s', async (reason, { restrictions, platform }) => {
    const test = testPool()
    const { ref, vm } = halted(test)
    const [pool] = test.pool.db.all('pool')
    test.pool.db.update('pool', pool?.[0] ?? '', { restrictions })
    test.pool.db.update('VM', ref, { platform: { ...vm.platform, ...platform } })
    await expect(
      test.call('VM.set_memory_limits', ref, 512 * MiB, 2048 * MiB, 1024 * MiB, 1536 * MiB),
    ).rejects.toMatchObject({ code: 'MEMORY_CONSTRAINT_VIOLATION_MAXPIN', params: [reason] })
    await test.call('VM.set_memory', ref, 2048 * MiB)
    expect(test.pool.db.get('VM', ref).memory_dynamic_min).toBe(2048 * MiB)
  })
})
