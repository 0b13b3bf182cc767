import { expect, test } from 'vitest'
import { memoryFrom } from './memory-change'

test.each([
  ['4', 4 * 2 ** 30],
  [' 1,5 ', 1.5 * 2 ** 30],
  ['0.0004', undefined],
  ['', undefined],
  ['-1', undefined],
  ['lots', undefined],
])('%j is %s bytes', (text, bytes) => expect(memoryFrom(text)).toBe(bytes))
