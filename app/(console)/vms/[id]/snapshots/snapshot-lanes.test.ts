import { expect, test } from 'vitest'
import type { VmSnapshot } from '@/server/api/types'
import { lanesOf, withMaking } from './snapshot-lanes'

const snapshot = (id: string, parent: string | null, minute: number, scheduled = false): VmSnapshot => ({
  ...{ id, name: id, description: '', time: `2026-08-01T00:${String(minute).padStart(2, '0')}:00Z` },
  ...{ kind: 'disks', wasRunning: true, parent, disks: 1, used: 1, scheduled, tags: [] },
  ...{ folder: '', fields: {} },
  ...{ allowed_operations: [], running: [] },
})
const drawn = (rows: ReturnType<typeof lanesOf>) =>
  rows.map(({ snapshot: one, lane, from, past, level }) =>
    [one?.id ?? 'now', lane, from, past.join(), level].join(' '),
  )

test('one after the other they stand in one lane, now at its end', () => {
  expect(drawn(lanesOf([snapshot('b', 'a', 2), snapshot('a', null, 1)], 'b'))).toEqual([
    'a 0 nowhere  1',
    'b 0 above  2',
    'now 0 above  3',
  ])
})

test('what was left by a revert stands beside what leads to now', () => {
  const all = [snapshot('a', null, 1), snapshot('b', 'a', 2), snapshot('c', 'b', 3), snapshot('d', 'a', 4)]
  expect(drawn(lanesOf(all, 'd'))).toEqual([
    'a 0 nowhere  1',
    'b 1 left 0 2',
    'c 1 above 0 3',
    'd 0 above  2',
    'now 0 above  3',
  ])
})

test('those that are hidden leave no gap, and nothing is lost where a parent is gone or in a circle', () => {
  const all = [snapshot('a', null, 1), snapshot('b', 'a', 2, true), snapshot('c', 'b', 3)]
  expect(drawn(lanesOf(all, 'c', one => !one.scheduled))).toEqual([
    'a 0 nowhere  1',
    'c 0 above  2',
    'now 0 above  3',
  ])
  expect(drawn(lanesOf([snapshot('c', 'gone', 3)], null))).toEqual(['c 0 nowhere  1', 'now 0 nowhere  1'])
  expect(drawn(lanesOf([snapshot('a', 'a', 1)], 'a'))).toEqual(['a 0 nowhere  1', 'now 0 above  2'])
})

test('one that is being taken stands where it will: between what the VM came from and now', () => {
  const rows = withMaking(lanesOf([snapshot('a', null, 1), snapshot('b', 'a', 2)], 'a'))
  expect(
    rows.map(({ snapshot: one, making, level, from, goesOn, parent }) => [
      one?.id ?? (making ? 'making' : 'now'),
      ...[level, from, goesOn, parent],
    ]),
  ).toEqual([
    ['a', 1, 'nowhere', true, null],
    ['b', 2, 'left', false, 'a'],
    ['making', 2, 'above', true, 'a'],
    ['now', 3, 'above', false, null],
  ])
  expect(withMaking(lanesOf([], null)).map(({ from }) => from)).toEqual(['nowhere', 'above'])
})
