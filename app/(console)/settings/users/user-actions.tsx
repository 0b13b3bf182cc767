'use client'

import { type ReactNode, useState } from 'react'
import { paths } from '@/app/lib/paths'
import { useCan } from '@/app/lib/session'
import { PageLink } from '@/app/parts/page-link'
import type { MenuEntry } from '@/app/ui/menu'
import { onDemandPart } from '@/app/ui/on-demand-part'
import type { UserInfo } from '@/server/api/types'
import { t } from '@/server/shared/text'

// Seldom opened, and forms weigh more than the rest of a page.
const UserRoleDialog = onDemandPart(() => import('@/app/forms/user-role').then(found => found.UserRoleDialog))
const UserPasswordResetDialog = onDemandPart(() =>
  import('@/app/forms/user-password-reset').then(found => found.UserPasswordResetDialog),
)
const UserGroupsDialog = onDemandPart(() =>
  import('@/app/forms/user-groups').then(found => found.UserGroupsDialog),
)
const UserResetLinkDialog = onDemandPart(() =>
  import('@/app/forms/user-reset-link').then(found => found.UserResetLinkDialog),
)
const UserSecondFactorsDialog = onDemandPart(() =>
  import('@/app/forms/user-second-factors').then(found => found.UserSecondFactorsDialog),
)
const UserSessionsDialog = onDemandPart(() =>
  import('@/app/forms/user-sessions').then(found => found.UserSessionsDialog),
)
const UserPreviewDialog = onDemandPart(() =>
  import('@/app/forms/user-preview').then(found => found.UserPreviewDialog),
)
const UserStandingDialog = onDemandPart(() =>
  import('@/app/forms/user-standing').then(found => found.UserStandingDialog),
)

type Deed =
  | 'preview'
  | 'role'
  | 'groups'
  | 'password'
  | 'link'
  | 'factors'
  | 'sessions'
  | 'disable'
  | 'enable'
  | 'delete'

/** What can be done to a user, as entries of a menu; render `dialog` somewhere. `own`: the id of whoever asks. */
export function useUserActions(own: string | undefined) {
  const [open, setOpen] = useState<{ deed: Deed; user: UserInfo } | null>(null)
  const close = () => setOpen(null)
  const previews = useCan('access.preview')

  const entries = (user: UserInfo): MenuEntry[] => {
    const ask = (deed: Deed) => () => setOpen({ deed, user })
    const last = lastOwnerReason(user)
    const self = user.id === own
    return [
      {
        type: 'item',
        id: 'role',
        label: t('Change role…'),
        icon: 'edit',
        reason: last,
        onSelect: ask('role'),
      },
      { type: 'item', id: 'groups', label: t('Groups…'), icon: 'group', onSelect: ask('groups') },
      {
        type: 'item',
        id: 'password',
        label: t('Reset password…'),
        icon: 'key',
        reason: self ? t('Change your own password under Account.') : undefined,
        onSelect: ask('password'),
      },
      {
        type: 'item',
        id: 'link',
        label: t('Link to choose a password…'),
        icon: 'external',
        reason: self ? t('Change your own password under Account.') : undefined,
        onSelect: ask('link'),
      },
      {
        type: 'item',
        id: 'factors',
        label: t('Reset second factors…'),
        icon: 'trust',
        reason: self
          ? t('Remove your own under Account.')
          : user.secondFactor
            ? undefined
            : t('{username} has none.', { username: user.username }),
        onSelect: ask('factors'),
      },
      {
        type: 'item',
        id: 'preview',
        label: t('Preview the console…'),
        icon: 'eye',
        reason: self
          ? t('You see it as yourself already.')
          : previews
            ? undefined
            : t('The role owner may see the console as others would.'),
        onSelect: ask('preview'),
      },
      { type: 'item', id: 'sessions', label: t('Sessions…'), icon: 'vm', onSelect: ask('sessions') },
      {
        type: 'link',
        id: 'history',
        label: t('History'),
        icon: 'audit',
        render: <PageLink href={paths.auditBy(user.username)} />,
      },
      { type: 'separator', id: 'before standing' },
      user.disabled
        ? { type: 'item', id: 'enable', label: t('Enable…'), icon: 'check', onSelect: ask('enable') }
        : {
            type: 'item',
            id: 'disable',
            label: t('Disable…'),
            icon: 'ban',
            reason: self ? t('You cannot disable yourself.') : last,
            onSelect: ask('disable'),
          },
      {
        type: 'item',
        id: 'delete',
        label: t('Delete…'),
        icon: 'delete',
        tone: 'danger',
        reason: self ? t('You cannot delete yourself.') : last,
        onSelect: ask('delete'),
      },
    ]
  }
  const dialog = open && <UserDialog deed={open.deed} user={open.user} onClose={close} />
  return { entries, dialog }
}

function lastOwnerReason({ username, lastOwner }: UserInfo): string | undefined {
  return lastOwner ? t('{username} is the last enabled owner.', { username }) : undefined
}

interface UserDialogProps {
  deed: Deed
  user: UserInfo
  onClose: () => void
}

function UserDialog({ deed, user, onClose }: UserDialogProps): ReactNode {
  switch (deed) {
    case 'role':
      return <UserRoleDialog user={user} onClose={onClose} />
    case 'groups':
      return <UserGroupsDialog user={user} onClose={onClose} />
    case 'password':
      return <UserPasswordResetDialog user={user} onClose={onClose} />
    case 'link':
      return <UserResetLinkDialog user={user} onClose={onClose} />
    case 'factors':
      return <UserSecondFactorsDialog user={user} onClose={onClose} />
    case 'preview':
      return <UserPreviewDialog user={user} onClose={onClose} />
    case 'sessions':
      return <UserSessionsDialog user={user} onClose={onClose} />
    default:
      return <UserStandingDialog user={user} deed={deed} onClose={onClose} />
  }
}
