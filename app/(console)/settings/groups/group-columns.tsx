'use client'

import { paths } from '@/app/lib/paths'
import { PageLink } from '@/app/parts/page-link'
import { Ago } from '@/app/parts/quantity'
import type { Column } from '@/app/ui/data-table-types'
import type { GroupInfo } from '@/server/api/types'

export const groupColumns: Column<GroupInfo>[] = [
  {
    id: 'name',
    header: 'Name',
    width: 220,
    sortBy: group => group.name.toLowerCase(),
    text: group => group.name,
    cell: group => (
      <PageLink href={paths.group(group.id)} className="text-strong hover:underline">
        {group.name}
      </PageLink>
    ),
  },
  {
    id: 'description',
    header: 'Description',
    width: 300,
    sortBy: group => group.description || null,
    cell: group => <span className="text-muted">{group.description}</span>,
  },
  {
    id: 'members',
    header: 'Members',
    width: 100,
    align: 'end',
    sortBy: group => group.members,
    cell: group => group.members,
  },
  {
    id: 'people',
    header: 'Users in all',
    width: 110,
    align: 'end',
    sortBy: group => group.people,
    cell: group => group.people,
  },
  {
    id: 'source',
    header: 'Comes from',
    width: 160,
    sortBy: sourceOf,
    cell: sourceOf,
  },
  {
    id: 'created',
    header: 'Created',
    width: 140,
    sortBy: group => group.createdAt,
    cell: group => <Ago time={group.createdAt} />,
  },
]

function sourceOf(group: GroupInfo): string {
  return group.outside ? 'Also from outside' : 'Domus'
}
