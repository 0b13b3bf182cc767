import { z } from 'zod'
import { type Principal, sees } from '@/server/access/policy'
import type { Sight } from '@/server/access/sight/sight'
import type { Inventory } from '@/server/inventory/inventory'
import { type AnyRow, type ObjectId, standingClasses } from '@/server/inventory/rows'
import { type ListQuery, listedClasses } from '@/server/inventory/views'
import { isWithinFolder, tidyFolder } from '@/server/shared/folders'

const text = z.string().min(1).max(1024)

/** What an action is to be done to: objects by id, or all that a tag or a folder has in every pool. */
export const targetsSchema = z.union([
  z.object({ objects: z.array(z.string().max(128)).min(1).max(10_000) }),
  /** All that a list finds. */
  z.object({
    list: z.object({
      class: z.enum(listedClasses),
      within: z.string().max(128).nullable(),
      filter: z.string().max(1000),
    }),
  }),
  z.object({ tag: text }),
  /** All that lies in the folder or below it, and the pools that keep it or one below it. */
  z.object({ folder: text.transform(tidyFolder).pipe(text) }),
])
export type Targets = z.infer<typeof targetsSchema>

/** Where targets are looked for: what a person sees, as it is at this moment. */
interface Seen {
  lists: Sight['lists']
  row: (id: ObjectId) => AnyRow | undefined
  rows: () => AnyRow[]
}

/** What a person sees, as `Seen`. */
export function seenBy(
  inventory: Pick<Inventory, 'row' | 'rows'>,
  user: Principal,
  { lists }: Pick<Sight, 'lists'>,
): Seen {
  return {
    lists,
    row: id => [inventory.row(id)].find(row => row && sees(user, row)),
    rows: () => inventory.rows().filter(row => sees(user, row)),
  }
}

/** The rows that are meant; ids of objects that are gone, or are not seen, are left out. Ordered by name. */
export function rowsOf(seen: Seen, targets: Targets): AnyRow[] {
  const rows =
    'objects' in targets
      ? rowsById(seen, targets.objects)
      : 'list' in targets
        ? rowsById(seen, idsOf(seen, targets.list))
        : seen.rows().filter(row => isMeant(row, targets))
  return rows.sort((a, b) => (a.name_label < b.name_label ? -1 : a.name_label > b.name_label ? 1 : 0))
}

/** Every row but those of tasks. */
export function* rowsIn(table: Sight['table']): Generator<AnyRow> {
  for (const cls of standingClasses) {
    if (cls === 'task') continue
    for (const { row } of table.all(cls).values()) yield row
  }
}

function rowsById({ row }: Seen, ids: readonly string[]): AnyRow[] {
  return [...new Set(ids)].flatMap(id => row(id) ?? [])
}

function idsOf({ lists }: Pick<Seen, 'lists'>, list: Omit<ListQuery, 'sort'>): string[] {
  const { view, release } = lists.take({ ...list, sort: { id: 'name', desc: false } })
  try {
    return view.slice(0, view.matched)
  } finally {
    release()
  }
}

function isMeant(row: AnyRow, targets: { tag: string } | { folder: string }): boolean {
  if (row.class === 'task') return false
  if ('tag' in targets) return row.tags.includes(targets.tag)
  const paths = row.class === 'pool' ? [row.folder, ...row.emptyFolders] : [row.folder]
  return paths.some(path => path !== '' && isWithinFolder(path, targets.folder))
}
