import { expect, test } from 'vitest'
import { sizeFrom, sizeText } from './size'

test.each([
  ['4', 4 * 2 ** 30],
  [' 1,5 ', 1.5 * 2 ** 30],
  ['0.0004', undefined],
  ['', undefined],
  ['-1', undefined],
  ['lots', undefined],
])('%j is %s bytes', (text, bytes) => expect(sizeFrom(text)).toBe(bytes))

test('what is typed again as it is shown is what it was', () => {
  expect(sizeFrom(sizeText(1.5 * 2 ** 30))).toBe(1.5 * 2 ** 30)
})
