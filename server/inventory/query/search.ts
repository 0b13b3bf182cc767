import { type AnyRow, partClasses, type RowClass, type Rows, standingClasses } from '../rows'
import type { SearchAnswer } from '../views'
import type { Entry } from './entry'
import { fieldsOf } from './fields'
import { filterOf, isEmpty, wordsOf } from './filter'
import type { Around } from './related'
import { aroundOf, isHiddenRow, type RowTable } from './row-table'

/** Tasks are many and gone soon: they have lists of their own. */
const searched = {
  objects: standingClasses.filter(cls => cls !== 'task'),
  parts: partClasses,
} as const satisfies Record<string, readonly RowClass[]>
/** All that stands by itself, or the disks and snapshots. */
export type Searched = keyof typeof searched
const keys = [...new Set([...searched.objects, ...searched.parts].flatMap(cls => Object.keys(fieldsOf[cls])))]

/**
 * Objects of all classes in which every term holds; a key that a class does not have finds none of it. First those
 * whose name is what was typed, then those whose name begins with it, then those with words in their name that do,
 * then the rest; each by name. Disks and snapshots are `parts`: their rows have to be there.
 */
export function search(
  table: RowTable,
  text: string,
  limit: number,
  what: Searched = 'objects',
): SearchAnswer {
  const rankOf = ranking(wordsOf(filterOf(text, fieldsOf.VM, keys).query))
  const ranks: Entry[][] = [[], [], [], []]
  const around = aroundOf(table)
  for (const cls of searched[what]) {
    for (const entry of matching(table, cls, text, around)) ranks[rankOf(entry.row)]?.push(entry)
  }
  const rows: AnyRow[] = []
  for (const entries of ranks) {
    if (rows.length >= limit) break
    entries.sort(byName)
    rows.push(...entries.slice(0, limit - rows.length).map(entry => entry.row))
  }
  return { rows, matched: ranks.reduce((sum, entries) => sum + entries.length, 0) }
}

function* matching<C extends RowClass>(
  table: RowTable,
  cls: C,
  text: string,
  around: Around,
): Generator<Entry<Rows[C]>> {
  const filter = filterOf<Rows[C]>(text, fieldsOf[cls], keys)
  if (isEmpty(filter.query)) return
  for (const entry of table.all(cls).values()) {
    if (!isHiddenRow(entry.row) && filter.matches(entry, around)) yield entry
  }
}

/** 0 … 3, the better the lower, by the words that were typed for the name. */
function ranking(words: readonly string[]): (row: AnyRow) => number {
  const typed = words.join(' ')
  if (typed === '') return () => 3
  return ({ name_label }) => {
    const name = name_label.toLowerCase()
    if (name === typed) return 0
    if (name.startsWith(typed)) return 1
    const parts = name.split(/[^\p{L}\p{N}]+/u)
    return words.every(word => parts.some(part => part.startsWith(word))) ? 2 : 3
  }
}

function byName(a: Entry, b: Entry): number {
  if (a.nameKey !== b.nameKey) return a.nameKey < b.nameKey ? -1 : 1
  return a.row.id < b.row.id ? -1 : 1
}
