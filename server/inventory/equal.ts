/** Deep equality of plain data: what records and rows are made of. */
export function equal(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Array.isArray(a)) {
    if (!Array.isArray(b) || a.length !== b.length) return false
    return a.every((value, index) => equal(value, b[index]))
  }
  if (Array.isArray(b)) return false
  const left = new Map<string, unknown>(Object.entries(a))
  const right = Object.entries(b)
  return (
    left.size === right.length && right.every(([key, value]) => left.has(key) && equal(left.get(key), value))
  )
}
