import fc from 'fast-check'
import { expect, it } from 'vitest'
import { coresFor, coresPerSocket, topologiesOf, weightOf } from './vcpus'

it('shares vCPUs out over at most sixteen sockets, all of them', () => {
  expect(topologiesOf(4)).toEqual([
    { sockets: 4, cores: 1 },
    { sockets: 2, cores: 2 },
    { sockets: 1, cores: 4 },
  ])
  expect(topologiesOf(32)[0]).toEqual({ sockets: 16, cores: 2 })
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 256 }), vcpus => {
      const all = topologiesOf(vcpus)
      expect(all.length).toBeGreaterThan(0)
      for (const { sockets, cores } of all) {
        expect(sockets * cores).toBe(vcpus)
        expect(sockets).toBeLessThanOrEqual(16)
      }
    }),
  )
})

it('keeps the cores of a socket where they go into the vCPUs', () => {
  expect(coresFor(8, 4)).toBe(4)
  expect(coresFor(6, 4)).toBe(1)
  expect(coresFor(34, 4)).toBe(17)
  // No more than 16 sockets.
  expect(coresFor(40, 1)).toBe(4)
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 256 }), fc.integer({ min: 1, max: 64 }), (vcpus, now) => {
      expect(vcpus % coresFor(vcpus, now)).toBe(0)
    }),
  )
})

it('takes what makes no sense as not said', () => {
  const platforms: Record<string, string>[] = [{}, { 'cores-per-socket': '0' }, { 'cores-per-socket': 'x' }]
  expect(platforms.map(coresPerSocket)).toEqual([1, 1, 1])
  expect(coresPerSocket({ 'cores-per-socket': '2' })).toBe(2)
  const params: Record<string, string>[] = [{}, { weight: '-1' }, { weight: '512' }]
  expect(params.map(weightOf)).toEqual([256, 256, 512])
})
