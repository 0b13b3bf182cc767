import { classFacts, facts, type MessageFacts } from './facts'
import { normalizeDate } from './iso-date'
import { parseDouble } from './scalar'
import { type Type, typeOf } from './type-text'
import { isStruct, setOwn, type Wire, WireDate, WireDouble } from './wire'

/** A call that xapi refuses before it does anything: code and parameters as they stand in ErrorDescription. */
export class RefusedCall extends Error {
  override readonly name = 'RefusedCall'
  constructor(
    readonly code: string,
    readonly params: readonly string[],
  ) {
    super(`${code} [${params.join(', ')}]`)
  }
}

function internal(text: string): RefusedCall {
  return new RefusedCall('INTERNAL_ERROR', [text])
}

function failure(text: string): RefusedCall {
  return internal(`Failure(${quoted(text)})`)
}

/** A text as OCaml prints it in an exception. */
function quoted(text: string): string {
  return `"${text.replace(/[\\"]/g, '\\$&').replaceAll('\n', '\\n').replaceAll('\t', '\\t')}"`
}

/** An enum whose values are no OCaml names (balance-slb) has a reader of its own, with a text of its own. */
function unknownTag(name: string): string {
  const foreign = facts.enums[name]?.some(value => value.includes('-'))
  return foreign ? `Unmarshalling error in ${name.replaceAll('_', '-')}` : 'Unknown tag/contents'
}

/**
 * The parameters of a call as decoded values, without the session. `method` is the plain name (no `Async.`). Stands on
 * the side of the host: what xapi refuses is refused with xapi's own code and text, as a RefusedCall. Read the call
 * with `exact`, else a double of an integral value passes for an int. Left-out trailing parameters get the model's
 * default; members of a record that its class does not have are dropped; fields left out get their default.
 */
export function decodeParams(method: string, message: MessageFacts, wires: readonly Wire[]): unknown[] {
  const mandatory = message.p.filter(param => param[2] === undefined).length
  const excess = wires.length > message.p.length && mandatory === message.p.length
  if (wires.length < mandatory || excess)
    throw new RefusedCall('MESSAGE_PARAMETER_COUNT_MISMATCH', [
      method,
      String(mandatory),
      String(wires.length),
    ])
  return message.p.map(([, type, , fallback], i) => {
    const wire = wires[i]
    return wire === undefined ? strict(typeOf(type), fromModel(fallback)) : strict(typeOf(type), wire)
  })
}

/** One value, as strictly as a parameter. */
export function decodeStrict(type: string, wire: Wire): unknown {
  return strict(typeOf(type), wire)
}

function strict(type: Type, wire: Wire): unknown {
  switch (type.kind) {
    case 'string':
    case 'ref':
      return text(wire)
    case 'enum': {
      const values = facts.enums[type.name]
      if (typeof wire !== 'string' || (values && !values.includes(wire))) throw failure(unknownTag(type.name))
      return wire
    }
    case 'int':
      return int(wire)
    case 'float':
      return float(wire)
    case 'bool':
      if (typeof wire !== 'boolean') throw failure(`Expected bool, got '${printed(wire)}'`)
      return wire
    case 'datetime':
      return date(wire)
    case 'void':
      return undefined
    case 'wire':
      return wire
    case 'option':
      return wire === null ? undefined : strict(type.of, wire)
    case 'set':
      if (!Array.isArray(wire)) throw failure(`Expecting Rpc.Enum, but found '${printed(wire)}'`)
      return wire.map(item => strict(type.of, item))
    case 'map': {
      if (!isStruct(wire)) throw failure(`Expecting Rpc.Dict, but found '${printed(wire)}'`)
      const map: { [key: string]: unknown } = {}
      for (const [key, value] of Object.entries(wire))
        setOwn(map, String(strict(type.key, key)), strict(type.of, value))
      return map
    }
    case 'record':
      return record(type.name, wire)
  }
}

function text(wire: Wire): string {
  if (typeof wire !== 'string') throw failure(`Expected string, got '${printed(wire)}'`)
  return wire
}

function int(wire: Wire): number {
  if (typeof wire === 'number' && Number.isInteger(wire)) return wire
  if (typeof wire !== 'string') throw failure(`Expected int64, got '${printed(wire)}'`)
  // OCaml's spelling of integers: a sign, a base, underscores between digits.
  const m = /^([+-]?)(0[xX][0-9a-fA-F][0-9a-fA-F_]*|0[oO][0-7][0-7_]*|0[bB][01][01_]*|[0-9][0-9_]*)$/.exec(
    wire,
  )
  if (!m) throw failure('Int64.of_string')
  const size = BigInt((m[2] ?? '0').replaceAll('_', ''))
  const plain = !/^0[xXoObB]/.test(m[2] ?? '')
  if (size > (plain ? 2n ** 63n - (m[1] === '-' ? 0n : 1n) : 2n ** 64n - 1n)) throw failure('Int64.of_string')
  return Number(BigInt.asIntN(64, m[1] === '-' ? -size : size))
}

function float(wire: Wire): number {
  if (typeof wire === 'number') return wire
  if (wire instanceof WireDouble) return wire.value
  if (typeof wire !== 'string') throw failure(`Expected float, got '${printed(wire)}'`)
  const number = parseDouble(wire)
  if (number === undefined || wire !== wire.trim()) throw failure('float_of_string')
  return number
}

function date(wire: Wire): string {
  const written = wire instanceof WireDate ? wire.text : wire
  if (typeof written !== 'string') throw failure(`Expected string, got '${printed(wire)}'`)
  const normal = normalizeDate(written)
  if (normal === undefined) throw internal(`Invalid argument: Clock__Date.of_iso8601: ${written}`)
  // A date without a zone is taken as UTC.
  return /(Z|[+-]\d\d:?\d\d)$/.test(normal) ? normal : `${normal}Z`
}

function record(className: string, wire: Wire): unknown {
  if (!isStruct(wire)) throw failure('bad __structure')
  const decoded: { [field: string]: unknown } = {}
  for (const [name, field] of Object.entries(classFacts(className)?.fields ?? {})) {
    if (field.internal || field.q === 'DynamicRO') continue
    const value = wire[name]
    const type = typeOf(field.t)
    if (value !== undefined) decoded[name] = strict(type, value)
    else if (field.d !== undefined) decoded[name] = strict(type, fromModel(field.d))
    else if (name === 'name_label' || name === 'name_description') decoded[name] = ''
    else if (type.kind !== 'option')
      throw internal(`Server_helpers.Dispatcher_FieldNotFound(${quoted(name)})`)
  }
  return decoded
}

/** A default of the model as a wire value. */
function fromModel(d: unknown): Wire {
  if (Array.isArray(d)) return d.map(fromModel)
  if (typeof d === 'string' || typeof d === 'number' || typeof d === 'boolean') return d
  if (typeof d === 'object' && d !== null && 'map' in d && Array.isArray(d.map))
    return Object.fromEntries(
      d.map.map((pair: readonly [unknown, unknown]) => [String(pair[0]), fromModel(pair[1])]),
    )
  if (typeof d === 'object' && d !== null && 'datetime' in d) return String(d.datetime)
  return null
}

/** A value as ocaml-rpc prints it in its complaints: I(5), F(1.5), S(x), B(true), N, [S(a);S(b)], {k:S(v)}. */
function printed(wire: Wire): string {
  if (typeof wire === 'string') return `S(${wire})`
  if (typeof wire === 'number') return Number.isInteger(wire) ? `I(${wire})` : `F(${short(wire)})`
  if (typeof wire === 'boolean') return `B(${wire})`
  if (wire === null) return 'N'
  if (wire instanceof WireDouble) return `F(${short(wire.value)})`
  if (wire instanceof WireDate) return `D(${wire.text})`
  if (wire instanceof Uint8Array) return `Base64(${Buffer.from(wire).toString('base64')})`
  if (Array.isArray(wire)) return `[${wire.map(printed).join(';')}]`
  return `{${Object.entries(wire)
    .map(([key, value]) => `${key}:${printed(value)}`)
    .join(';')}}`
}

/** C's "%g": six digits, no trailing zeros. */
function short(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'nan' : value < 0 ? '-inf' : 'inf'
  const exponent = value === 0 ? 0 : Number(value.toExponential(5).split('e')[1])
  if (exponent >= -4 && exponent < 6) return String(Number(value.toFixed(5 - exponent)))
  const [mantissa = '', power = '0'] = value.toExponential(5).split('e')
  return `${Number(mantissa)}e${Number(power) < 0 ? '-' : '+'}${power.replace(/[+-]/, '').padStart(2, '0')}`
}
