import type { Records } from '../../server/xapi/model/records'
import { typeOf } from '../../server/xapi/type-text'
import { valueOfText } from '../seeds/columns'
import { parseSExpression } from '../seeds/s-expression'
import { databaseText, quoted } from '../tables/column-text'
import { publicFields } from '../tables/facts'
import { type Row, recordOf, rowOf, type Value } from '../tables/row'

const fields = publicFields('VM')

/** All fields of a VM as a snapshot keeps them: `(('name__label' 'web') …)`. */
export function metadataOf(vm: Records['VM']): string {
  const row = rowOf(vm)
  const pairs = fields.map(([name, { t, col }]) => {
    return `('${col ?? name}' '${quoted(databaseText(typeOf(t), row[name]))}')`
  })
  return `(${pairs.join(' ')})`
}

/** The fields that a snapshot kept; those that cannot be read are left out. */
export function fieldsFrom(metadata: string): Partial<Records['VM']> {
  const kept = new Map<string, string>()
  const expression = parseSExpression(metadata === '' ? '()' : metadata)
  for (const pair of typeof expression === 'string' ? [] : expression) {
    const [name, value] = typeof pair === 'string' ? [] : pair
    if (typeof name === 'string' && typeof value === 'string') kept.set(name, value)
  }
  const row: { [field: string]: Value } = {}
  for (const [name, { t, col }] of fields) {
    const text = kept.get(col ?? name)
    if (text !== undefined) row[name] = valueOfText(typeOf(t), text)
  }
  return recordOf<'VM'>(row as Row)
}
