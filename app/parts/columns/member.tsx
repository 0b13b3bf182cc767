'use client'

import type { Column } from '@/app/ui/data-table-types'
import { Icon, type IconName } from '@/app/ui/symbol'
import type { MemberInfo } from '@/server/api/types'
import { say, t, told } from '@/server/shared/text'

export const memberKinds: Record<MemberInfo['kind'], { word: string; icon: IconName }> = {
  person: { word: say('Person'), icon: 'user' },
  service: { word: say('Service account'), icon: 'key' },
  group: { word: say('Group'), icon: 'group' },
}

/** Where a membership comes from, in words. */
export const sourcesOf = (member: Pick<MemberInfo, 'sources'>) =>
  member.sources.map(one => one.name).join(', ')

export const memberColumns: Column<MemberInfo>[] = [
  {
    id: 'name',
    header: say('Name'),
    width: 220,
    sortBy: member => member.name.toLowerCase(),
    text: member => member.name,
    cell: member => (
      <span className="flex min-w-0 items-center gap-2">
        <Icon name={memberKinds[member.kind].icon} className="text-muted" />
        <span className="truncate text-strong">{member.name}</span>
        {member.disabled && <span className="text-muted">{t('disabled')}</span>}
      </span>
    ),
  },
  {
    id: 'kind',
    header: say('Kind'),
    width: 150,
    sortBy: member => told(memberKinds[member.kind].word),
    cell: member => told(memberKinds[member.kind].word),
  },
  { id: 'source', header: say('Comes from'), width: 220, sortBy: sourcesOf, cell: sourcesOf },
]
