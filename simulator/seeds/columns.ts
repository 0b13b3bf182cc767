import { facts, isClassName } from '../../server/xapi/facts'
import { normalizeDate } from '../../server/xapi/iso-date'
import type { ClassName } from '../../server/xapi/model/records'
import { type Type, typeOf } from '../../server/xapi/type-text'
import type { Draft } from '../tables/database'
import { factsOf, publicFields } from '../tables/facts'
import { followsFromElsewhere } from '../tables/relations'
import { NULL, type Value } from '../tables/row'
import type { Dump } from './dump'
import { parseSExpression, type SExpression } from './s-expression'

/** Classes a loaded pool begins without: their rows were about clients that are gone. */
const left: ReadonlySet<string> = new Set(['session', 'task', 'VBD_metrics', 'VIF_metrics'])

/** The rows of a dump as rows of the model: what older releases do not have takes its default. */
export function draftsOf(dump: Dump): Draft[] {
  const drafts: Draft[] = []
  for (const [name, rows] of dump.tables) {
    if (!isClassName(name) || factsOf(name).db !== 1 || left.has(name)) continue
    for (const columns of rows) {
      const ref = columns.get('ref') ?? columns.get('_ref')
      if (ref) drafts.push({ cls: name, ref, row: rowOf(name, columns) })
    }
  }
  return drafts
}

function rowOf(cls: ClassName, columns: ReadonlyMap<string, string>): { [field: string]: Value } {
  const row: { [field: string]: Value } = {}
  for (const [name, { t, col }] of publicFields(cls)) {
    const text = columns.get(col ?? name)
    if (text === undefined || followsFromElsewhere(cls, name)) continue
    try {
      row[name] = valueOfText(typeOf(t), text)
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      throw new Error(`The pool database has a ${cls} whose ${name} cannot be read: ${reason}`)
    }
  }
  return row
}

/** The text of a column as a value of its type. */
export function valueOfText(type: Type, text: string): Value {
  switch (type.kind) {
    case 'int':
    case 'float':
      return number(text)
    case 'bool':
      return text === 'true' || text === '1'
    case 'datetime':
      return normalizeDate(text) ?? fail(`no date: ${text}`)
    case 'ref':
      return text === '' ? NULL : text
    case 'enum':
      return enumName(type.name, text)
    case 'set':
      return list(parseSExpression(text)).map(item => valueOfText(type.of, word(item)))
    case 'map': {
      const map: { [key: string]: Value } = {}
      for (const pair of list(parseSExpression(text))) {
        const [key, value] = list(pair)
        if (key === undefined || value === undefined) throw new RangeError(`no pair in ${text.slice(0, 60)}`)
        map[word(key)] = valueOfText(type.of, word(value))
      }
      return map
    }
    default:
      return text
  }
}

/** Spelled as the model spells it; a name the model has lost stays. */
function enumName(name: string, text: string): string {
  return facts.enums[name]?.find(one => one.toLowerCase() === text.toLowerCase()) ?? text
}

function number(text: string): number {
  const value = Number(text)
  return Number.isFinite(value) ? value : fail(`no number: ${text}`)
}

function list(expression: SExpression): readonly SExpression[] {
  return typeof expression === 'string' ? fail(`no list: ${expression}`) : expression
}

function word(expression: SExpression): string {
  return typeof expression === 'string' ? expression : fail('a list where a text should be')
}

function fail(reason: string): never {
  throw new RangeError(reason)
}
