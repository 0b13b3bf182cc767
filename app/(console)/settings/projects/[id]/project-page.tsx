'use client'

import dynamic from 'next/dynamic'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { paths } from '@/app/lib/paths'
import { useProject } from '@/app/lib/projects'
import { appError } from '@/app/lib/trpc'
import { ErrorNote } from '@/app/parts/error-note'
import { ProjectUsage } from '@/app/parts/project-usage'
import { Button } from '@/app/ui/button'
import { Card } from '@/app/ui/card'
import { Skeleton } from '@/app/ui/skeleton'
import { t } from '@/server/shared/text'
import { ProjectMembers } from './project-members'
import { ProjectParts } from './project-parts'

const ProjectEditDialog = dynamic(() =>
  import('@/app/forms/project/edit').then(found => found.ProjectEditDialog),
)
const ProjectDeleteDialog = dynamic(() =>
  import('@/app/forms/project/delete').then(found => found.ProjectDeleteDialog),
)

/** A project: what it uses of its limits, who is in it, what is in it, and what it may use. */
export function ProjectPage({ id }: { id: string }) {
  const { data: project, error } = useProject(id)
  const router = useRouter()
  const [open, setOpen] = useState<'edit' | 'delete' | null>(null)
  const close = () => setOpen(null)
  if (!project) {
    return (
      <div className="p-4">
        {error ? <ErrorNote error={appError(error)} live="status" /> : <Skeleton className="w-60" />}
      </div>
    )
  }
  return (
    <>
      <div className="flex shrink-0 flex-wrap items-center gap-2 px-4 py-2">
        <div className="min-w-0 grow">
          <h2 className="title-s truncate">{project.name}</h2>
          {project.description && <p className="text-m text-muted">{project.description}</p>}
        </div>
        {project.mayManage && (
          <>
            <Button icon="edit" onClick={() => setOpen('edit')}>
              {t('Edit')}
            </Button>
            <Button icon="delete" onClick={() => setOpen('delete')}>
              {t('Delete')}
            </Button>
          </>
        )}
      </div>
      <div className="grid items-start gap-4 px-4 pt-1 pb-4 lg:grid-cols-2">
        <div className="flex flex-col gap-4">
          <Card title={t('Used')}>
            <ProjectUsage project={project} />
            {project.incomplete && (
              <p role="status" className="mt-3 text-m text-warn">
                {t('One of its pools has not been read yet: there is more than is shown.')}
              </p>
            )}
          </Card>
          <ProjectMembers project={project} />
        </div>
        <div className="flex flex-col gap-4">
          <ProjectParts project={project} kind="objects" />
          <ProjectParts project={project} kind="allowed" />
        </div>
      </div>
      {open === 'edit' && <ProjectEditDialog project={project} onClose={close} />}
      {open === 'delete' && (
        <ProjectDeleteDialog project={project} onClose={close} onDone={() => router.push(paths.projects)} />
      )}
    </>
  )
}
