import { expect, test } from 'vitest'
import { clockOf, clockText, enlightenmentsOf } from './guest-system'

test('the hardware clock is told by its distance from UTC', () => {
  expect([0, 19800, -10800, 3607].map(clockText)).toEqual([
    'UTC+00:00',
    'UTC+05:30',
    'UTC-03:00',
    'UTC+01:00:07',
  ])
  const maps: Record<string, string>[] = [{}, { timeoffset: '-3600' }, { timeoffset: 'odd' }]
  expect(maps.map(clockOf)).toEqual([0, -3600, 0])
})

test('enlightenments are on where the pool says true or 1', () => {
  expect(
    enlightenmentsOf({
      viridian: 'true',
      viridian_stimer: '1',
      viridian_reference_tsc: 'false',
      other: 'true',
    }),
  ).toEqual(['viridian', 'viridian_stimer'])
})
