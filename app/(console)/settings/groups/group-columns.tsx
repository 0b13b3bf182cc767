'use client'

import { paths } from '@/app/lib/paths'
import { PageLink } from '@/app/parts/page-link'
import { Ago } from '@/app/parts/quantity'
import type { Column } from '@/app/ui/data-table-types'
import type { GroupInfo } from '@/server/api/types'
import { say, t } from '@/server/shared/text'

export const groupColumns: Column<GroupInfo>[] = [
  {
    id: 'name',
    header: say('Name'),
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
    header: say('Description'),
    width: 300,
    sortBy: group => group.description || null,
    cell: group => <span className="text-muted">{group.description}</span>,
  },
  {
    id: 'members',
    header: say('Members'),
    width: 100,
    align: 'end',
    sortBy: group => group.members,
    cell: group => group.members,
  },
  {
    id: 'people',
    header: say('Users in all'),
    width: 110,
    align: 'end',
    sortBy: group => group.people,
    cell: group => group.people,
  },
  {
    id: 'source',
    header: say('Comes from'),
    width: 160,
    sortBy: sourceOf,
    cell: sourceOf,
  },
  {
    id: 'created',
    header: say('Created'),
    width: 140,
    sortBy: group => group.createdAt,
    cell: group => <Ago time={group.createdAt} />,
  },
]

function sourceOf(group: GroupInfo): string {
  return group.outside ? t('Also from outside') : t('Domus')
}
