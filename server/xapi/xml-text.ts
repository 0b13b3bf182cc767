import { WireError } from './wire'

const named: { readonly [name: string]: string } = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** True for what XML 1.0 allows in a document. */
function allowed(code: number): boolean {
  if (code < 0x20) return code === 9 || code === 10 || code === 13
  return (code < 0xd800 || code > 0xdfff) && code !== 0xfffe && code !== 0xffff && code <= 0x10ffff
}

/**
 * Text with its entities resolved and its line ends made LF. Strict: an unknown entity or a reference to a
 * forbidden character throws WireError, as it does at a host; else the one stays as written and the other goes.
 */
export function unescapeText(raw: string, strict: boolean, offset: number): string {
  const text = raw.includes('\r') ? raw.replace(/\r\n?/g, '\n') : raw
  if (!text.includes('&')) return text
  const parts = text.split('&')
  let at = offset
  for (const [i, part] of parts.entries()) {
    if (i > 0) parts[i] = resolved(part, strict, at - 1)
    at += part.length + 1
  }
  // Joined, not added up: a sum would hold on to all of its pieces.
  return parts.join('')
}

/** What follows an ampersand with its entity resolved. */
function resolved(part: string, strict: boolean, offset: number): string {
  const semicolon = part.indexOf(';')
  const value = semicolon < 0 || semicolon > 11 ? undefined : entity(part.slice(0, semicolon))
  if (value === undefined) {
    if (strict) throw new WireError('malformed', 'An entity that XML does not know', offset)
    return `&${part}`
  }
  if (value === '' && strict) throw new WireError('bad-text', 'A reference to a forbidden character', offset)
  return value + part.slice(semicolon + 1)
}

/** The character an entity stands for, '' for one that XML forbids, undefined for no entity. */
function entity(name: string): string | undefined {
  if (!name.startsWith('#')) return Object.hasOwn(named, name) ? named[name] : undefined
  const hex = /^#x([0-9a-fA-F]+)$/.exec(name)
  const decimal = /^#([0-9]+)$/.exec(name)
  const digits = hex?.[1] ?? decimal?.[1]
  if (digits === undefined) return undefined
  const code = Number.parseInt(digits, hex ? 16 : 10)
  return allowed(code) ? String.fromCodePoint(code) : ''
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const special = /[&<>"\u0000-\u0008\u000b-\u001f\ufffe\uffff]/
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const specials = /[&<>"\u0000-\u0008\u000b-\u001f\ufffe\uffff]/g

/**
 * Text made safe for XML as hosts do it: & < > " escaped, control characters other than tab and LF dropped. CR is
 * written as a reference, since a reader turns a bare one into LF.
 */
export function escapeText(text: string): string {
  if (!special.test(text)) return text
  return text.replace(specials, c => {
    if (c === '&') return '&amp;'
    if (c === '<') return '&lt;'
    if (c === '>') return '&gt;'
    if (c === '"') return '&quot;'
    return c === '\r' ? '&#13;' : ''
  })
}
