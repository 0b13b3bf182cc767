import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Measured } from '@/server/api/types'
import { MeasuredRows } from './measured'

beforeEach(() => {
  vi.useFakeTimers({ now: 1_800_000_000_000 })
})
afterEach(() => {
  vi.useRealTimers()
})

const load = { cpu: 0.5, memory: null, network: 1, disk: 2 }

function open(answer: (ids: string[]) => Promise<readonly Measured[]>) {
  const asked: string[][] = []
  const tab = { seen: true }
  const ask = (ids: string[]) => {
    asked.push(ids)
    return answer(ids)
  }
  const rows = new MeasuredRows(ask, () => tab.seen)
  return { rows, asked, tab }
}
const all = async (ids: string[]) => ids.map(id => ({ id, load }))
const nothing = () => undefined

test('rows that come into sight together are asked for together, in parts; later ones alone, and all every 15 s', async () => {
  const { rows, asked } = open(all)
  const leave = Array.from({ length: 60 }, (_, at) => rows.watch(`vm-${at}`, nothing))
  await vi.advanceTimersByTimeAsync(200)
  expect(asked.map(ids => ids.length)).toEqual([50, 10])
  expect(rows.now('vm-59')).toMatchObject({ load })
  for (const done of leave.splice(0, 58)) done()
  rows.watch('late', nothing)
  await vi.advanceTimersByTimeAsync(1_000)
  expect(asked.slice(2)).toEqual([['late']])
  await vi.advanceTimersByTimeAsync(15_000)
  expect(asked.slice(3)).toEqual([['vm-58', 'vm-59', 'late']])
  expect(rows.now('vm-0')).toBeUndefined()
})

test('nothing is asked while nobody looks, and what was known then is forgotten', async () => {
  const { rows, asked, tab } = open(all)
  const leave = rows.watch('vm', nothing)
  await vi.advanceTimersByTimeAsync(100)
  tab.seen = false
  await vi.advanceTimersByTimeAsync(60_000)
  expect(asked).toHaveLength(1)
  tab.seen = true
  await vi.advanceTimersByTimeAsync(3_000)
  expect(asked).toHaveLength(2)
  leave()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(asked).toHaveLength(2)
  expect(vi.getTimerCount()).toBe(0)
  expect(rows.now('vm')).toBeUndefined()
})

test('what did not come is told as not known, with the reason, and comes again', async () => {
  let fails = true
  const { rows } = open(ids => (fails ? Promise.reject(new Error('lost')) : all(ids)))
  const told = vi.fn()
  rows.watch('vm', told)
  await vi.advanceTimersByTimeAsync(100)
  expect(rows.now('vm')).toHaveProperty('error.message')
  fails = false
  await vi.advanceTimersByTimeAsync(15_000)
  expect(rows.now('vm')).toMatchObject({ load })
  expect(told).toHaveBeenCalledTimes(2)
})
