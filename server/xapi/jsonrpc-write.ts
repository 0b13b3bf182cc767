import { classFacts } from './facts'
import { wireDate } from './iso-date'
import { type Type, typeOf } from './type-text'
import { WireError } from './wire'
import type { TypedParam } from './xmlrpc-write'

/**
 * A call as a client sends it, in JSON-RPC 2.0. Throws WireError bad-value as encodeJson does. Each call has a
 * connection for as long as it takes, so they need no names of their own.
 */
export function writeJsonCall(method: string, params: readonly TypedParam[]): string {
  const list = params.map(([type, value]) => encodeJson(type, value)).join(',')
  return `{"jsonrpc":"2.0","method":${JSON.stringify(method)},"params":[${list}],"id":1}`
}

/**
 * A value of a model type as both sides write it in JSON: numbers bare, NaN and Infinity as bare words, dates without
 * dashes. Throws WireError bad-value for a value the type cannot express; record fields the model does not know, and
 * those that are undefined, are left out.
 */
export function encodeJson(type: string, value: unknown): string {
  return encode(typeOf(type), value, type)
}

function bad(expected: string, value: unknown, path: string): never {
  const got = value === null ? 'null' : Array.isArray(value) ? 'an array' : typeof value
  throw new WireError('bad-value', `${path}: ${expected} is needed, ${got} was given`)
}

function encode(type: Type, value: unknown, path: string): string {
  switch (type.kind) {
    case 'string':
    case 'enum':
    case 'ref':
      return typeof value === 'string' ? JSON.stringify(value) : bad('a text', value, path)
    case 'int':
      if (typeof value !== 'number' || !Number.isInteger(value)) return bad('an integer', value, path)
      return Number.isSafeInteger(value) ? String(value === 0 ? 0 : value) : BigInt(value).toString()
    case 'float':
      return typeof value === 'number' ? String(value) : bad('a number', value, path)
    case 'bool':
      return typeof value === 'boolean' ? String(value) : bad('a boolean', value, path)
    case 'datetime': {
      const written = typeof value === 'string' ? wireDate(value) : undefined
      return written === undefined ? bad('a date as ISO 8601 text', value, path) : JSON.stringify(written)
    }
    case 'void':
      return '""'
    case 'option':
      return value === undefined || value === null ? 'null' : encode(type.of, value, path)
    case 'set':
      if (!Array.isArray(value)) return bad('an array', value, path)
      return `[${value.map((item, i) => encode(type.of, item, `${path}[${i}]`)).join(',')}]`
    case 'map': {
      const entries = Object.entries(members(value, path))
      return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${encode(type.of, item, `${path}.${key}`)}`).join(',')}}`
    }
    case 'record':
      return encodeRecord(type.name, members(value, path), path)
    case 'wire':
      return plain(value, path)
  }
}

function encodeRecord(name: string, value: { readonly [key: string]: unknown }, path: string): string {
  const fields = classFacts(name)?.fields
  if (fields === undefined) return plain(value, path)
  const written: string[] = []
  for (const [field, { t, internal }] of Object.entries(fields)) {
    const item = value[field]
    if (item === undefined || internal) continue
    written.push(`${JSON.stringify(field)}:${encode(typeOf(t), item, `${path}.${field}`)}`)
  }
  return `{${written.join(',')}}`
}

function isMembers(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function members(value: unknown, path: string): { readonly [key: string]: unknown } {
  return isMembers(value) ? value : bad('an object', value, path)
}

/** A value that no type of the model describes: whatever JSON can say. */
function plain(value: unknown, path: string): string {
  if (typeof value === 'number') return String(value)
  if (Array.isArray(value)) return `[${value.map((item, i) => plain(item, `${path}[${i}]`)).join(',')}]`
  if (isMembers(value))
    return `{${Object.entries(value)
      .filter(([, item]) => item !== undefined)
      .map(([key, item]) => `${JSON.stringify(key)}:${plain(item, `${path}.${key}`)}`)
      .join(',')}}`
  if (typeof value === 'string' || typeof value === 'boolean' || value === null) return JSON.stringify(value)
  return bad('a value of JSON', value, path)
}
