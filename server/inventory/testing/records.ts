import { decodeRecord } from '@/server/xapi/codec'
import type { Ref } from '@/server/xapi/model/records'
import type { FollowedClass, FollowedRecord } from '../classes'

/** A complete record of a class with the model's defaults, and the given fields filled in. */
export function record<C extends FollowedClass>(
  cls: C,
  fields: Partial<FollowedRecord<C>> = {},
): FollowedRecord<C> {
  return { ...decodeRecord(cls, {}), ...fields }
}

/** A reference made up for a test. */
export function ref<C extends FollowedClass>(cls: C, name: string): Ref<C> {
  return anyRef<C>(`OpaqueRef:${cls}-${name}`)
}

/** References are opaque: every text is one. */
export function anyRef<C extends FollowedClass>(text: string): Ref<C> {
  return text as Ref<C>
}
