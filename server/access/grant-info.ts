import { roleNames } from '@/server/catalogue/permissions'
import type { Db } from '@/server/db/client'
import type { Inventory } from '@/server/inventory/inventory'
import { folderPath } from '@/server/shared/folder'
import { hidden } from '@/server/shared/hidden'
import type { Book, GrantFacts } from './engine/book'
import { mayRevoke } from './engine/rules'
import type { Scope } from './engine/scope'
import type { Sight } from './sight/sight'

/** A grant as people read it; times are ISO 8601. */
export interface GrantInfo {
  id: string
  to: { kind: 'user' | 'group'; id: string; name: string; disabled: boolean }
  role: { id: string; name: string; composed: boolean }
  scope: Scope & { name: string }
  until: string | null
  mayDelegate: boolean
  givenBy: string
  createdAt: string
  /** The grant it was built on. */
  parent: string | null
  /** False while it gives nothing: it has run out, or what it was built on no longer stands. */
  stands: boolean
  /** Whether who asks may take it away. */
  mayRevoke: boolean
}

/** Describes grants to somebody: objects that they do not see are not named. */
export async function describeGrants(
  { db, inventory, sight, book, user }: Describing,
  grants: readonly GrantFacts[],
): Promise<GrantInfo[]> {
  const rows = await db.grant.findMany({
    where: { id: { in: grants.map(({ id }) => id) } },
    include: { user: true, group: true, composed: true },
    orderBy: { createdAt: 'asc' },
  })
  const projects = new Map(
    (await db.project.findMany({ select: { id: true, name: true } })).map(({ id, name }) => [id, name]),
  )
  return rows.flatMap(row => {
    const facts = book.grants.get(row.id)
    if (!facts) return []
    const to = row.user
      ? {
          kind: 'user' as const,
          id: row.user.id,
          name: row.user.username,
          disabled: row.user.disabledAt !== null,
        }
      : { kind: 'group' as const, id: row.group?.id ?? '', name: row.group?.name ?? '', disabled: false }
    const effect = book.effective(row.id)
    return [
      {
        id: row.id,
        to,
        role: {
          id: facts.role,
          name: row.composed?.name ?? facts.role,
          composed: !roleNames.includes(facts.role),
        },
        scope: scopeInfo(facts.scope, { inventory, sight, projects }),
        until: row.expiresAt?.toISOString() ?? null,
        mayDelegate: row.mayDelegate,
        givenBy: row.givenByName,
        createdAt: row.createdAt.toISOString(),
        parent: row.parentId,
        stands: effect !== null,
        mayRevoke: mayRevoke(book, user, facts),
      },
    ]
  })
}

/** What is hidden has no reference either: it would hold a uuid. */
function scopeInfo(scope: Scope, known: Parameters<typeof scopeName>[1]): GrantInfo['scope'] {
  const name = scopeName(scope, known)
  return { kind: scope.kind, ref: name === hidden ? hidden : scope.ref, name }
}

export interface Describing {
  db: Db
  inventory: Pick<Inventory, 'store'>
  sight: Sight
  book: Book
  /** Who asks. */
  user: string
}

function scopeName(
  { kind, ref }: Scope,
  { inventory, sight, projects }: Pick<Describing, 'inventory' | 'sight'> & { projects: Map<string, string> },
): string {
  switch (kind) {
    case 'everything':
      return 'Everything'
    case 'folder':
      return folderPath(ref)
    case 'tag':
      return ref
    case 'project':
      return projects.get(ref) ?? 'A project that is gone'
    case 'vapp':
      return vappName(ref, inventory, sight) ?? hidden
    default: {
      const row = sight.table.get(ref)?.row
      if (row) return row.name_label || (row.class === 'pool' ? row.address : '(no name)')
      // To who sees everything nothing is hidden.
      return sight.whole ? '(not here now)' : hidden
    }
  }
}

/** A vApp is known by its VMs: who sees one of them may know what it is called. */
export function vappName(id: string, inventory: Pick<Inventory, 'store'>, sight: Sight): string | undefined {
  const [pool = '', uuid = ''] = id.split('.')
  const store = inventory.store(pool)
  const ref = store?.refOf('VM_appliance', uuid)
  const record = ref && store?.get('VM_appliance', ref)
  if (!record || !ref || !store) return undefined
  if (sight.whole) return record.name_label
  for (const [, vm] of store.recordsAt('VM', 'appliance', ref)) {
    if (sight.table.get(`${pool}.${vm.uuid}`)) return record.name_label
  }
  return undefined
}
