'use client'

import dynamic from 'next/dynamic'
import { useState } from 'react'
import { useGrants } from '@/app/lib/grants'
import { useMe } from '@/app/lib/session'
import { appError } from '@/app/lib/trpc'
import { ErrorNote } from '@/app/parts/error-note'
import { Badge } from '@/app/ui/badge'
import { Button } from '@/app/ui/button'
import { Card } from '@/app/ui/card'
import { IconButton } from '@/app/ui/icon-button'
import { Skeleton } from '@/app/ui/skeleton'
import type { GrantInfo, ProjectDetail } from '@/server/api/types'
import { t } from '@/server/shared/text'

const ProjectMemberAddDialog = dynamic(() =>
  import('@/app/forms/project/member-add').then(found => found.ProjectMemberAddDialog),
)
const GrantRevokeDialog = dynamic(() =>
  import('@/app/forms/grant-revoke').then(found => found.GrantRevokeDialog),
)

/** To whom something was granted over the project, as far as one may know of it. */
export function ProjectMembers({ project }: { project: ProjectDetail }) {
  const grants = useGrants()
  const delegates = useMe()?.delegates ?? false
  const [open, setOpen] = useState<'add' | GrantInfo | null>(null)
  const close = () => setOpen(null)
  const members = grants.data?.filter(({ scope }) => scope.kind === 'project' && scope.ref === project.id)
  return (
    <Card
      title={t('Members')}
      flush
      aside={
        delegates && (
          <Button size="s" icon="add" onClick={() => setOpen('add')}>
            {t('Add a member')}
          </Button>
        )
      }
    >
      {grants.error && <ErrorNote error={appError(grants.error)} live="status" className="m-3" />}
      {grants.isPending && <Skeleton className="m-3 w-60" />}
      {members?.length === 0 && <p className="px-3 pb-3 text-m text-muted">{t('Nobody is in it yet.')}</p>}
      {members && members.length > 0 && (
        <ul aria-label={t('Members')} className="border-line-subtle border-t text-m">
          {members.map(grant => (
            <li
              key={grant.id}
              className="flex min-h-9 items-center gap-2 px-3 [&+&]:border-line-subtle [&+&]:border-t"
            >
              <span className="min-w-0 truncate text-strong">{grant.to.name}</span>
              {grant.to.kind === 'group' && <Badge>{t('Group')}</Badge>}
              <span className="grow text-muted">
                {grant.role.name}
                {grant.mayDelegate && t(', may hand it on')}
                {!grant.stands && <span className="text-warn">{t(', gives nothing now')}</span>}
              </span>
              {grant.mayRevoke && (
                <IconButton
                  size="s"
                  icon="close"
                  label={t('Revoke {name} of {name2}', { name: grant.role.name, name2: grant.to.name })}
                  onClick={() => setOpen(grant)}
                />
              )}
            </li>
          ))}
        </ul>
      )}
      {open === 'add' && <ProjectMemberAddDialog project={project} onClose={close} />}
      {open !== null && open !== 'add' && <GrantRevokeDialog grant={open} onClose={close} />}
    </Card>
  )
}
