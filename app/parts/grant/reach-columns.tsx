import { absoluteTime } from '@/app/lib/format'
import { Badge } from '@/app/ui/badge'
import type { Column } from '@/app/ui/data-table-types'
import type { GrantInfo, Reacher } from '@/server/api/types'
import { say, t } from '@/server/shared/text'
import { Absent } from '../columns/shared'
import { scopeText } from './grant-scope'

/** A grant where it stands in the tree: below what it was built on. */
export interface TreeRow {
  grant: GrantInfo
  level: number
  above: GrantInfo | undefined
}

/** A person by one of their grants. */
export interface PersonRow extends Reacher {
  by: GrantInfo
}

const until = (grant: GrantInfo) => (grant.until ? absoluteTime(grant.until) : <Absent />)
const through = (names: readonly string[]) => names.join(' › ')

/** In the order of the tree, which no sorting must break. */
export const treeColumns: Column<TreeRow>[] = [
  {
    id: 'who',
    header: say('Who'),
    width: 200,
    text: ({ grant }) => grant.to.name,
    cell: ({ grant, level, above }) => (
      <span className="flex items-center gap-2" style={{ paddingLeft: `${level * 1.25}rem` }}>
        {above && (
          <span className="text-faint" aria-hidden>
            └
          </span>
        )}
        <span className="truncate text-strong">{grant.to.name}</span>
        {grant.to.kind === 'group' && <Badge>{t('Group')}</Badge>}
        {grant.to.disabled && <Badge>{t('Disabled')}</Badge>}
        {above && (
          <span className="sr-only">
            {t(', built on {name} of {name2}', { name: above.role.name, name2: above.to.name })}
          </span>
        )}
      </span>
    ),
  },
  { id: 'role', header: say('Role'), width: 140, cell: ({ grant }) => grant.role.name },
  { id: 'where', header: say('Where'), width: 190, cell: ({ grant }) => scopeText(grant.scope) },
  { id: 'until', header: say('Until'), width: 170, cell: ({ grant }) => until(grant) },
  {
    id: 'delegate',
    header: say('May delegate'),
    width: 110,
    cell: ({ grant }) => (grant.mayDelegate ? t('Yes') : <Absent />),
  },
  { id: 'by', header: say('Given by'), width: 120, cell: ({ grant }) => grant.givenBy },
]

export const peopleColumns: Column<PersonRow>[] = [
  {
    id: 'who',
    header: say('Who'),
    width: 200,
    sortBy: ({ user }) => user.name.toLowerCase(),
    cell: ({ user }) => (
      <span className="flex items-center gap-2">
        <span className="truncate text-strong">{user.name}</span>
        {user.disabled && <Badge>{t('Disabled')}</Badge>}
      </span>
    ),
  },
  {
    id: 'role',
    header: say('Role'),
    width: 140,
    sortBy: ({ by }) => by.role.name,
    cell: ({ by }) => by.role.name,
  },
  {
    id: 'where',
    header: say('Where'),
    width: 190,
    sortBy: ({ by }) => scopeText(by.scope),
    cell: ({ by }) => scopeText(by.scope),
  },
  {
    id: 'through',
    header: say('Through the group'),
    width: 160,
    sortBy: row => through(row.through) || null,
    cell: row => through(row.through) || <Absent />,
  },
  {
    id: 'until',
    header: say('Until'),
    width: 170,
    sortBy: ({ by }) => by.until,
    cell: ({ by }) => until(by),
  },
  {
    id: 'by',
    header: say('Given by'),
    width: 120,
    sortBy: ({ by }) => by.givenBy,
    cell: ({ by }) => by.givenBy,
  },
]

/** Each grant below the one it was built on, in the order in which they were given. */
export function treeOf(grants: readonly GrantInfo[]): TreeRow[] {
  const byId = new Map(grants.map(grant => [grant.id, grant]))
  const built = new Map<string | null, GrantInfo[]>()
  for (const grant of grants) {
    const above = grant.parent !== null && byId.has(grant.parent) ? grant.parent : null
    built.set(above, [...(built.get(above) ?? []), grant])
  }
  const below = (above: GrantInfo | undefined, level: number): TreeRow[] =>
    (built.get(above?.id ?? null) ?? []).flatMap(grant => [
      { grant, level, above },
      ...below(grant, level + 1),
    ])
  return below(undefined, 0)
}
