import { classFacts } from './facts'
import { wireDate } from './iso-date'
import { type Type, typeOf } from './type-text'
import { type Wire, WireDate, WireDouble, WireError } from './wire'
import { escapeText } from './xml-text'

/** Who writes: a host leaves text untagged and floats short of a digit; a client tags text, so that no space is lost. */
export type Side = 'host' | 'client'

/**
 * `<value>…</value>` of a value of a model type. Ints are untagged decimal text, refs and enums text. Throws
 * WireError bad-value for a value the type cannot express; record fields the model does not know, and those that are
 * undefined, are left out.
 */
export function encodeValue(type: string, value: unknown, side: Side = 'host'): string {
  return encode(typeOf(type), value, side, type)
}

/** `<value>…</value>` of a value without a model type: numbers as `<i4>`, doubles as WireDouble, null as `<nil/>`. */
export function encodeWire(wire: Wire): string {
  if (typeof wire === 'string') return `<value>${escapeText(wire)}</value>`
  if (typeof wire === 'number') {
    if (!Number.isInteger(wire)) return `<value><double>${formatDouble(wire)}</double></value>`
    return `<value><i4>${wire}</i4></value>`
  }
  if (typeof wire === 'boolean') return `<value><boolean>${wire ? 1 : 0}</boolean></value>`
  if (wire === null) return '<value><nil/></value>'
  if (wire instanceof WireDouble) return `<value><double>${formatDouble(wire.value)}</double></value>`
  if (wire instanceof WireDate)
    return `<value><dateTime.iso8601>${escapeText(wire.text)}</dateTime.iso8601></value>`
  if (wire instanceof Uint8Array)
    return `<value><base64>${Buffer.from(wire).toString('base64')}</base64></value>`
  if (Array.isArray(wire))
    return `<value><array><data>${wire.map(encodeWire).join('')}</data></array></value>`
  return struct(Object.entries(wire).map(([name, value]) => member(name, encodeWire(value))))
}

/** A double as C's "%.16g" writes it. */
export function formatDouble(value: number): string {
  if (Number.isNaN(value)) return 'nan'
  if (!Number.isFinite(value)) return value < 0 ? '-inf' : 'inf'
  if (value === 0) return Object.is(value, -0) ? '-0' : '0'
  const [mantissa = '', exponentText = '0'] = value.toExponential(15).split('e')
  const exponent = Number(exponentText)
  if (exponent < -4 || exponent >= 16) {
    const digits = mantissa.includes('.') ? mantissa.replace(/\.?0+$/, '') : mantissa
    return `${digits}e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`
  }
  const plain = value.toFixed(15 - exponent)
  return plain.includes('.') ? plain.replace(/\.?0+$/, '') : plain
}

/** `<member>` with an already encoded value. */
export function member(name: string, value: string): string {
  return `<member><name>${escapeText(name)}</name>${value}</member>`
}

/** `<value><struct>` of already encoded members. */
export function struct(members: readonly string[]): string {
  return `<value><struct>${members.join('')}</struct></value>`
}

function bad(expected: string, value: unknown, path: string): never {
  const got = value === null ? 'null' : Array.isArray(value) ? 'an array' : typeof value
  throw new WireError('bad-value', `${path}: ${expected} is needed, ${got} was given`)
}

function encode(type: Type, value: unknown, side: Side, path: string): string {
  switch (type.kind) {
    case 'string':
    case 'enum':
    case 'ref':
      if (typeof value !== 'string') return bad('a text', value, path)
      return side === 'client'
        ? `<value><string>${escapeText(value)}</string></value>`
        : `<value>${escapeText(value)}</value>`
    case 'int':
      if (typeof value !== 'number' || !Number.isInteger(value)) return bad('an integer', value, path)
      return `<value>${decimal(value)}</value>`
    case 'float':
      if (typeof value !== 'number') return bad('a number', value, path)
      return `<value><double>${side === 'client' && Number.isFinite(value) ? String(value) : formatDouble(value)}</double></value>`
    case 'bool':
      if (typeof value !== 'boolean') return bad('a boolean', value, path)
      return `<value><boolean>${value ? 1 : 0}</boolean></value>`
    case 'datetime': {
      const written = typeof value === 'string' ? wireDate(value) : undefined
      if (written === undefined) return bad('a date as ISO 8601 text', value, path)
      return `<value><dateTime.iso8601>${written}</dateTime.iso8601></value>`
    }
    case 'void':
      return '<value></value>'
    case 'option':
      return value === undefined || value === null
        ? '<value><nil/></value>'
        : encode(type.of, value, side, path)
    case 'set': {
      if (!Array.isArray(value)) return bad('an array', value, path)
      const items = value.map((item, i) => encode(type.of, item, side, `${path}[${i}]`))
      return `<value><array><data>${items.join('')}</data></array></value>`
    }
    case 'map': {
      const entries = Object.entries(object(value, path))
      return struct(entries.map(([key, item]) => member(key, encode(type.of, item, side, `${path}.${key}`))))
    }
    case 'record':
      return encodeRecord(type.name, object(value, path), side, path)
    case 'wire':
      return encodeWire(asWire(value, path))
  }
}

/** Decimal text also of numbers that JavaScript would write with an exponent. */
function decimal(value: number): string {
  return Math.abs(value) < 1e21 ? String(value === 0 ? 0 : value) : BigInt(value).toString()
}

function isObject(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function object(value: unknown, path: string): { readonly [key: string]: unknown } {
  return isObject(value) ? value : bad('an object', value, path)
}

function isWire(value: unknown): value is Wire {
  if (value === null || ['string', 'number', 'boolean'].includes(typeof value)) return true
  if (Array.isArray(value)) return value.every(isWire)
  if (value instanceof WireDouble || value instanceof WireDate || value instanceof Uint8Array) return true
  return isObject(value) && Object.values(value).every(isWire)
}

function asWire(value: unknown, path: string): Wire {
  return isWire(value) ? value : bad('a wire value', value, path)
}

function encodeRecord(
  name: string,
  value: { readonly [key: string]: unknown },
  side: Side,
  path: string,
): string {
  const fields = classFacts(name)?.fields
  if (fields === undefined) return encodeWire(asWire(value, path))
  const members: string[] = []
  for (const [field, { t, internal }] of Object.entries(fields)) {
    const item = value[field]
    if (item === undefined || internal) continue
    members.push(member(field, encode(typeOf(t), item, side, `${path}.${field}`)))
  }
  return struct(members)
}
