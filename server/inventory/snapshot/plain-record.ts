import { createHash } from 'node:crypto'
import type { Ref } from '@/server/xapi/model/records'
import { makerOf } from '@/server/xapi/plan'
import { type FollowedClass, type FollowedRecord, followedClasses } from '../classes'
import { keptFields } from '../kept-fields'

/** A record as it is kept: its class by number, its reference, and its values in the order of the kept fields. */
export type PlainRecord = [cls: number, ref: string, values: unknown[]]

/** A record with its place; what reading gives back. */
export type PlacedRecord<C extends FollowedClass = FollowedClass> = {
  [K in C]: { class: K; ref: Ref<K>; record: FollowedRecord<K> }
}[C]

const number = new Map<FollowedClass, number>(followedClasses.map((cls, at) => [cls, at]))
const kinds = followedClasses.map(cls => {
  const fields: readonly string[] = keptFields[cls]
  return { cls, fields, make: makerOf(fields.map((name, place) => ({ name, place }))) }
})

/** Changes with the classes that are followed and with their fields: what was kept under another one is not read. */
export const modelVersion = createHash('sha256')
  .update(JSON.stringify(kinds.map(({ cls, fields }) => [cls, fields])))
  .digest('hex')
  .slice(0, 16)

export function toPlain(cls: FollowedClass, ref: string, record: object): PlainRecord {
  const at = number.get(cls) ?? -1
  const fields = kinds[at]?.fields ?? []
  return [at, ref, fields.map((field): unknown => Reflect.get(record, field))]
}

/** Records out of what `toPlain` made, sharing references: each is there many times, and they are most of the text. */
export class PlainReader {
  private readonly texts = new Map<string, string>()

  read(plain: PlainRecord): PlacedRecord {
    const [at, ref, values] = plain
    const kind = kinds[at]
    if (kind === undefined) throw new Error('A class that is not followed')
    const record = kind.make(values.map(value => this.shared(value)))
    return asPlaced({ class: kind.cls, ref: this.text(ref), record })
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
