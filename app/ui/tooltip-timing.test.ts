import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { TooltipTimer } from './tooltip-timing'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  // What stays warm between tooltips is shared by all.
  vi.advanceTimersByTime(10_000)
  vi.useRealTimers()
})

function tooltip() {
  const state = { open: false }
  const timer = new TooltipTimer(open => {
    state.open = open
  })
  return { state, timer }
}

test('the first that is pointed at waits, its neighbour opens at once and closes it', () => {
  const [one, other] = [tooltip(), tooltip()]
  one.timer.point()
  vi.advanceTimersByTime(400)
  expect(one.state.open).toBe(false)
  vi.advanceTimersByTime(200)
  expect(one.state.open).toBe(true)
  one.timer.leave()
  other.timer.point()
  expect([one.state.open, other.state.open]).toEqual([false, true])
  other.timer.dispose()
})

test('who passes by opens nothing', () => {
  const { state, timer } = tooltip()
  timer.point()
  vi.advanceTimersByTime(100)
  timer.leave()
  vi.advanceTimersByTime(5_000)
  expect(state.open).toBe(false)
})

test('it stays while the pointer is on it', () => {
  const { state, timer } = tooltip()
  timer.open()
  timer.leave()
  timer.hold()
  vi.advanceTimersByTime(5_000)
  expect(state.open).toBe(true)
  timer.leave()
  vi.advanceTimersByTime(200)
  expect(state.open).toBe(false)
})

test('what is closed by a press stays closed, and the next waits again after a while', () => {
  const { state, timer } = tooltip()
  timer.point()
  timer.close()
  vi.advanceTimersByTime(5_000)
  expect(state.open).toBe(false)
  timer.point()
  expect(state.open).toBe(false)
  timer.dispose()
})
