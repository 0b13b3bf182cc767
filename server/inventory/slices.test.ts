import { expect, test } from 'vitest'
import { inSlices } from './slices'

/** Goes on for `ms` of the processor's time. */
function work(ms: number): void {
  const end = performance.now() + ms
  while (performance.now() < end);
}
const never = new AbortController().signal

test('others get their turn while a long work is done, and all of it is done in order', async () => {
  const done: number[] = []
  let turns = 0
  const timer = setInterval(() => {
    turns += 1
  }, 1)
  const items = Array.from({ length: 300 }, (_, index) => index)
  const step = (item: number) => {
    work(0.5)
    done.push(item)
  }
  let pauses = 0
  const pause = () => {
    pauses += 1
  }
  await inSlices(items, step, pause, never)
  clearInterval(timer)
  expect(done).toEqual(items)
  expect(turns).toBeGreaterThan(2)
  expect(pauses).toBeGreaterThan(turns)
})

test('ends in the middle when it is no longer wanted', async () => {
  const stop = new AbortController()
  const done: number[] = []
  const step = (item: number) => {
    work(1)
    done.push(item)
    if (item === 40) stop.abort(new Error('no longer wanted'))
  }
  const all = inSlices(
    Array.from({ length: 1000 }, (_, i) => i),
    step,
    () => undefined,
    stop.signal,
  )
  await expect(all).rejects.toThrow('no longer wanted')
  expect(done.length).toBeLessThan(1000)
})
