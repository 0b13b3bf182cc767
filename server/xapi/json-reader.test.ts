import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeValue } from './codec'
import { facts } from './facts'
import { JsonReader, type JsonReaderOptions } from './json-reader'
import { JsonAnswerReader } from './jsonrpc-answer'
import { encodeJson, writeJsonCall } from './jsonrpc-write'
import { planOf, wirePlan } from './plan'
import { typeOf } from './type-text'
import { type Wire, WireError } from './wire'

function read(
  document: string | Buffer,
  type = 'any',
  size = 1 << 20,
  options: Partial<JsonReaderOptions> = {},
) {
  const reader = new JsonReader(type === 'any' ? wirePlan : planOf(typeOf(type)), options)
  const bytes = Buffer.from(document)
  for (let at = 0; at < bytes.length; at += size) {
    // A buffer used again for the next piece: nothing of it may be kept.
    const scratch = Buffer.from(bytes.subarray(at, at + size))
    reader.write(scratch)
    scratch.fill(0x78)
  }
  return reader.end()
}

const kindOf = (document: string | Buffer, options: Partial<JsonReaderOptions> = {}) => {
  try {
    read(document, 'any', 3, options)
    return 'read'
  } catch (error) {
    if (error instanceof WireError) return error.kind
    throw error
  }
}

/** As JSON.parse, with the integers that a number would not say exactly as they stand. */
const parsed = (document: string): Wire =>
  JSON.parse(document, (_, value) =>
    Number.isInteger(value) && !Number.isSafeInteger(value) && Math.abs(value) < 1e21 ? String(value) : value,
  )

const values = fc.jsonValue({ maxDepth: 3, noUnicodeString: false })
const sizes = fc.integer({ min: 1, max: 60 })

describe('JsonReader', () => {
  it('reads what JSON.parse reads, cut anywhere', () => {
    fc.assert(
      fc.property(values, sizes, fc.constantFrom(undefined, 2), (value, size, space) => {
        const document = JSON.stringify({ value }, undefined, space)
        expect(read(document, 'any', size)).toEqual(parsed(document))
      }),
      { numRuns: 1000 },
    )
  })

  it('reads by a plan as one reads and then decodes', () => {
    const types = [
      'string',
      'int',
      'float',
      'bool',
      'datetime',
      'ref VM',
      'set(string)',
      'option(int)',
      'map(string,int)',
      'record VBD',
      'map(ref VM,record VM)',
    ]
    const strange = fc.oneof(
      values,
      fc.record({
        uuid: values,
        VM: fc.uuid().map(uuid => `OpaqueRef:${uuid}`),
        bootable: fc.boolean(),
        status_code: values,
        odd: values,
      }),
    )
    fc.assert(
      fc.property(fc.constantFrom(...types), strange, sizes, (type, value, size) => {
        const document = JSON.stringify(value)
        expect(read(document, type, size)).toEqual(decodeValue(type, parsed(document)))
      }),
      { numRuns: 1000 },
    )
    for (const name of Object.keys(facts.classes)) {
      const type = `record ${name}`
      const record = decodeValue(type, {})
      expect(read(`[${encodeJson(type, record)},${encodeJson(type, record)}]`, `set(${type})`, 50)).toEqual([
        record,
        record,
      ])
    }
  })

  it('reads the bare words of hosts, and integers beyond 2^53 as they stand', () => {
    expect(read('[NaN, Infinity,-Infinity,nan,inf,1.,-0.5e3,true,false,null]')).toEqual([
      Number.NaN,
      Number.POSITIVE_INFINITY,
      Number.NEGATIVE_INFINITY,
      Number.NaN,
      Number.POSITIVE_INFINITY,
      1,
      -500,
      true,
      false,
      null,
    ])
    expect(read('[9007199254740991,9007199254740993,-9223372036854775808]')).toEqual([
      9007199254740991,
      '9007199254740993',
      '-9223372036854775808',
    ])
    expect(read('[9223372036854775807,-5]', 'set(int)')).toEqual([2 ** 63, -5])
    expect(read('[NaN,7,-0]', 'set(float)')).toEqual([Number.NaN, 7, 0])
  })

  it('reads every escape, and control characters nobody escaped', () => {
    expect(read('["\\"\\\\\\/\\b\\f\\n\\r\\t\\u00fc\\ud83d\\ude00 ü€😀"]', 'any', 1)).toEqual([
      '"\\/\b\f\n\r\tü😀 ü€😀',
    ])
    expect(read('["a\tb\\n"]')).toEqual(['a\tb\n'])
    expect(read(Buffer.from([0x22, 0xff, 0x22]))).toBe('\ufffd')
  })

  it('keeps a member called __proto__ a member', () => {
    const got = read('{"__proto__":{"x":1}}')
    expect(Object.keys(Object(got))).toEqual(['__proto__'])
    expect(Object.getPrototypeOf(got)).toBe(Object.prototype)
  })

  it('refuses what is no JSON, with the kind of fault', () => {
    for (const document of ['', '{', '{"a":1', '["a', '{"a"'])
      expect(kindOf(document), document).toBe('truncated')
    for (const document of [
      '<html/>',
      '{a:1}',
      '[1,,2]',
      '[1 2]',
      '{"a" 1}',
      '[1}',
      '{"a":1]',
      '[]x',
      '[tru]',
      '["\\x"]',
      '{,}',
      '["a"]"',
      '[01x]',
      '[- ]',
      `[${'9'.repeat(500)}]`,
    ])
      expect(kindOf(document), document).toBe('malformed')
    expect(kindOf('['.repeat(70))).toBe('too-deep')
    expect(kindOf(`["${'a'.repeat(100)}"]`, { text: 50 })).toBe('too-large')
    expect(kindOf(`["${'a'.repeat(100)}"]`, { bytes: 50 })).toBe('too-large')
    const reader = new JsonReader(wirePlan)
    expect(() => reader.write(Buffer.from('}'))).toThrow(WireError)
    expect(() => reader.write(Buffer.from('1'))).toThrow(WireError)
    expect(() => reader.end()).toThrow(WireError)
  })
})

describe('answers in JSON-RPC', () => {
  const answer = (document: string, type = 'any') => {
    const reader = new JsonAnswerReader(planOf(typeOf(type)))
    reader.write(Buffer.from(document))
    return reader.end()
  }

  it('come in two versions and carry errors in three shapes', () => {
    const value = { kind: 'value', value: 5 }
    expect(answer('{"jsonrpc":"2.0","result":5,"id":1}', 'int')).toEqual(value)
    expect(answer('{"result":5,"error":null,"id":1}', 'int')).toEqual(value)
    const refusal = { kind: 'refusal', description: ['HANDLE_INVALID', 'VM', 'x'] }
    expect(
      answer('{"jsonrpc":"2.0","error":{"code":1,"message":"HANDLE_INVALID","data":["VM","x"]},"id":1}'),
    ).toEqual(refusal)
    expect(answer('{"result":null,"error":["HANDLE_INVALID","VM","x"],"id":1}')).toEqual(refusal)
    expect(answer('{"jsonrpc":"2.0","error":["HOST_STILL_BOOTING"],"id":0}')).toEqual({
      kind: 'refusal',
      description: ['HOST_STILL_BOOTING'],
    })
    expect(answer('{"jsonrpc":"2.0","result":"","id":1}', 'void')).toEqual({
      kind: 'value',
      value: undefined,
    })
  })

  it('are refused when they are none', () => {
    for (const document of [
      '[]',
      '5',
      '{}',
      '{"jsonrpc":"2.0","id":1}',
      '{"error":5}',
      '{"error":{}}',
      '{"error":[]}',
    ])
      expect(() => answer(document), document).toThrow(WireError)
  })
})

describe('calls in JSON-RPC', () => {
  it('carry every value as hosts take it', () => {
    const call = writeJsonCall('VM.x', [
      ['ref session', 'OpaqueRef:1'],
      ['int', 2 ** 53],
      ['float', 30],
      ['float', Number.NaN],
      ['bool', true],
      ['datetime', '2026-08-21T10:15:30Z'],
      ['set(string)', ['a"b']],
      ['map(string,int)', { a: 1 }],
      ['option(int)', undefined],
      ['record console', { protocol: 'rfb', odd: 1 }],
    ])
    expect(call).toBe(
      '{"jsonrpc":"2.0","method":"VM.x","params":["OpaqueRef:1",9007199254740992,30,NaN,true,"20260821T10:15:30Z",["a\\"b"],{"a":1},null,{"protocol":"rfb"}],"id":1}',
    )
    expect(() => encodeJson('int', '5')).toThrow(WireError)
    expect(() => encodeJson('string', undefined)).toThrow(WireError)
  })
})
