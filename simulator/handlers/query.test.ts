import { describe, expect, it } from 'vitest'
import { completeRow } from '../tables/row'
import { parseQuery } from './query'

const row = completeRow('VM', {
  name_label: 'web',
  power_state: 'Running',
  memory_static_max: 1024,
  other_config: { a: "it's", b: '' },
})

const holds = (expression: string) => parseQuery('VM', expression)('OpaqueRef:1', row)

describe('the language of get_all_records_where', () => {
  it.each([
    'true',
    'not false',
    'not (false)',
    'field "name__label" = "web"',
    '"web" = field "name__label"',
    'field "memory__static_max"="1024" and field "power_state" = "Running"',
    '(field "power_state" = "Halted") or (field "is_a_template" = "false")',
    'field "_ref" = "OpaqueRef:1"',
    'field "tags" = "()"',
    `field "other_config" = "(('a' 'it's') ('b' ''))" or true`,
    'field "snapshot_time" = "19700101T00:00:00Z"',
    'true or true and false or true',
  ])('holds: %s', expression => {
    expect(holds(expression)).toBe(true)
  })

  it.each(['false', 'not true', 'field "power_state" = "running"', 'true or true and false'])(
    'does not: %s',
    expression => {
      expect(holds(expression)).toBe(false)
    },
  )

  it.each(['', 'field', 'field "x"', 'field "name__label" == "web"', '(true', 'true)', 'true and', 'not'])(
    'cannot be parsed: %s',
    expression => {
      expect(() => holds(expression)).toThrow(
        `INVALID_VALUE ${expression} Xapi_database.Db_filter_parse.MenhirBasics.Error`,
      )
    },
  )

  it.each([
    'TRUE',
    'nonsense',
    'field "name__label" = \'web\'',
    'field name__label = "web"',
    'field "a" != "b"',
  ])('cannot be read: %s', expression => {
    expect(() => holds(expression)).toThrow('Failure("lexing: empty token")')
  })

  it.each(['name_label', 'nosuch', 'ref'])('has no column %s', column => {
    expect(() => holds(`field "${column}" = "1"`)).toThrow(`INTERNAL_ERROR missing field ${column}`)
  })
})
