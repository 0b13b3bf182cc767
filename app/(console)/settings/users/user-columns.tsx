import { Absent } from '@/app/parts/columns/shared'
import { Ago } from '@/app/parts/quantity'
import type { Column } from '@/app/ui/data-table-types'
import { type Status, StatusMark } from '@/app/ui/status-mark'
import type { UserInfo } from '@/server/api/types'
import { say, t } from '@/server/shared/text'

function stateOf(user: UserInfo): { status: Status; word: string } {
  if (user.disabled) return { status: 'idle', word: t('Disabled') }
  if (user.mustChangePassword) return { status: 'held', word: t('First password') }
  return { status: 'ok', word: t('Enabled') }
}

export const userColumns: Column<UserInfo>[] = [
  {
    id: 'name',
    header: say('Name'),
    width: 220,
    sortBy: user => user.username.toLowerCase(),
    text: user => user.username,
    cell: user => <span className="text-strong">{user.username}</span>,
  },
  { id: 'role', header: say('Role'), width: 150, sortBy: user => user.role, cell: user => user.role },
  {
    id: 'state',
    header: say('State'),
    width: 150,
    sortBy: user => stateOf(user).word,
    cell: user => <StatusMark {...stateOf(user)} />,
  },
  {
    id: 'second-factor',
    header: say('Second factor'),
    width: 130,
    sortBy: user => (user.secondFactor ? 'yes' : 'no'),
    cell: user => (user.secondFactor ? t('Set up') : <Absent />),
  },
  {
    id: 'seen',
    header: say('Last seen'),
    width: 140,
    quiet: true,
    sortBy: user => user.lastSeenAt,
    cell: user => (user.lastSeenAt ? <Ago time={user.lastSeenAt} /> : <Absent />),
  },
  {
    id: 'created',
    header: say('Created'),
    width: 140,
    sortBy: user => user.createdAt,
    cell: user => <Ago time={user.createdAt} />,
  },
]
