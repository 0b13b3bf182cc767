import type { ClassName, Records } from './model/records'
import { planOf } from './plan'
import { typeOf } from './type-text'
import type { Wire } from './wire'

export { defaultOf } from './plan'

/**
 * A value of the model from what the wire carried. Takes what any release of a host sends and never throws: text
 * for an enum value the model does not know, an empty value of the type where the wire has none or another kind.
 * int/float → number, datetime → ISO 8601 text, set → array, map → plain object, ref → text, void → undefined.
 */
export function decodeValue(type: string, wire: Wire | undefined): unknown {
  return planOf(typeOf(type)).decode(wire)
}

/**
 * A record of a class. Fields that an older host does not send get the model's default or an empty value of their
 * type; fields that the model does not know are kept as the wire has them.
 */
export function decodeRecord<C extends ClassName>(className: C, wire: Wire | undefined): Records[C] {
  return asRecord<C>(decodeValue(`record ${className}`, wire))
}

/** The plan builds every field of the class from the model that the record types are generated from. */
function asRecord<C extends ClassName>(value: unknown): Records[C] {
  return value as Records[C]
}

/** The value that stands for "nothing yet": '' 0 false [] {} OpaqueRef:NULL, the epoch, a record of such. */
export function emptyValue(type: string): unknown {
  return decodeValue(type, undefined)
}
