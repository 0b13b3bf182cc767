import { expect, it } from 'vitest'
import { isWhole, windowFor } from './list-window'

it('asks for a short list as a whole', () =>
  expect(windowFor(150, 180, 190)).toEqual({ from: 0, count: 200 }))
it('asks for nothing else while a few rows are scrolled', () =>
  expect(windowFor(1, 31, 9000)).toEqual(windowFor(0, 30, 9000)))
it('has of a list that is not scrolled what is seen and a little more, in one question', () => {
  expect(windowFor(0, 0)).toEqual({ from: 0, count: 60 })
  expect(windowFor(0, 30, 9000)).toEqual({ from: 0, count: 60 })
  expect(windowFor(0, 50, 9000)).toEqual({ from: 0, count: 80 })
})
it.each([37, 60, 500, 9970])('has what is seen from row %i on with room on both sides', first => {
  const { from, count } = windowFor(first, first + 29, 10_000)
  expect(from).toBeLessThanOrEqual(Math.max(0, first - 60))
  expect(from + count).toBeGreaterThanOrEqual(first + 29 + 60)
  expect(count).toBeLessThanOrEqual(200)
})

it('a list that is still empty is not taken for a whole one, or what comes later would not be asked for', () => {
  expect([0, 1, 200, 201].map(isWhole)).toEqual([false, true, true, false])
})
