import { expect, test } from 'vitest'
import { macPattern, tidyMac } from './mac'

test.each([
  ['0A-1B-2C-3D-4E-5F', '0a:1b:2c:3d:4e:5f'],
  ['0a1b.2c3d.4e5f', '0a:1b:2c:3d:4e:5f'],
  [' 0a1b2c3d4e5f ', '0a:1b:2c:3d:4e:5f'],
  ['0a:1b:2c', '0a:1b:2c'],
])('%s is written %s', (typed, mac) => {
  expect(tidyMac(typed)).toBe(mac)
})

test.each(['01:00:5e:00:00:01', '0a:1b:2c', '0a:1b:2c:3d:4e:5g', ''])('no card has the address "%s"', mac => {
  expect(macPattern.test(mac)).toBe(false)
})

test('a card’s address is one', () => {
  expect(macPattern.test('0a:1b:2c:3d:4e:5f')).toBe(true)
})
