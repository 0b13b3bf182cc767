import { unescapeText } from '../../server/xapi/xml-text'

/** The database of a pool as a dump has it: every value still the text of its column. */
export interface Dump {
  readonly manifest: ReadonlyMap<string, string>
  /** Table name → rows, each by column. */
  readonly tables: ReadonlyMap<string, readonly ReadonlyMap<string, string>[]>
}

const TAG = /<(\/?)(database|manifest|pair|table|row)((?:\s+[\w:.-]+="[^"]*")*)\s*(\/?)>/g
const ATTRIBUTE = /([\w:.-]+)="([^"]*)"/g

/** Reads what pool-dump-database writes. Throws an Error that says what is wrong with the file. */
export function readDump(xml: string): Dump {
  const manifest = new Map<string, string>()
  const tables = new Map<string, ReadonlyMap<string, string>[]>()
  let table: ReadonlyMap<string, string>[] | undefined
  let inside = false
  let ended = false
  for (const [, closing, tag, attributes = '', empty] of xml.matchAll(TAG)) {
    if (tag === 'database') {
      inside = !closing
      ended = ended || closing === '/'
    } else if (!inside) throw new Error('The file is no pool database: it does not begin with <database>')
    else if (tag === 'pair') {
      const pair = readAttributes(attributes)
      manifest.set(pair.get('key') ?? '', pair.get('value') ?? '')
    } else if (tag === 'table') {
      table = closing ? undefined : []
      if (!table) continue
      tables.set(readAttributes(attributes).get('name') ?? '', table)
      if (empty) table = undefined
    } else if (tag === 'row') {
      if (!table) throw new Error('The pool database has a row outside of a table')
      table.push(readAttributes(attributes))
    }
  }
  if (tables.size === 0) throw new Error('The file is no pool database: it has no tables')
  if (!ended) throw new Error('The pool database is cut off before its end')
  return { manifest, tables }
}

function readAttributes(text: string): Map<string, string> {
  const attributes = new Map<string, string>()
  for (const [, name = '', value = ''] of text.matchAll(ATTRIBUTE)) {
    attributes.set(name, unprotected(unescapeText(value, false, 0)))
  }
  return attributes
}

/** Spaces that XML would not keep are written as `%_`, `%n`, `%r`, `%t` or `%20`, the percent sign as `%%`. */
function unprotected(text: string): string {
  if (!text.includes('%')) return text
  return text.replace(/%([%_nrt]|20)/g, (_, code: string) => spaces[code] ?? '')
}

const spaces: { readonly [code: string]: string } = {
  '%': '%',
  _: ' ',
  '20': ' ',
  n: '\n',
  r: '\r',
  t: '\t',
}
