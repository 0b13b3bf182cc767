import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { VappMember } from '@/server/inventory/rows'
import { wavesOf } from './vapp-waves'

const states = ['Running', 'Halted', 'Suspended', 'Paused']
const members = fc
  .array(
    fc.record({
      power_state: fc.constantFrom(...states),
      order: fc.nat(4),
      startDelay: fc.nat(60),
      shutdownDelay: fc.nat(60),
      restart: fc.constant(''),
    }),
    { maxLength: 12 },
  )
  .map((made): VappMember[] => made.map((one, at) => ({ ...one, id: `p.${at}` })))
const what = fc.constantFrom('start' as const, 'stop' as const)

test('each VM of a vApp is in one wave, is already as wanted, or is left; waves follow the order', () => {
  fc.assert(
    fc.property(members, what, (all, doing) => {
      const { waves, already, left, delays } = wavesOf(all, doing)
      const planned = [...waves.flatMap(wave => wave.members), ...already, ...left]
      expect(planned.map(({ id }) => id).sort()).toEqual(all.map(({ id }) => id).sort())
      const orders = waves.map(({ order }) => order)
      expect(orders).toEqual([...orders].sort((a, b) => (doing === 'start' ? a - b : b - a)))
      expect(new Set(orders).size).toBe(orders.length)
      for (const wave of waves) {
        for (const one of wave.members) {
          expect(one.order).toBe(wave.order)
          expect(one.power_state === 'Halted').toBe(doing === 'start')
          if (doing === 'start') expect(wave.delay).toBeGreaterThanOrEqual(one.startDelay)
          else if (one.power_state !== 'Suspended')
            expect(wave.delay).toBeGreaterThanOrEqual(one.shutdownDelay)
        }
      }
      // What the last ones wait for counts too: their starts are not done before.
      expect(delays).toBe(waves.reduce((sum, { delay }) => sum + delay, 0))
      if (doing === 'stop') expect(left).toEqual([])
    }),
  )
})
