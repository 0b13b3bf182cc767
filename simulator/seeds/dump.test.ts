import { describe, expect, it } from 'vitest'
import { typeOf } from '../../server/xapi/type-text'
import { valueOfText } from './columns'
import { readDump } from './dump'
import { parseSExpression } from './s-expression'

describe('s-expressions', () => {
  it('are lists of texts and lists', () => {
    expect(parseSExpression('()')).toEqual([])
    expect(parseSExpression("('a' 'b c')")).toEqual(['a', 'b c'])
    expect(parseSExpression("(('k' 'v') ('k2' ''))")).toEqual([
      ['k', 'v'],
      ['k2', ''],
    ])
    expect(parseSExpression('(a (b))')).toEqual(['a', ['b']])
  })

  it('escape quotes and the backslash', () => {
    expect(parseSExpression(String.raw`('it\'s' 'a\\b' 'say \"x\"')`)).toEqual(["it's", 'a\\b', 'say "x"'])
  })

  it.each(["('a'", "('a", ')', "('a') b", ''])('are refused when they do not end well: %s', text => {
    expect(() => parseSExpression(text)).toThrow(RangeError)
  })
})

describe('columns', () => {
  it.each([
    ['int', '268435456', 268_435_456],
    ['float', '1.', 1],
    ['bool', 'true', true],
    ['datetime', '20100730T14:28:45Z', '2010-07-30T14:28:45Z'],
    ['ref VM', '', 'OpaqueRef:NULL'],
    ['enum vm_power_state', 'Running', 'Running'],
    ['set(ref VBD)', "('OpaqueRef:1')", ['OpaqueRef:1']],
    ['map(string,string)', "(('a' 'b'))", { a: 'b' }],
    ['map(int,float)', "(('0' '0.5'))", { 0: 0.5 }],
  ])('of type %s', (type, text, value) => {
    expect(valueOfText(typeOf(type), text)).toEqual(value)
  })
})

describe('a dump', () => {
  it('is a manifest and tables of rows', () => {
    const dump = readDump(
      `<database>\n<manifest><pair key="generation_count" value="42"/></manifest><table name="SR"/><table name="VM"><row ref="OpaqueRef:1" name__label="a &amp;&#10; b%_%nc 100%%"/></table></database>`,
    )
    expect(dump.manifest.get('generation_count')).toBe('42')
    expect(dump.tables.get('SR')).toEqual([])
    expect(dump.tables.get('VM')?.[0]?.get('name__label')).toBe('a &\n b \nc 100%')
  })

  it('is refused when it is something else or cut off', () => {
    expect(() => readDump('hello')).toThrow('no pool database')
    expect(() => readDump('<database><table name="VM"><row ref="a"/>')).toThrow('cut off')
  })
})
