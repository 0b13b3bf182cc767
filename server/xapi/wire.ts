/** A `<double>` read with `exact`, so that 1.0 can be told from 1. */
export class WireDouble {
  constructor(readonly value: number) {}
}

/** A `<dateTime.iso8601>` read with `exact`: the text as the sender wrote it. */
export class WireDate {
  constructor(readonly text: string) {}
}

export interface WireStruct {
  [member: string]: Wire
}

/**
 * A value as XML-RPC carries it: text (untagged, `<string>`, and dates as ISO 8601 text), numbers, booleans,
 * `<nil/>` as null, bytes of `<base64>`, arrays and structs. Integers of the XenAPI arrive as text. WireDouble and
 * WireDate appear only when a reader was asked for exact values.
 */
export type Wire = string | number | boolean | null | Uint8Array | WireDouble | WireDate | Wire[] | WireStruct

export type WireErrorKind =
  | 'malformed' // not well-formed, or well-formed and not XML-RPC
  | 'truncated' // ended before its root element did
  | 'doctype' // carries a document type declaration
  | 'bad-text' // bytes that are no UTF-8, or a character XML forbids
  | 'too-large' // over the limit of bytes or of one text
  | 'too-deep' // nested over the limit
  | 'bad-value' // a value that its type cannot express

/** A document that cannot be read, or a value that cannot be written. `offset` is in bytes from the start. */
export class WireError extends Error {
  override readonly name = 'WireError'
  constructor(
    readonly kind: WireErrorKind,
    message: string,
    readonly offset?: number,
  ) {
    super(offset === undefined ? message : `${message} (byte ${offset})`)
  }
}

/** True for a struct: none of the other forms a wire value can take. */
export function isStruct(wire: Wire | undefined): wire is WireStruct {
  return (
    typeof wire === 'object' &&
    wire !== null &&
    !Array.isArray(wire) &&
    !(wire instanceof Uint8Array) &&
    !(wire instanceof WireDouble) &&
    !(wire instanceof WireDate)
  )
}

/** Sets an own property whatever its name: a plain assignment to `__proto__` would change the prototype. */
export function setOwn<T>(object: { [key: string]: T }, key: string, value: T): void {
  if (key === '__proto__') {
    Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true })
  } else object[key] = value
}
