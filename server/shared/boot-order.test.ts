import { expect, test } from 'vitest'
import { bootOrderFrom, bootOrderPattern, bootOrderText } from './boot-order'

test.each([
  ['cdn', true],
  ['', true],
  ['dc', true],
  ['cc', false],
  ['cx', false],
])('the order %j is %s', (order, good) => expect(bootOrderPattern.test(order)).toBe(good))

test('an order is told by the names of its devices', () => {
  expect(bootOrderText('dca')).toBe('DVD drive, Hard disk, a')
  expect(bootOrderText('')).toBe('Nothing')
  expect(bootOrderFrom(bootOrderText('ndc'))).toEqual(['n', 'd', 'c'])
  expect(bootOrderFrom('Nothing')).toEqual([])
})
