import type { Db } from '@/server/db/client'
import type { Inventory } from '@/server/inventory/inventory'
import { standingClasses } from '@/server/inventory/rows'
import type { Access } from './engine/access'
import type { Book } from './engine/book'
import { rulesAll } from './engine/rules'
import { foldersAbove } from './engine/scope'
import { vappName } from './grant-info'
import type { Sight } from './sight/sight'

/** What a scope can name besides objects, sorted by name: of what the person sees. */
export interface ScopeChoices {
  /** Paths, as grants have them. */
  folders: string[]
  tags: string[]
  vapps: { id: string; name: string }[]
  projects: { id: string; name: string }[]
}

/** Projects are told to who manages them, rules all, or holds something over them. */
export async function scopeChoices({
  db,
  inventory,
  sight,
  book,
  user,
  access,
}: {
  db: Pick<Db, 'project'>
  inventory: Pick<Inventory, 'store'>
  sight: Sight
  book: Book
  user: string
  access: Access
}): Promise<ScopeChoices> {
  const folders = new Set<string>()
  const tags = new Set<string>()
  const vapps = new Map<string, string>()
  for (const cls of standingClasses) {
    for (const { row, extra } of sight.table.all(cls).values()) {
      for (const tag of row.tags) tags.add(tag)
      for (const path of foldersAbove(extra.folder)) folders.add(path)
      if (extra.vapp === null || vapps.has(extra.vapp)) continue
      const name = vappName(extra.vapp, inventory, sight)
      if (name !== undefined) vapps.set(extra.vapp, name)
    }
  }
  const all = rulesAll(book, user) || access.everywhere.has('project.manage')
  const held = new Set<string>()
  for (const { scope } of book.heldBy(user)) if (scope.kind === 'project') held.add(scope.ref)
  const projects = await db.project.findMany({
    ...(all ? {} : { where: { id: { in: [...held] } } }),
    select: { id: true, name: true },
    orderBy: { name: 'asc' },
  })
  const inOrder = (names: Iterable<string>) => [...names].sort((a, b) => a.localeCompare(b))
  return {
    folders: inOrder(folders),
    tags: inOrder(tags),
    vapps: [...vapps].map(([id, name]) => ({ id, name })).sort((a, b) => a.name.localeCompare(b.name)),
    projects,
  }
}
