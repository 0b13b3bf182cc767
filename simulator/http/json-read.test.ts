import { describe, expect, it } from 'vitest'
import { WireDouble } from '../../server/xapi/wire'
import { JsonError, readJson } from './json-read'

describe('JSON', () => {
  it('tells floats from ints, and takes the words for floats that JSON has none for', () => {
    expect(readJson('[1, 1.0, -2e3, NaN, -Infinity]')).toEqual([
      1,
      new WireDouble(1),
      new WireDouble(-2000),
      new WireDouble(Number.NaN),
      new WireDouble(Number.NEGATIVE_INFINITY),
    ])
  })

  it('reads what JSON.parse reads', () => {
    const text =
      ' {"a": [], "b\\u00fc\\n": {"__proto__": "x"}, "c": [true, false, null, "\\ud83d\\ude00 \\\\ \\""]} '
    expect(JSON.stringify(readJson(text))).toBe(JSON.stringify(JSON.parse(text)))
  })

  it.each([
    '',
    '{',
    '[1,]',
    '{"a":1,}',
    '{a:1}',
    "'x'",
    '01',
    '1.',
    '"\n"',
    '"\\x"',
    'nul',
    '[1] 2',
    'undefined',
    'constructor',
  ])('refuses %j', text => {
    expect(() => readJson(text)).toThrow(JsonError)
  })

  it('refuses values nested without end', () => {
    expect(() => readJson('['.repeat(100_000))).toThrow(JsonError)
  })

  it('reads a long string', () => {
    expect(readJson(JSON.stringify('\\"'.repeat(200_000)))).toHaveLength(400_000)
  })
})
