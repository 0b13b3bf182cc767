import { expect, test } from 'vitest'
import { niceTop, summaryOf } from './chart-summary'

test('a line is told by its newest, least and most value; what is not known plays no part', () => {
  expect(summaryOf({ name: 'CPU', values: [null, 3, 1, null, 7, 2, null] })).toEqual({
    latest: 2,
    least: { value: 1, at: 2 },
    most: { value: 7, at: 4 },
  })
  expect(summaryOf({ name: 'CPU', values: [null, null] })).toEqual({ latest: null, least: null, most: null })
})

test('a scale ends at a round number that is not below what it holds', () => {
  expect([0.013, 0.2, 1, 1.1, 3, 7, 4200].map(niceTop)).toEqual([0.02, 0.2, 1, 2, 5, 10, 5000])
  expect([0, -1, Number.NaN].map(niceTop)).toEqual([1, 1, 1])
})
