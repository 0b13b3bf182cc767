import { decodeRecord } from '@/server/xapi/codec'
import type { Records, Ref } from '@/server/xapi/model/records'
import type { FollowedClass, FollowedRecord } from '../classes'
import { keptFields } from '../kept-fields'

/** What is kept of a record of a class with the model's defaults, and the given fields filled in. */
export function record<C extends FollowedClass>(cls: C, fields: Partial<Records[C]> = {}): FollowedRecord<C> {
  return asKept<C>({ ...keptOf(cls, decodeRecord(cls, {})), ...keptOf(cls, fields) })
}

/** A reference made up for a test. */
export function ref<C extends FollowedClass>(cls: C, name: string): Ref<C> {
  return anyRef<C>(`OpaqueRef:${cls}-${name}`)
}

/** References are opaque: every text is one. */
export function anyRef<C extends FollowedClass>(text: string): Ref<C> {
  return text as Ref<C>
}

/** Of some fields those that are kept. */
export function keptOf(cls: FollowedClass, fields: object): object {
  const names: ReadonlySet<string> = new Set(keptFields[cls])
  return Object.fromEntries(Object.entries(fields).filter(([name]) => names.has(name)))
}

/** A record of the class with all that is kept, and nothing else. */
export function asKept<C extends FollowedClass>(record: unknown): FollowedRecord<C> {
  return record as FollowedRecord<C>
}
