'use client'

import { paths } from '@/app/lib/paths'
import { Absent } from '@/app/parts/columns/shared'
import { PageLink } from '@/app/parts/page-link'
import { Ago } from '@/app/parts/quantity'
import type { Column } from '@/app/ui/data-table-types'
import { type Status, StatusMark } from '@/app/ui/status-mark'
import type { ServiceInfo } from '@/server/api/types'
import { say, t } from '@/server/shared/text'

function stateOf(service: ServiceInfo): { status: Status; word: string } {
  if (service.disabled) return { status: 'idle', word: t('Disabled') }
  return service.tokens === 0 ? { status: 'held', word: t('No token') } : { status: 'ok', word: t('Enabled') }
}

export const serviceColumns: Column<ServiceInfo>[] = [
  {
    id: 'name',
    header: say('Name'),
    width: 200,
    sortBy: service => service.username.toLowerCase(),
    text: service => service.username,
    cell: service => (
      <PageLink href={paths.serviceAccount(service.id)} className="text-strong hover:underline">
        {service.username}
      </PageLink>
    ),
  },
  {
    id: 'description',
    header: say('Description'),
    width: 280,
    sortBy: service => service.description || null,
    cell: service => <span className="text-muted">{service.description}</span>,
  },
  {
    id: 'role',
    header: say('Role'),
    width: 140,
    sortBy: service => service.role,
    cell: service => service.role,
  },
  {
    id: 'state',
    header: say('State'),
    width: 120,
    sortBy: service => stateOf(service).word,
    cell: service => <StatusMark {...stateOf(service)} />,
  },
  {
    id: 'tokens',
    header: say('Valid tokens'),
    width: 110,
    align: 'end',
    sortBy: service => service.tokens,
    cell: service => service.tokens,
  },
  {
    id: 'used',
    header: say('Last used'),
    width: 140,
    quiet: true,
    sortBy: service => service.lastUsedAt,
    cell: service => (service.lastUsedAt ? <Ago time={service.lastUsedAt} /> : <Absent />),
  },
]
