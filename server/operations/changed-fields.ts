import type { Json } from '@/server/audit/chain'
import type { Changes } from '@/server/audit/record'

/** What the pool says of an object from moment to moment, and what only repeats another field. */
const passing = new Set([
  'allowed_operations',
  'current_operations',
  'last_booted_record',
  'last_boot_CPU_flags',
  'domid',
  'requires_reboot',
  'pending_guidances',
])

/**
 * What a deed changed of its object: each field that differs, before and after, references with the names they have.
 * `after` null: the object is gone.
 */
export function changedFields(
  before: object,
  after: object | null,
  nameOf: (ref: string) => string | undefined,
): Changes {
  const shown = (value: unknown) => readable(value, nameOf)
  if (!after) return 'uuid' in before ? { uuid: { before: shown(before.uuid) } } : {}
  const known = new Map(Object.entries(before))
  return Object.fromEntries(
    Object.entries(after).flatMap(([field, value]) => {
      if (passing.has(field) || !known.has(field)) return []
      const [was, is] = [shown(known.get(field)), shown(value)]
      return JSON.stringify(was) === JSON.stringify(is) ? [] : [[field, { before: was, after: is }]]
    }),
  )
}

function readable(value: unknown, nameOf: (ref: string) => string | undefined): Json {
  if (typeof value === 'string') {
    if (value === 'OpaqueRef:NULL') return null
    return value.startsWith('OpaqueRef:') ? (nameOf(value) ?? value) : value
  }
  if (typeof value === 'number' || typeof value === 'boolean') return value
  if (typeof value === 'bigint') return String(value)
  if (value instanceof Date) return value.toISOString()
  if (Array.isArray(value)) return value.map(one => readable(one, nameOf))
  if (value instanceof Map) return readable(Object.fromEntries(value), nameOf)
  if (typeof value !== 'object' || value === null) return null
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, readable(one, nameOf)]))
}
