import { createHash } from 'node:crypto'
import { makers } from '@/server/xapi/model/make'
import type { Ref } from '@/server/xapi/model/records'
import { type FollowedClass, type FollowedRecord, followedClasses } from '../classes'

/** A record as it is kept: its class by number, its reference, its values in the model's order, and what else it has. */
export type PlainRecord = [cls: number, ref: string, values: unknown[], more?: Record<string, unknown>]

/** A record with its place; what reading gives back. */
export type PlacedRecord<C extends FollowedClass = FollowedClass> = {
  [K in C]: { class: K; ref: Ref<K>; record: FollowedRecord<K> }
}[C]

const number = new Map<FollowedClass, number>(followedClasses.map((cls, at) => [cls, at]))
const kinds = followedClasses.map(cls => {
  const make = makers[cls]
  if (make === undefined) throw new Error(`The model has no ${cls}`)
  return { cls, make, fields: Object.keys(make([])) }
})

/** Changes with the classes that are followed and with their fields: what was kept under another one is not read. */
export const modelVersion = createHash('sha256')
  .update(JSON.stringify(kinds.map(({ cls, fields }) => [cls, fields])))
  .digest('hex')
  .slice(0, 16)

export function toPlain(cls: FollowedClass, ref: string, record: object): PlainRecord {
  const at = number.get(cls) ?? -1
  const fields = kinds[at]?.fields ?? []
  const held = new Map<string, unknown>(Object.entries(record))
  const values = fields.map(field => held.get(field))
  if (held.size === fields.length) return [at, ref, values]
  // Fields that the model does not know are kept as the wire had them.
  for (const field of fields) held.delete(field)
  return [at, ref, values, Object.fromEntries(held)]
}

/** Records out of what `toPlain` made, sharing references: each is there many times, and they are most of the text. */
export class PlainReader {
  private readonly texts = new Map<string, string>()

  read(plain: PlainRecord): PlacedRecord {
    const [at, ref, values, more] = plain
    const kind = kinds[at]
    if (kind === undefined) throw new Error('A class that is not followed')
    const record = kind.make(values.map(value => this.shared(value)))
    return asPlaced({ class: kind.cls, ref: this.text(ref), record: more ? { ...record, ...more } : record })
  }

  private shared(value: unknown): unknown {
    if (typeof value === 'string') return value.startsWith('OpaqueRef:') ? this.text(value) : value
    return Array.isArray(value) ? value.map(one => this.shared(one)) : value
  }

  private text(text: string): string {
    const known = this.texts.get(text)
    if (known !== undefined) return known
    this.texts.set(text, text)
    return text
  }
}

/** Only what this installation wrote of its own store opens, and the model's version says that the fields are the same. */
function asPlaced(placed: { class: FollowedClass; ref: string; record: object }): PlacedRecord {
  return placed as PlacedRecord
}
