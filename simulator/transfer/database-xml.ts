import { typeOf } from '../../server/xapi/type-text'
import { escapeText } from '../../server/xapi/xml-text'
import { databaseText } from '../tables/column-text'
import type { Database } from '../tables/database'
import { publicFields } from '../tables/facts'
import type { Entry } from '../tables/table'

/** The form of the database that is written. */
const SCHEMA = { major: 5, minor: 909 }

/** Tables that a host keeps in memory only. */
const passing: ReadonlySet<string> = new Set(['session', 'task', 'VBD_metrics', 'VIF_metrics'])

/** All rows of a pool as its database file has them, in pieces. */
export function* writeDatabase(db: Database): Generator<string> {
  yield '<?xml version="1.0" encoding="UTF-8"?>\n<database><manifest>'
  yield pair('schema_major_vsn', SCHEMA.major)
  yield pair('schema_minor_vsn', SCHEMA.minor)
  yield pair('generation_count', db.generation)
  yield '</manifest>'
  const tables = [...db.tables()].sort(([a], [b]) => (a < b ? -1 : 1))
  for (const [cls, table] of tables) {
    if (table.entries.size === 0 || passing.has(cls)) {
      yield `<table name="${cls}"/>`
      continue
    }
    yield `<table name="${cls}">`
    const columns = publicFields(cls).map(([name, { t, col }]) => ({
      name,
      type: typeOf(t),
      column: col ?? name,
    }))
    columns.sort((a, b) => (a.column < b.column ? -1 : 1))
    for (const entry of table.entries.values()) yield row(entry, columns)
    yield '</table>'
  }
  yield '</database>'
}

function row(
  { ref, row: values, created, modified }: Entry,
  columns: readonly {
    readonly name: string
    readonly type: ReturnType<typeof typeOf>
    readonly column: string
  }[],
): string {
  const cells = columns.map(({ name, type, column }) => cell(column, databaseText(type, values[name])))
  return `<row ref="${ref}" __ctime="${created}" __mtime="${modified}" _ref="${ref}" ${cells.join(' ')}/>`
}

function cell(name: string, text: string): string {
  return `${name}="${escapeText(protectedText(text)).replaceAll('"', '&quot;')}"`
}

function pair(key: string, value: number): string {
  return `<pair key="${key}" value="${value}"/>`
}

/** White space that XML would not keep is written in other letters. */
function protectedText(text: string): string {
  if (!/[%\n\r\t]| {2}|^ | $/.test(text)) return text
  return text
    .replaceAll('%', '%%')
    .replaceAll('\n', '%n')
    .replaceAll('\r', '%r')
    .replaceAll('\t', '%t')
    .replace(/^ | (?= )| $/g, '%_')
}
