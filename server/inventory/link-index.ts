import type { Ref } from '@/server/xapi/model/records'
import { type FollowedClass, type FollowedRecord, type LinkField, links } from './classes'
import { isNullRef } from './ids'

type Backwards<C extends FollowedClass> = Map<string, Map<string, Set<Ref<C>>>>

/** Who points at what: per class and reference field, from the reference to the rows that hold it. */
export class LinkIndex<C extends FollowedClass> {
  private readonly fields: readonly string[]
  private readonly sets: Backwards<C> = new Map()
  private readonly none: ReadonlySet<Ref<C>> = new Set()

  constructor(cls: C) {
    this.fields = links[cls]
    for (const field of this.fields) this.sets.set(field, new Map())
  }

  /** Follows a row from one state to the next; undefined is absence. */
  replace(ref: Ref<C>, before: FollowedRecord<C> | undefined, after: FollowedRecord<C> | undefined): void {
    for (const field of this.fields) {
      const from = target(before, field)
      const to = target(after, field)
      if (from === to) continue
      const set = this.sets.get(field)
      if (set === undefined) continue
      if (from !== undefined) drop(set, from, ref)
      if (to !== undefined) {
        const refs = set.get(to)
        if (refs === undefined) set.set(to, new Set([ref]))
        else refs.add(ref)
      }
    }
  }

  pointingAt(field: LinkField<C>, to: string): ReadonlySet<Ref<C>> {
    return this.sets.get(field)?.get(to) ?? this.none
  }
}

function target(record: object | undefined, field: string): string | undefined {
  const value: unknown = record === undefined ? undefined : Reflect.get(record, field)
  return typeof value === 'string' && !isNullRef(value) ? value : undefined
}

function drop<T>(sets: Map<string, Set<T>>, key: string, value: T): void {
  const set = sets.get(key)
  set?.delete(value)
  if (set?.size === 0) sets.delete(key)
}
