import type { Ref } from '@/server/xapi/model/records'
import { type FollowedClass, type FollowedRecord, type LinkField, links } from './classes'
import { isNullRef } from './ids'

/** Most are pointed at by one row only, and a set takes ten times what a reference does. */
type Pointing<C extends FollowedClass> = Map<string, Ref<C> | Set<Ref<C>>>

/** Who points at what: per class and reference field, from the reference to the rows that hold it. */
export class LinkIndex<C extends FollowedClass> {
  private readonly fields: readonly string[]
  private readonly byField = new Map<string, Pointing<C>>()
  private readonly none: ReadonlySet<Ref<C>> = new Set()

  constructor(cls: C) {
    this.fields = links[cls]
    for (const field of this.fields) this.byField.set(field, new Map())
  }

  /** Follows a row from one state to the next; undefined is absence. */
  replace(ref: Ref<C>, before: FollowedRecord<C> | undefined, after: FollowedRecord<C> | undefined): void {
    for (const field of this.fields) {
      const from = target(before, field)
      const to = target(after, field)
      if (from === to) continue
      const pointing = this.byField.get(field)
      if (pointing === undefined) continue
      if (from !== undefined) drop<C>(pointing, from, ref)
      if (to !== undefined) add<C>(pointing, to, ref)
    }
  }

  pointingAt(field: LinkField<C>, to: string): ReadonlySet<Ref<C>> {
    const found = this.found(field, to)
    if (found === undefined) return this.none
    return typeof found === 'string' ? new Set([found]) : found
  }

  /** The same without a set where there is one alone. */
  found(field: LinkField<C>, to: string): Ref<C> | ReadonlySet<Ref<C>> | undefined {
    return this.byField.get(field)?.get(to)
  }
}

function target(record: object | undefined, field: string): string | undefined {
  const value: unknown = record === undefined ? undefined : Reflect.get(record, field)
  return typeof value === 'string' && !isNullRef(value) ? value : undefined
}

function add<C extends FollowedClass>(pointing: Pointing<C>, to: string, ref: Ref<C>): void {
  const known = pointing.get(to)
  if (known === undefined) pointing.set(to, ref)
  else if (typeof known !== 'string') known.add(ref)
  else if (known !== ref) pointing.set(to, new Set([known, ref]))
}

function drop<C extends FollowedClass>(pointing: Pointing<C>, from: string, ref: Ref<C>): void {
  const known = pointing.get(from)
  if (known === ref) pointing.delete(from)
  if (known === undefined || typeof known === 'string') return
  known.delete(ref)
  const [only] = known
  if (known.size === 1 && only !== undefined) pointing.set(from, only)
}
