import fc from 'fast-check'
import { expect, test } from 'vitest'
import { equal } from './equal'

test.each([
  [{ a: 1 }, { a: 1 }, true],
  [{ a: 1, b: [1, { c: 2 }] }, { b: [1, { c: 2 }], a: 1 }, true],
  [{ a: 1 }, { a: 1, b: 2 }, false],
  [{ a: undefined }, { b: undefined }, false],
  [[], {}, false],
  [[1, 2], [2, 1], false],
  [null, {}, false],
  [Number.NaN, Number.NaN, true],
  ['1', 1, false],
])('%j and %j: %s', (a, b, same) => {
  expect(equal(a, b)).toBe(same)
  expect(equal(b, a)).toBe(same)
})

test('a copy is equal, a copy with something else in it is not', () => {
  fc.assert(
    fc.property(fc.jsonValue(), value => {
      expect(equal(value, structuredClone(value))).toBe(true)
      expect(equal({ value }, { value: [structuredClone(value)] })).toBe(false)
    }),
  )
})
