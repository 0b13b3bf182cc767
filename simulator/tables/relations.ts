import { facts, isClassName } from '../../server/xapi/facts'
import type { ClassName } from '../../server/xapi/model/records'
import { factsOf } from './facts'

/** One end of a relation that follows from the other: `VM.VBDs` from `VBD.VM`. */
export interface Reverse {
  readonly field: string
  /** The class and field on the other side. */
  readonly target: ClassName
  readonly targetField: string
}

/** Stored fields of each class, by what they keep up to date elsewhere. */
const stored = new Map<ClassName, Reverse[]>()
/** Fields of each class that are never written but follow. */
const computed = new Map<ClassName, Set<string>>()

for (const [from, to] of facts.relations) {
  const [cls, field] = split(from)
  const [target, targetField] = split(to)
  // A role's relation to itself is its own definition: nothing follows from it.
  if (from === to || !factsOf(cls).db || !factsOf(target).db) continue
  if (factsOf(cls).fields[field]?.internal || factsOf(target).fields[targetField]?.internal) continue
  stored.set(cls, [...(stored.get(cls) ?? []), { field, target, targetField }])
  computed.set(target, (computed.get(target) ?? new Set()).add(targetField))
}

export function reversesOf(cls: ClassName): readonly Reverse[] {
  return stored.get(cls) ?? []
}

export function followsFromElsewhere(cls: ClassName, field: string): boolean {
  return computed.get(cls)?.has(field) ?? false
}

/** The rows a stored relation field names. */
export function namedRefs(value: unknown): readonly string[] {
  if (typeof value === 'string') return value === '' || value === 'OpaqueRef:NULL' ? [] : [value]
  if (Array.isArray(value)) return value.filter(ref => typeof ref === 'string')
  return []
}

function split(end: string): [ClassName, string] {
  const [cls = '', field = ''] = end.split('.')
  if (!isClassName(cls)) throw new Error(`A relation of the model names no class: ${end}`)
  return [cls, field]
}
