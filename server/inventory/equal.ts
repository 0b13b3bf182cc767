/** Deep equality of plain data: what records and rows are made of. */
export function equal(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true
  if (!isObject(a) || !isObject(b)) return false
  if (Array.isArray(a) || Array.isArray(b)) {
    if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return false
    for (let i = 0; i < a.length; i += 1) if (!equal(a[i], b[i])) return false
    return true
  }
  let fields = 0
  for (const key in a) {
    if (!equal(a[key], b[key]) || !(key in b)) return false
    fields += 1
  }
  for (const _ in b) fields -= 1
  return fields === 0
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
