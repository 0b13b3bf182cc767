import { defaultOf, emptyValue } from '../../server/xapi/codec'
import { facts } from '../../server/xapi/facts'
import type { ClassName, Records, Ref } from '../../server/xapi/model/records'
import { typeOf } from '../../server/xapi/type-text'
import { publicFields } from './facts'
import { followsFromElsewhere } from './relations'

/** A value of a field or parameter: int and float are numbers, datetime ISO text, set an array, map an object. */
export type Value =
  | string
  | number
  | boolean
  | undefined
  | readonly Value[]
  | { readonly [key: string]: Value }
export type Row = { readonly [field: string]: Value }

export const NULL = 'OpaqueRef:NULL'

interface FieldDefault {
  readonly name: string
  /** Undefined fields of a given row take this; relation fields always do. */
  readonly value: Value
  readonly computed: boolean
}

const defaults = new Map<ClassName, readonly FieldDefault[]>()

/** All fields of the model: what is given, the rest from the model's defaults. Relations that follow start empty. */
export function completeRow(cls: ClassName, given: Row): Row {
  let fields = defaults.get(cls)
  if (!fields) {
    fields = publicFields(cls).map(([name, field]) => ({
      name,
      value: field.d === undefined ? initialValue(field.t) : asValue(defaultOf(field.t, field.d)),
      computed: followsFromElsewhere(cls, name),
    }))
    defaults.set(cls, fields)
  }
  const row: { [field: string]: Value } = {}
  for (const { name, value, computed } of fields) row[name] = (computed ? undefined : given[name]) ?? value
  return row
}

/** What a field holds that nobody set. An enum has no empty value: its first name stands in. */
function initialValue(text: string): Value {
  const type = typeOf(text)
  return type.kind === 'enum' ? facts.enums[type.name]?.[0] : asValue(emptyValue(text))
}

/** The codec makes nothing but values of the model's types. */
export function asValue(decoded: unknown): Value {
  return decoded as Value
}

/** Fields of a record hold nothing but what the types of the model allow. */
export function rowOf(fields: object): Row {
  return fields as Row
}

/** Rows are complete from their creation on, and only typed writes change them. */
export function recordOf<C extends ClassName>(row: Row): Records[C] {
  return row as unknown as Records[C]
}

/** The caller took the text from a table or a field of this class. */
export function refOf<C extends string>(ref: string): Ref<C> {
  return ref as Ref<C>
}
