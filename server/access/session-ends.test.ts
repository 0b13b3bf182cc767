import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { SessionEnds } from './session-ends'

beforeEach(() => vi.useFakeTimers({ now: 0 }))
afterEach(() => vi.useRealTimers())

function watch() {
  const ended: string[] = []
  const stored = new Map<string, number>()
  let failing = false
  const ends = new SessionEnds({
    now: Date.now,
    standing: async ids => {
      if (failing) throw new Error('no database')
      return new Map([...stored].filter(([id, end]) => ids.includes(id) && end > Date.now()))
    },
    ended: ids => ended.push(...ids),
  })
  return { ends, ended, stored, fail: (is: boolean) => (failing = is) }
}

it('ends each session when its time is over, and none before', async () => {
  const { ends, ended, stored } = watch()
  for (const [id, end] of [
    ['late', 90_000_000],
    ['soon', 5000],
  ] as const) {
    stored.set(id, end)
    ends.note(id, end)
  }
  await vi.advanceTimersByTimeAsync(4999)
  expect(ended).toEqual([])
  await vi.advanceTimersByTimeAsync(1)
  expect(ended).toEqual(['soon'])
  // Days are longer than it sleeps at a time.
  await vi.advanceTimersByTimeAsync(90_000_000)
  expect(new Set(ended)).toEqual(new Set(['soon', 'late']))
})

it('lets one go on that another process has seen used', async () => {
  const { ends, ended, stored } = watch()
  ends.note('used', 5000)
  stored.set('used', 8000)
  await vi.advanceTimersByTimeAsync(6000)
  expect(ended).toEqual([])
  await vi.advanceTimersByTimeAsync(2000)
  expect(ended).toEqual(['used'])
})

it('asks again while the database does not answer', async () => {
  const said = vi.spyOn(console, 'error').mockImplementation(() => {})
  const { ends, ended, fail } = watch()
  fail(true)
  ends.note('one', 1000)
  await vi.advanceTimersByTimeAsync(3500)
  expect(ended).toEqual([])
  expect(said).toHaveBeenCalled()
  fail(false)
  await vi.advanceTimersByTimeAsync(1000)
  expect(ended).toContain('one')
  said.mockRestore()
})

it('says on demand which do not stand any more, and nothing after it was stopped', async () => {
  const { ends, ended, stored } = watch()
  for (const id of ['kept', 'gone', 'later']) ends.note(id, 5000)
  stored.set('kept', 5000).set('later', 5000)
  await ends.check()
  expect(ended).toEqual(['gone'])
  ends.stop()
  await vi.advanceTimersByTimeAsync(10_000)
  expect(ended).toEqual(['gone'])
})
