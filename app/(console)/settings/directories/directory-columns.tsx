'use client'

import { Absent } from '@/app/parts/columns/shared'
import { Ago } from '@/app/parts/quantity'
import type { Column } from '@/app/ui/data-table-types'
import { type Status, StatusMark } from '@/app/ui/status-mark'
import type { ProviderInfo } from '@/server/api/types'
import { say, t, told } from '@/server/shared/text'

const kinds: Record<ProviderInfo['kind'], string> = {
  ldap: say('LDAP directory'),
  openid: say('OpenID provider'),
}

function stateOf(provider: ProviderInfo): { status: Status; word: string } {
  if (!provider.enabled) return { status: 'idle', word: t('Disabled') }
  return provider.trouble
    ? { status: 'trouble', word: t('Not answering') }
    : { status: 'ok', word: t('Enabled') }
}

const addressOf = (provider: ProviderInfo) =>
  provider.kind === 'ldap' ? provider.settings.urls.join(' ') : provider.settings.issuer

export const directoryColumns: Column<ProviderInfo>[] = [
  {
    id: 'name',
    header: say('Name'),
    width: 180,
    sortBy: provider => provider.name.toLowerCase(),
    text: provider => provider.name,
    cell: provider => <span className="text-strong">{provider.name}</span>,
  },
  {
    id: 'kind',
    header: say('Kind'),
    width: 140,
    sortBy: provider => told(kinds[provider.kind]),
    cell: provider => told(kinds[provider.kind]),
  },
  {
    id: 'address',
    header: say('Address'),
    width: 260,
    sortBy: addressOf,
    cell: provider => <span className="font-mono text-muted">{addressOf(provider)}</span>,
  },
  {
    id: 'state',
    header: say('State'),
    width: 140,
    sortBy: provider => stateOf(provider).word,
    cell: provider => (
      <span title={provider.trouble || undefined}>
        <StatusMark {...stateOf(provider)} />
      </span>
    ),
  },
  {
    id: 'people',
    header: say('Accounts'),
    width: 90,
    align: 'end',
    sortBy: provider => provider.people,
    cell: provider => provider.people,
  },
  {
    id: 'refreshed',
    header: say('Last asked'),
    width: 130,
    quiet: true,
    sortBy: provider => provider.refreshedAt,
    cell: provider => (provider.refreshedAt ? <Ago time={provider.refreshedAt} /> : <Absent />),
  },
]
