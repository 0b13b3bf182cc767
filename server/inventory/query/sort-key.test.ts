import { expect, test } from 'vitest'
import { naturalKey } from './sort-key'

const sorted = (...names: string[]) =>
  names.toSorted((a, b) => (naturalKey(a) < naturalKey(b) ? -1 : naturalKey(a) > naturalKey(b) ? 1 : 0))

test('numbers go by their size', () => {
  expect(sorted('web-10', 'web-2', 'web-100', 'web', 'web-9')).toEqual([
    'web',
    'web-2',
    'web-9',
    'web-10',
    'web-100',
  ])
  expect(sorted('10.0.0.10', '10.0.0.9', '9.0.0.1')).toEqual(['9.0.0.1', '10.0.0.9', '10.0.0.10'])
  expect(sorted('a1b10', 'a1b9', 'a10', '7')).toEqual(['7', 'a1b9', 'a1b10', 'a10'])
})

test('case, accents and leading zeros do not count', () => {
  expect(naturalKey('Ärger')).toBe(naturalKey('arger'))
  expect(naturalKey('A01B')).toBe(naturalKey('a1b'))
  expect(naturalKey('000')).toBe(naturalKey('0'))
  expect(naturalKey('')).toBe('')
})
