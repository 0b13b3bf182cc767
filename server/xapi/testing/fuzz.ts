import type { Answer, AnswerReader } from '../answer'
import { decodeValue } from '../codec'
import { encodeValue, encodeWire, member, struct } from '../encode'
import { batchPlan } from '../events'
import { JsonReader } from '../json-reader'
import { JsonAnswerReader } from '../jsonrpc-answer'
import { encodeJson } from '../jsonrpc-write'
import { type Plan, planOf, wirePlan } from '../plan'
import { typeOf } from '../type-text'
import { WireError } from '../wire'
import { readXmlRpc, XmlRpcReader } from '../xmlrpc'
import { XmlAnswerReader } from '../xmlrpc-answer'
import { writeBare, writeEventBatch, writeFailure, writeSuccess } from '../xmlrpc-write'
import { Random } from './random'

/** A body that was not read as it has to be: it has to give a value, a refusal or a WireError, the same in any pieces. */
export class FuzzFailure extends Error {
  override readonly name = 'FuzzFailure'
  constructor(
    readonly seed: number,
    readonly body: Buffer,
    reason: unknown,
  ) {
    super(`Seed ${seed}: ${String(reason)}`, { cause: reason })
  }
}

type Language = 'xml' | 'json'

interface Sample {
  readonly language: Language
  readonly type: string
  readonly body: Buffer
}

const vbd = decodeValue('record VBD', {
  uuid: 'f0e1',
  VM: 'OpaqueRef:01234567-89ab-cdef-0123-456789abcdef',
  allowed_operations: ['attach', 'pause'],
  status_code: '7',
  other_config: { owner: '', 'a&b': '<ü>' },
})
const events = [
  { id: '1', class: 'VBD', operation: 'add', ref: 'OpaqueRef:1', snapshot: Object(vbd) },
  { id: '2', class: 'console', operation: 'del', ref: 'OpaqueRef:2' },
] as const

function samples(): [Sample, ...Sample[]] {
  const xml = (type: string, text: string): Sample => ({ language: 'xml', type, body: Buffer.from(text) })
  const json = (type: string, result: string): Sample => ({
    language: 'json',
    type,
    body: Buffer.from(`{"jsonrpc":"2.0","result":${result},"id":1}`),
  })
  const batch = { token: '7,1', validRefCounts: { VBD: 1 }, events }
  const typed: [string, unknown][] = [
    ['record VBD', vbd],
    ['map(ref VBD,record VBD)', { 'OpaqueRef:1': vbd }],
    ['set(string)', ['a', 'b & c', '€']],
    ['int', 42],
    ['float', 0.5],
    ['datetime', '2026-08-21T10:15:30Z'],
    ['void', undefined],
  ]
  return [
    xml('batch', writeEventBatch(batch)),
    json('batch', JSON.stringify({ token: '7,1', valid_ref_counts: { vbd: 1 }, events })),
    ...typed.map(([type, value]) => xml(type, writeSuccess(type, value))),
    ...typed.map(([type, value]) => json(type, encodeJson(type, value))),
    xml('any', writeFailure('HANDLE_INVALID', ['VM', 'OpaqueRef:1'])),
    xml('any', writeBare(encodeWire(['x', { y: [1, null, true] }]))),
    xml(
      'any',
      `<methodResponse><fault>${struct([member('faultCode', encodeValue('int', 1))])}</fault></methodResponse>`,
    ),
    json('any', '[NaN,-Infinity,12345678901234567890,"\\ud83d\\ude00",{"__proto__":null}]'),
    {
      language: 'json',
      type: 'any',
      body: Buffer.from('{"error":{"code":1,"message":"X","data":["y"]},"id":0}'),
    },
  ]
}

const tokens: { readonly [language in Language]: readonly [string, ...string[]] } = {
  xml: [
    '<value>',
    '</value>',
    '<struct>',
    '</struct>',
    '<member><name>',
    '</name><value>',
    '</member>',
    '<array><data>',
    '</data></array>',
    '<i4>',
    '<boolean>1</boolean>',
    '<double>nan</double>',
    '<nil/>',
    '<!--',
    '-->',
    '<![CDATA[',
    ']]>',
    '<?',
    '?>',
    '<!DOCTYPE a [<!ENTITY b "c">]>',
    '&amp;',
    '&b;',
    '&#0;',
    '&#x10ffff;',
    '\r\n',
    '\0',
    '<dateTime.iso8601>',
    'OpaqueRef:',
  ],
  json: [
    '{',
    '}',
    '[',
    ']',
    '"',
    ',',
    ':',
    '\\',
    '\\u0000',
    '\\ud800',
    'NaN',
    '-',
    '1e999',
    '9'.repeat(30),
    'true',
    'null',
    '"__proto__":',
    '/*',
    '\0',
    '{"snapshot":{},"class":"vm",',
    '"OpaqueRef:',
  ],
}

/** One to four changes of the kind that lines, memory and enemies make. */
function mutate(sample: Sample, random: Random): Buffer {
  let body = Buffer.from(sample.body)
  for (let left = random.below(3) === 0 ? 1 + random.below(4) : 1; left > 0; left--) {
    const at = random.below(body.length + 1)
    const to = Math.min(body.length, at + random.below(40))
    const splice = (...middle: Uint8Array[]) => {
      body = Buffer.concat([body.subarray(0, at), ...middle, body.subarray(to)])
    }
    switch (random.below(8)) {
      case 0:
        body = body.subarray(0, at)
        break
      case 1:
        splice()
        break
      case 2:
        splice(body.subarray(at, to), body.subarray(at, to))
        break
      case 3:
        if (at < body.length) body[at] = random.below(256)
        break
      case 4:
        if (at < body.length) body[at] = (body[at] ?? 0) ^ (1 << random.below(8))
        break
      case 5:
        splice(Buffer.from(random.oneOf(tokens[sample.language]).repeat(1 + random.below(3))))
        break
      case 6: {
        const from = random.below(body.length + 1)
        splice(body.subarray(from, from + random.below(60)))
        break
      }
      default:
        splice(Buffer.from(random.oneOf(tokens[sample.language]).repeat(random.below(10) === 0 ? 200 : 1)))
    }
    if (body.length > 20_000) body = body.subarray(0, 20_000)
  }
  return body
}

interface Reading {
  write(chunk: Uint8Array): void
  end(): unknown
}

function outcome(reader: Reading, body: Buffer, size: number): { value: unknown } | { fault: string } {
  try {
    for (let at = 0; at < body.length; at += size) reader.write(body.subarray(at, at + size))
    return { value: reader.end() }
  } catch (error) {
    if (error instanceof WireError) return { fault: error.kind }
    throw error
  }
}

const planNamed = (type: string): Plan => (type === 'batch' ? batchPlan : planOf(typeOf(type)))

function answerReader({ language, type }: Sample): AnswerReader {
  return language === 'xml' ? new XmlAnswerReader(planNamed(type)) : new JsonAnswerReader(planNamed(type))
}

/** The same, read without a plan: what the plan does may not change what is taken for an answer at all. */
function plainReader({ language }: Sample): Reading {
  return language === 'xml' ? new XmlRpcReader({ strict: false }) : new JsonReader(wirePlan)
}

/** What the plain reading says the value of the answer is, to compare with; undefined when that cannot be told. */
function expected(sample: Sample, body: Buffer): unknown {
  if (sample.type === 'batch') return undefined
  if (sample.language === 'json') {
    const read = outcome(new JsonReader(wirePlan), body, body.length || 1)
    if (!('value' in read) || typeof read.value !== 'object' || read.value === null) return undefined
    return 'result' in read.value
      ? { value: planNamed(sample.type).decode(Object(read.value).result) }
      : undefined
  }
  try {
    const document = readXmlRpc(body, { strict: false })
    if (document.kind !== 'response' || !('Value' in Object(document.value))) return undefined
    return { value: planNamed(sample.type).decode(Object(document.value).Value) }
  } catch (error) {
    if (error instanceof WireError) return undefined
    throw error
  }
}

const text = (value: unknown): string =>
  JSON.stringify(value, (_, item) =>
    typeof item === 'number' && !Number.isFinite(item) ? String(item) : item,
  ) ?? ''

const corpus = samples()

/** Reads one mutated body, which the seed decides. Gives what came of it; throws FuzzFailure. */
export function fuzzOnce(seed: number): 'value' | 'refusal' | 'fault' {
  const random = new Random(Math.imul(seed, 0x9e3779b1) ^ 0x5bd1e995)
  const sample = random.oneOf(corpus)
  const body = mutate(sample, random)
  try {
    const whole = outcome(answerReader(sample), body, body.length || 1)
    const pieces = outcome(answerReader(sample), body, 1 + random.below(64))
    if (text(whole) !== text(pieces)) throw new Error('Pieces make a difference')
    const plain = outcome(plainReader(sample), body, body.length || 1)
    if ('fault' in plain && !('fault' in whole)) throw new Error('A plan reads what cannot be read')
    if ('fault' in whole) return 'fault'
    const answer = asAnswer(whole.value)
    if (answer.kind === 'refusal') return 'refusal'
    const wanted = expected(sample, body)
    if (wanted !== undefined && text(wanted) !== text({ value: answer.value }))
      throw new Error('A plan makes another value of it')
    return 'value'
  } catch (error) {
    throw new FuzzFailure(seed, body, error)
  }
}

/** Readers of answers give answers. */
function asAnswer(value: unknown): Answer {
  return value as Answer
}
