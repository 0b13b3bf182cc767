import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeRecord, decodeValue, defaultOf, emptyValue } from './codec'
import { encodeValue, formatDouble, type Side } from './encode'
import { facts } from './facts'
import { normalizeDate, wireDate } from './iso-date'
import { decodeStrict } from './params'
import { type Type, typeOf } from './type-text'
import type { Wire } from './wire'
import { escapeText, unescapeText } from './xml-text'
import { readXmlRpc } from './xmlrpc'

const text = fc.string({ unit: 'grapheme' }).filter(s => unescapeText(escapeText(s), true, 0) === s)
const date = fc
  .date({ min: new Date('1970-01-01'), max: new Date('9999-01-01'), noInvalidDate: true })
  .map(d => `${d.toISOString().slice(0, 19)}Z`)

/** Any value of a type, as decodeValue() gives it. */
function anyOf(type: Type): fc.Arbitrary<unknown> {
  switch (type.kind) {
    case 'string':
      return text
    case 'int':
      return fc.maxSafeInteger()
    case 'float':
      // What sixteen digits can say.
      return fc.double().map(value => (Number.isFinite(value) ? Number(value.toPrecision(16)) : value))
    case 'bool':
      return fc.boolean()
    case 'datetime':
      return date
    case 'enum':
      return fc.constantFrom(...(facts.enums[type.name] ?? ['x']))
    case 'ref':
      return fc.uuid().map(uuid => `OpaqueRef:${uuid}`)
    case 'set':
      return fc.array(anyOf(type.of), { maxLength: 4 })
    case 'option':
      return fc.option(anyOf(type.of), { nil: undefined })
    case 'map': {
      const key =
        type.key.kind === 'int' ? fc.nat().map(String) : type.key.kind === 'string' ? text : anyOf(type.key)
      return fc
        .array(fc.tuple(key, anyOf(type.of)), { maxLength: 4 })
        .map(entries => Object.fromEntries(entries.map(([k, v]) => [String(k), v])))
    }
    case 'record': {
      const fields = Object.entries(facts.classes[type.name]?.fields ?? {}).filter(
        ([, field]) => !field.internal,
      )
      return fc.record(Object.fromEntries(fields.map(([name, field]) => [name, anyOf(typeOf(field.t))])))
    }
    default:
      return fc.constant(undefined)
  }
}

function wireOf(type: string, value: unknown, side: Side, exact = false): Wire {
  const document = readXmlRpc(encodeValue(type, value, side), { exact })
  return document.kind === 'value' ? document.value : null
}

/** Every type that a field, a parameter or a result of the model has. */
const types = new Set<string>()
for (const cls of Object.values(facts.classes)) {
  for (const field of Object.values(cls.fields)) types.add(field.t)
  for (const message of Object.values(cls.messages)) {
    for (const param of message.p) types.add(param[1])
    if (message.r) types.add(message.r)
  }
}

describe('codec', () => {
  it('gives back every value of every type of the model', () => {
    for (const type of types) {
      const runs = type.includes('record') ? 1 : 8
      fc.assert(
        fc.property(anyOf(typeOf(type)), value => {
          expect(decodeValue(type, wireOf(type, value, 'host'))).toEqual(value)
          expect(decodeValue(type, wireOf(type, value, 'client'))).toEqual(value)
          if (!type.includes('record'))
            expect(decodeStrict(type, wireOf(type, value, 'client', true))).toEqual(value)
        }),
        { numRuns: runs },
      )
    }
    expect(types.size).toBeGreaterThan(200)
  })

  it('never throws, whatever a host sends', () => {
    const wires = fc.letrec<{ wire: Wire }>(tie => ({
      wire: fc.oneof(
        { maxDepth: 3 },
        fc.string(),
        fc.double(),
        fc.boolean(),
        fc.constant(null),
        fc.array(tie('wire')),
        fc.dictionary(fc.string(), tie('wire')),
      ),
    })).wire
    fc.assert(
      fc.property(fc.constantFrom(...types), wires, (type, wire) => void decodeValue(type, wire)),
      { numRuns: 2000 },
    )
  })

  it('makes whole records of what older and newer hosts send', () => {
    const vm = decodeRecord('VM', {
      name_label: 'old',
      power_state: 'Dreaming',
      VCPUs_max: '4',
      brand_new: ['x'],
    })
    expect(vm).toMatchObject({
      name_label: 'old',
      power_state: 'Dreaming',
      VCPUs_max: 4,
      brand_new: ['x'],
      // A default of the model, and empty values where it has none.
      bios_strings: {},
      suspend_VDI: 'OpaqueRef:NULL',
      affinity: 'OpaqueRef:NULL',
      snapshot_time: '1970-01-01T00:00:00Z',
      consoles: [],
      user_version: 0,
      domain_type: 'unspecified',
    })
    expect(
      Object.entries(facts.classes.VM?.fields ?? {}).filter(
        ([name, field]) => !field.internal && !(name in vm),
      ),
    ).toEqual([])
    const other = decodeRecord('VM', {})
    expect(other.tags).not.toBe(decodeRecord('VM', {}).tags)
    expect(emptyValue('ref VM')).toBe('OpaqueRef:NULL')
    expect(defaultOf('map(string,string)', { map: [['a', 'b']] })).toEqual({ a: 'b' })
    expect(defaultOf('bool', false)).toBe(false)
  })

  it('writes as hosts do', () => {
    expect(encodeValue('int', 4294967296)).toBe('<value>4294967296</value>')
    expect(encodeValue('float', 1)).toBe('<value><double>1</double></value>')
    expect(encodeValue('bool', true)).toBe('<value><boolean>1</boolean></value>')
    expect(encodeValue('string', 'a<\u0007b')).toBe('<value>a&lt;b</value>')
    expect(encodeValue('datetime', '2026-08-21T10:15:30Z')).toBe(
      '<value><dateTime.iso8601>20260821T10:15:30Z</dateTime.iso8601></value>',
    )
    expect(encodeValue('set(ref VM)', ['OpaqueRef:1'])).toBe(
      '<value><array><data><value>OpaqueRef:1</value></data></array></value>',
    )
    expect(encodeValue('map(string,int)', { a: 1 })).toBe(
      '<value><struct><member><name>a</name><value>1</value></member></struct></value>',
    )
    expect(encodeValue('void', undefined)).toBe('<value></value>')
    expect(() => encodeValue('int', 1.5)).toThrow('an integer is needed')
    expect(() => encodeValue('record network', { tags: [1] })).toThrow(
      'record network.tags[0]: a text is needed',
    )
    expect([0, 0.25, 1 / 3, 1e16, 123456789.125, 1e-5, 1.5e300, -2].map(formatDouble)).toEqual([
      '0',
      '0.25',
      '0.3333333333333333',
      '1e+16',
      '123456789.125',
      '1e-05',
      '1.5e+300',
      '-2',
    ])
  })

  it('knows the forms a date has', () => {
    const forms = [
      '20260821T10:15:30Z',
      '2026-08-21T10:15:30Z',
      '2026-08-21T12:15:30+02:00',
      '20260821T05:15:30-0500',
    ]
    expect(forms.map(normalizeDate)).toEqual(Array(4).fill('2026-08-21T10:15:30Z'))
    expect(normalizeDate('20260821T10:15:30')).toBe('2026-08-21T10:15:30')
    expect(['yesterday', '2038', '', '20260821'].map(normalizeDate)).toEqual(Array(4).fill(undefined))
    expect(wireDate('2026-08-21T10:15:30')).toBe('20260821T10:15:30')
  })

  it('a date as hosts write it is read as any other form of it, and what only looks like one is none', () => {
    fc.assert(
      fc.property(date, usual => {
        expect(normalizeDate(usual.replaceAll('-', ''))).toBe(usual)
        expect(normalizeDate(usual)).toBe(usual)
      }),
    )
    expect(normalizeDate('20260821 10:15:30Z')).toBeUndefined()
    expect(normalizeDate('2026082xT10:15:30Z')).toBeUndefined()
  })
})
