'use client'

import { absoluteTime } from '@/app/lib/format'
import { Ago } from '@/app/parts/quantity'
import type { Column } from '@/app/ui/data-table-types'
import { type Status, StatusMark } from '@/app/ui/status-mark'
import type { TokenInfo } from '@/server/api/types'
import { say, t, told } from '@/server/shared/text'
import { TokenWhere } from '../grant/token-where'
import { Absent } from './shared'

const states: Record<TokenInfo['state'], { status: Status; word: string }> = {
  valid: { status: 'ok', word: say('Valid') },
  expired: { status: 'idle', word: say('Expired') },
  revoked: { status: 'idle', word: say('Revoked') },
}

export const tokenColumns: Column<TokenInfo>[] = [
  {
    id: 'name',
    header: say('Name'),
    width: 200,
    sortBy: token => token.name.toLowerCase(),
    text: token => token.name,
    cell: token => <span className="text-strong">{token.name}</span>,
  },
  {
    id: 'state',
    header: say('State'),
    width: 110,
    sortBy: token => token.state,
    cell: token => <StatusMark {...states[token.state]} word={told(states[token.state].word)} />,
  },
  { id: 'role', header: say('At most'), width: 130, sortBy: token => token.role, cell: token => token.role },
  { id: 'where', header: say('Where'), width: 150, cell: token => <TokenWhere token={token} /> },
  {
    id: 'expires',
    header: say('Expires'),
    width: 170,
    sortBy: token => token.expiresAt,
    cell: token => (token.expiresAt ? absoluteTime(token.expiresAt) : t('Not by itself')),
  },
  {
    id: 'used',
    header: say('Last used'),
    width: 130,
    quiet: true,
    sortBy: token => token.lastUsedAt,
    cell: token => (token.lastUsedAt ? <Ago time={token.lastUsedAt} /> : <Absent />),
  },
  {
    id: 'address',
    header: say('From'),
    width: 130,
    sortBy: token => token.lastAddress || null,
    cell: token => <span className="font-mono">{token.lastAddress || <Absent />}</span>,
  },
  {
    id: 'created',
    header: say('Created'),
    width: 130,
    hidden: true,
    sortBy: token => token.createdAt,
    cell: token => <Ago time={token.createdAt} />,
  },
  {
    id: 'by',
    header: say('Created by'),
    width: 130,
    hidden: true,
    sortBy: token => token.createdBy,
    cell: token => token.createdBy,
  },
]
