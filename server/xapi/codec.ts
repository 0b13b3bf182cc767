import { classFacts } from './facts'
import { epoch, normalizeDate } from './iso-date'
import type { ClassName, Records } from './model/records'
import { parseDouble } from './scalar'
import { type Type, typeOf } from './type-text'
import { isStruct, setOwn, type Wire, WireDate, WireDouble, type WireStruct } from './wire'

type Decoder = (wire: Wire | undefined) => unknown

/**
 * A value of the model from what the wire carried. Takes what any release of a host sends and never throws: text
 * for an enum value the model does not know, an empty value of the type where the wire has none or another kind.
 * int/float → number, datetime → ISO 8601 text, set → array, map → plain object, ref → text, void → undefined.
 */
export function decodeValue(type: string, wire: Wire | undefined): unknown {
  return decoderOf(typeOf(type))(wire)
}

/**
 * A record of a class. Fields that an older host does not send get the model's default or an empty value of their
 * type; fields that the model does not know are kept as the wire has them.
 */
export function decodeRecord<C extends ClassName>(className: C, wire: Wire | undefined): Records[C] {
  return asRecord<C>(recordDecoder(className)(wire))
}

/** The decoder builds every field of the class from the model that the record types are generated from. */
function asRecord<C extends ClassName>(value: unknown): Records[C] {
  return value as Records[C]
}

/** The value that stands for "nothing yet": '' 0 false [] {} OpaqueRef:NULL, the epoch, a record of such. */
export function emptyValue(type: string): unknown {
  return decoderOf(typeOf(type))(undefined)
}

/** A field's default as the model writes it, as a decoded value; undefined when it has none. */
export function defaultOf(type: string, d: unknown): unknown {
  if (d === undefined) return undefined
  if (typeof d === 'object' && d !== null && 'map' in d && Array.isArray(d.map)) {
    const map: { [key: string]: unknown } = {}
    for (const [key, value] of d.map) setOwn(map, String(key), value)
    return map
  }
  if (typeof d === 'object' && d !== null && 'datetime' in d)
    return decodeValue('datetime', String(d.datetime))
  return Array.isArray(d)
    ? [...d]
    : typeof d === 'string' || typeof d === 'number' || typeof d === 'boolean'
      ? decodeValue(type, d)
      : undefined
}

const decoders = new Map<Type, Decoder>()

function decoderOf(type: Type): Decoder {
  let decoder = decoders.get(type)
  if (decoder === undefined) {
    decoder = build(type)
    decoders.set(type, decoder)
  }
  return decoder
}

function build(type: Type): Decoder {
  switch (type.kind) {
    case 'string':
    case 'enum':
      return text
    case 'ref':
      return wire => (wire === undefined || wire === null || wire === '' ? 'OpaqueRef:NULL' : text(wire))
    case 'int':
      return int
    case 'float':
      return float
    case 'bool':
      return wire => wire === true || wire === 'true' || wire === '1' || wire === 1
    case 'datetime':
      return date
    case 'void':
      return () => undefined
    case 'wire':
      return wire => wire
    case 'option': {
      const of = decoderOf(type.of)
      return wire => (wire === null || wire === undefined ? undefined : of(wire))
    }
    case 'set': {
      const of = decoderOf(type.of)
      return wire => (Array.isArray(wire) ? wire.map(of) : [])
    }
    case 'map':
      return mapDecoder(decoderOf(type.of))
    case 'record':
      return recordDecoder(type.name)
  }
}

function text(wire: Wire | undefined): string {
  if (typeof wire === 'string') return wire
  if (typeof wire === 'number' || typeof wire === 'boolean') return String(wire)
  if (wire instanceof WireDate) return wire.text
  return wire instanceof WireDouble ? String(wire.value) : ''
}

function int(wire: Wire | undefined): number {
  const number = typeof wire === 'string' ? Number(wire) : wire
  return typeof number === 'number' && Number.isFinite(number) ? Math.trunc(number) : 0
}

function float(wire: Wire | undefined): number {
  if (typeof wire === 'number') return wire
  if (wire instanceof WireDouble) return wire.value
  return typeof wire === 'string' ? (parseDouble(wire) ?? 0) : 0
}

function date(wire: Wire | undefined): string {
  const written = wire instanceof WireDate ? wire.text : wire
  if (typeof written !== 'string' || written === '') return epoch
  return normalizeDate(written) ?? written
}

function mapDecoder(of: Decoder): Decoder {
  return wire => {
    const map: { [key: string]: unknown } = {}
    if (isStruct(wire)) for (const key of Object.keys(wire)) setOwn(map, key, of(wire[key]))
    return map
  }
}

interface FieldDecoder {
  readonly name: string
  readonly decode: Decoder
  readonly absent: () => unknown
}

const recordDecoders = new Map<string, Decoder>()

function recordDecoder(className: string): Decoder {
  let decoder = recordDecoders.get(className)
  if (decoder === undefined) {
    decoder = buildRecord(className)
    recordDecoders.set(className, decoder)
  }
  return decoder
}

function buildRecord(className: string): Decoder {
  const facts = classFacts(className)
  if (facts === undefined) return wire => wire ?? {}
  const fields: FieldDecoder[] = []
  for (const [name, field] of Object.entries(facts.fields)) {
    if (field.internal) continue
    const decode = decoderOf(typeOf(field.t))
    // A fresh value each time: nobody may find another record's array in theirs.
    fields.push({
      name,
      decode,
      absent: () => (field.d === undefined ? decode(undefined) : defaultOf(field.t, field.d)),
    })
  }
  const names = new Set(fields.map(field => field.name))
  return wire => {
    const from: WireStruct = isStruct(wire) ? wire : {}
    const record: { [field: string]: unknown } = {}
    let met = 0
    for (const { name, decode, absent } of fields) {
      const value = from[name]
      if (value === undefined) record[name] = absent()
      else {
        record[name] = decode(value)
        met++
      }
    }
    const sent = Object.keys(from)
    if (sent.length > met) for (const name of sent) if (!names.has(name)) setOwn(record, name, from[name])
    return record
  }
}
