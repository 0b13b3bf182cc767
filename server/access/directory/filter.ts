/** A value as it may stand in a filter (RFC 4515): what would end or widen it is escaped. */
export function escapeFilter(value: string): string {
  return value.replace(/[\\*()\0]/g, sign => `\\${sign.charCodeAt(0).toString(16).padStart(2, '0')}`)
}

/** A distinguished name as two spellings of it are compared: case and blanks around commas do not count. */
export function sameDn(dn: string): string {
  return dn
    .trim()
    .replace(/\s*([,=+])\s*/g, '$1')
    .toLowerCase()
}
