import { classFacts, isClassName, modelClass } from '../../server/xapi/facts'
import { wireDate } from '../../server/xapi/iso-date'
import { type Type, typeOf } from '../../server/xapi/type-text'
import { type Wire, WireDate, WireDouble, WireError } from '../../server/xapi/wire'
import type { OutgoingEvent } from '../../server/xapi/xmlrpc-write'
import type { Answer } from '../handlers/answer'
import { joined, mapped, type Pieces } from './pieces'
import { asObject } from './records'

/** The result of an answer as hosts write it in JSON; a failure has none. */
export function* jsonResult(answer: Exclude<Answer, { kind: 'failure' }>): Pieces {
  switch (answer.kind) {
    case 'value':
      return yield* valuePieces(typeOf(answer.type), answer.value)
    case 'wire':
      return yield jsonOfWire(answer.value)
    case 'events':
      return yield* events(answer.events)
    case 'batch': {
      const counts = Object.entries(answer.validRefCounts).map(
        ([cls, count]) => [cls, String(count)] as const,
      )
      yield '{"events":'
      yield* events(answer.events)
      yield `,"valid_ref_counts":${object(counts)},"token":${text(answer.token)}}`
    }
  }
}

/** Tables of records are the long answers. */
function* valuePieces(type: Type, value: unknown): Pieces {
  if (type.kind !== 'map' || type.of.kind !== 'record') {
    yield jsonOf(type, value)
    return
  }
  const { name } = type.of
  yield '{'
  yield* joined(
    mapped(Object.entries(asObject(value)), ([key, one]) => `${text(key)}:${record(name, asObject(one))}`),
    ',',
  )
  yield '}'
}

const text = (value: string) => JSON.stringify(value)

function object(members: readonly (readonly [string, string])[]): string {
  return `{${members.map(([name, value]) => `${text(name)}:${value}`).join(',')}}`
}

/** A float always shows that it is one; what JSON has no number for is a bare word. */
export function float(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'NaN' : value < 0 ? '-Infinity' : 'Infinity'
  const written = String(value)
  return /[.e]/.test(written) ? written : `${written}.0`
}

function* events(list: readonly OutgoingEvent[]): Pieces {
  yield '['
  yield* joined(mapped(list, event), ',')
  yield ']'
}

function event(one: OutgoingEvent): string {
  const name = modelClass(one.class)
  const members: (readonly [string, string])[] = [
    ['id', text(one.id)],
    ['timestamp', text(one.timestamp ?? '0.0')],
    ['class', text(one.class.toLowerCase())],
    ['operation', text(one.operation)],
    ['ref', text(one.ref)],
  ]
  if (one.snapshot !== undefined && isClassName(name)) members.push(['snapshot', record(name, one.snapshot)])
  return object(members)
}

function jsonOf(type: Type, value: unknown): string {
  switch (type.kind) {
    case 'string':
    case 'enum':
    case 'ref':
      return typeof value === 'string' ? text(value) : bad('a text', value)
    case 'int':
      return typeof value === 'number' && Number.isInteger(value)
        ? BigInt(value).toString()
        : bad('an int', value)
    case 'float':
      return typeof value === 'number' ? float(value) : bad('a number', value)
    case 'bool':
      return typeof value === 'boolean' ? String(value) : bad('a boolean', value)
    case 'datetime':
      return text((typeof value === 'string' ? wireDate(value) : undefined) ?? bad('a date', value))
    case 'void':
      return '""'
    case 'option':
      return value === undefined || value === null ? 'null' : jsonOf(type.of, value)
    case 'set':
      return Array.isArray(value)
        ? `[${value.map(one => jsonOf(type.of, one)).join(',')}]`
        : bad('a list', value)
    case 'map':
      return isObject(value)
        ? object(Object.entries(value).map(([key, one]) => [key, jsonOf(type.of, one)]))
        : bad('a map', value)
    case 'record':
      return isObject(value) ? record(type.name, value) : bad('a record', value)
    case 'wire':
      return jsonOfWire(asWire(value))
  }
}

interface FieldWriter {
  readonly name: string
  readonly head: string
  readonly type: Type
}

const writers = new Map<string, readonly FieldWriter[]>()

function fieldWriters(cls: string): readonly FieldWriter[] {
  let found = writers.get(cls)
  if (!found) {
    found = Object.entries(classFacts(cls)?.fields ?? {})
      .filter(([, field]) => !field.internal)
      .map(([name, { t }]) => ({ name, head: `${text(name)}:`, type: typeOf(t) }))
    writers.set(cls, found)
  }
  return found
}

/** Fields that are undefined are left out, as are those the model does not know. */
function record(cls: string, row: object): string {
  const members: string[] = []
  for (const { name, head, type } of fieldWriters(cls)) {
    const value: unknown = Reflect.get(row, name)
    if (value !== undefined) members.push(head + jsonOf(type, value))
  }
  return `{${members.join(',')}}`
}

/** A value that no type of the model describes. */
export function jsonOfWire(wire: Wire): string {
  if (wire instanceof WireDouble) return float(wire.value)
  if (wire instanceof WireDate) return text(wire.text)
  if (wire instanceof Uint8Array) return text(Buffer.from(wire).toString('base64'))
  if (Array.isArray(wire)) return `[${wire.map(jsonOfWire).join(',')}]`
  if (typeof wire === 'object' && wire !== null)
    return object(Object.entries(wire).map(([name, one]) => [name, jsonOfWire(one)]))
  return typeof wire === 'number' && !Number.isInteger(wire) ? float(wire) : JSON.stringify(wire)
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A value without a type of the model is one that came over the wire, or is written as if it had. */
function asWire(value: unknown): Wire {
  return value as Wire
}

function bad(expected: string, value: unknown): never {
  throw new WireError(
    'bad-value',
    `${expected} is needed, ${value === null ? 'null' : typeof value} was given`,
  )
}
