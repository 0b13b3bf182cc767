'use client'

import { useGroupsOf } from '@/app/lib/groups'
import { paths } from '@/app/lib/paths'
import { appError } from '@/app/lib/trpc'
import { sourcesOf } from '@/app/parts/columns/member'
import { ErrorNote } from '@/app/parts/error-note'
import { PageLink } from '@/app/parts/page-link'
import { Button } from '@/app/ui/button'
import { Dialog } from '@/app/ui/dialog'
import { Skeleton } from '@/app/ui/skeleton'
import type { GroupOfUser } from '@/server/api/types'
import { t } from '@/server/shared/text'

/** Which groups someone is in, and who says so. */
export function UserGroupsDialog({
  user,
  onClose,
}: {
  user: { id: string; username: string }
  onClose: () => void
}) {
  const groups = useGroupsOf(user.id)
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('Groups of {username}', { username: user.username })}
      description={t('What a directory or an OpenID provider says is changed there, not here.')}
      width="s"
      error={groups.error ? <ErrorNote error={appError(groups.error)} className="mt-4" /> : null}
      footer={
        <Button tone="primary" onClick={onClose}>
          {t('Done')}
        </Button>
      }
    >
      {groups.isPending && <Skeleton className="w-40" />}
      {groups.data?.length === 0 && <p className="text-m text-muted">{t('In no group.')}</p>}
      <ul aria-label={t('Groups')} className="text-m">
        {groups.data?.map(group => (
          <li key={group.id} className="border-line-subtle py-2 [&+&]:border-t">
            <PageLink href={paths.group(group.id)} className="text-strong hover:underline">
              {group.name}
            </PageLink>
            <p className="text-muted">{originOf(group)}</p>
          </li>
        ))}
      </ul>
    </Dialog>
  )
}

function originOf(group: GroupOfUser): string {
  const through = group.through.join(', ')
  const from = group.sources.length > 0 ? sourcesOf(group) : ''
  if (from && through) return t('From {from} and through {through}', { from, through })
  if (through) return t('Through {through}', { through })
  return from && t('From {from}', { from })
}
