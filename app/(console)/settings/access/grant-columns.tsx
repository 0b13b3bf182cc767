import { absoluteTime } from '@/app/lib/format'
import { Absent } from '@/app/parts/columns/shared'
import { scopeText } from '@/app/parts/grant/grant-scope'
import { Ago } from '@/app/parts/quantity'
import { Badge } from '@/app/ui/badge'
import type { Column } from '@/app/ui/data-table-types'
import type { GrantInfo } from '@/server/api/types'
import { say, t } from '@/server/shared/text'

export const grantColumns: Column<GrantInfo>[] = [
  {
    id: 'who',
    header: say('Who'),
    width: 200,
    sortBy: grant => grant.to.name.toLowerCase(),
    text: grant => grant.to.name,
    cell: grant => (
      <span className="flex items-center gap-2">
        <span className="truncate text-strong">{grant.to.name}</span>
        {grant.to.kind === 'group' && <Badge>{t('Group')}</Badge>}
      </span>
    ),
  },
  {
    id: 'role',
    header: say('Role'),
    width: 140,
    sortBy: grant => grant.role.name,
    cell: grant => grant.role.name,
  },
  {
    id: 'where',
    header: say('Where'),
    width: 240,
    sortBy: grant => scopeText(grant.scope),
    cell: grant => scopeText(grant.scope),
  },
  {
    id: 'until',
    header: say('Until'),
    width: 170,
    sortBy: grant => grant.until,
    cell: grant =>
      grant.stands ? (
        grant.until ? (
          absoluteTime(grant.until)
        ) : (
          <Absent />
        )
      ) : (
        <span className="text-warn">{t('Gives nothing')}</span>
      ),
  },
  {
    id: 'delegate',
    header: say('May delegate'),
    width: 110,
    sortBy: grant => (grant.mayDelegate ? 'yes' : 'no'),
    cell: grant => (grant.mayDelegate ? t('Yes') : <Absent />),
  },
  {
    id: 'by',
    header: say('Given by'),
    width: 140,
    quiet: true,
    sortBy: grant => grant.givenBy.toLowerCase(),
    cell: grant => grant.givenBy,
  },
  {
    id: 'given',
    header: say('Given'),
    width: 120,
    quiet: true,
    sortBy: grant => grant.createdAt,
    cell: grant => <Ago time={grant.createdAt} />,
  },
]
