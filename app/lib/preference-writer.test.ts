import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { largestPreference, type PreferenceChange } from '@/server/shared/preferences'
import { PreferenceWriter } from './preference-writer'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** A server that takes what it is sent, unless it is told to fail. */
function writing() {
  const sent: PreferenceChange[][] = []
  const standings: unknown[] = []
  const unsent: PreferenceChange[] = []
  let failure: Error | null = null
  const writer = new PreferenceWriter(
    changes => {
      sent.push(changes)
      return failure ? Promise.reject(failure) : Promise.resolve()
    },
    error => error instanceof Error && error.message !== 'never',
    changes => {
      unsent.length = 0
      unsent.push(...changes)
    },
    error => standings.push(error),
  )
  return {
    writer,
    sent,
    unsent,
    standings,
    fail(with_: Error | null) {
      failure = with_
    },
  }
}

test('brings the last value of each key, in one message for what was chosen in one moment', async () => {
  const { writer, sent } = writing()
  writer.write('split.tree', 210)
  writer.write('split.tree', 220)
  writer.write('theme', 'dark')
  await vi.runAllTimersAsync()
  expect(sent).toEqual([
    [
      { key: 'split.tree', value: 220 },
      { key: 'theme', value: 'dark' },
    ],
  ])
})

test('tries again what could not be brought, with what was chosen since, and says how it stands', async () => {
  const { writer, sent, standings, fail } = writing()
  const lost = new Error('lost')
  fail(lost)
  writer.write('theme', 'dark')
  writer.write('density', 'compact')
  await vi.advanceTimersByTimeAsync(500)
  expect(standings).toEqual([lost])
  expect(writer.over({ theme: 'light', contrast: 'more' })).toEqual({
    theme: 'dark',
    density: 'compact',
    contrast: 'more',
  })
  fail(null)
  writer.write('theme', 'light')
  await vi.runAllTimersAsync()
  expect(sent.at(-1)).toEqual([
    { key: 'theme', value: 'light' },
    { key: 'density', value: 'compact' },
  ])
  expect(standings).toEqual([lost, null])
  expect(writer.over({ theme: 'system' })).toEqual({ theme: 'system' })
})

test('lets go of what the server will never take', async () => {
  const { writer, sent, fail } = writing()
  fail(new Error('never'))
  writer.write('theme', 'purple')
  await vi.runAllTimersAsync()
  fail(null)
  writer.write('density', 'compact')
  await vi.runAllTimersAsync()
  expect(sent).toHaveLength(2)
  expect(sent[1]).toEqual([{ key: 'density', value: 'compact' }])
})

test('leaves what is too large, or oddly named, to the browser', async () => {
  const { writer, sent } = writing()
  writer.write('tree.expanded', 'x'.repeat(largestPreference))
  writer.write('no such/key', 1)
  await vi.runAllTimersAsync()
  expect(sent).toEqual([])
})

test('sends at once when the page is left', () => {
  const { writer, sent } = writing()
  writer.write('theme', 'dark')
  writer.flush()
  expect(sent).toEqual([[{ key: 'theme', value: 'dark' }]])
})

test('tells what the server has not taken yet, so that the next page can go on with it', async () => {
  const { writer, unsent, fail } = writing()
  fail(new Error('lost'))
  writer.write('theme', 'dark')
  expect(unsent).toEqual([{ key: 'theme', value: 'dark' }])
  await vi.advanceTimersByTimeAsync(500)
  expect(unsent).toEqual([{ key: 'theme', value: 'dark' }])
  fail(null)
  await vi.runAllTimersAsync()
  expect(unsent).toEqual([])
})

test('what the server took while it was asked is not lost by its older answer', async () => {
  const { writer } = writing()
  let answer: (values: Record<string, unknown>) => void = () => undefined
  const asked = writer.asked(() => new Promise(resolve => (answer = resolve)))
  writer.write('language', 'de')
  writer.write('theme', null)
  await vi.runAllTimersAsync()
  answer({ language: 'en', theme: 'dark', density: 'compact' })
  expect(writer.over(await asked)).toEqual({ language: 'de', density: 'compact' })

  const later = writer.asked(async () => ({ language: 'ja' }))
  expect(writer.over(await later)).toEqual({ language: 'ja' })
})
