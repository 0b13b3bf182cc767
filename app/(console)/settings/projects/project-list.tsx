'use client'

import dynamic from 'next/dynamic'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { paths } from '@/app/lib/paths'
import { useProjects } from '@/app/lib/projects'
import { useCan } from '@/app/lib/session'
import { appError } from '@/app/lib/trpc'
import { ErrorNote } from '@/app/parts/error-note'
import { Button } from '@/app/ui/button'
import { DataTable } from '@/app/ui/data-table'
import { EmptyState } from '@/app/ui/empty-state'
import type { ProjectInfo } from '@/server/api/types'
import { t } from '@/server/shared/text'
import { projectColumns } from './project-columns'

const ProjectEditDialog = dynamic(() =>
  import('@/app/forms/project/edit').then(found => found.ProjectEditDialog),
)

/** The projects one may know of, with how much of their limits they use. */
export function ProjectList() {
  const projects = useProjects()
  const router = useRouter()
  const manages = useCan('project.manage')
  const [creating, setCreating] = useState(false)
  return (
    <>
      <div className="flex shrink-0 items-center justify-between gap-2 px-4 py-2">
        <p className="text-m text-muted">
          {t(
            'A project is a share of the pools for some people: VMs of their own, and how much there may be of them.',
          )}
        </p>
        {manages && (
          <Button tone="primary" icon="add" onClick={() => setCreating(true)}>
            {t('Create a project')}
          </Button>
        )}
      </div>
      {projects.error && (
        <div className="px-4 pb-2">
          <ErrorNote error={appError(projects.error)} live="status" />
        </div>
      )}
      <DataTable
        className="grow"
        label={t('Projects')}
        columns={projectColumns}
        rows={projects.data ?? none}
        rowId={idOf}
        rowName={nameOf}
        initialSort={byName}
        storageKey="projects"
        onOpen={project => router.push(paths.project(project.id))}
        loading={projects.isPending}
        empty={
          <EmptyState kind="nothing-yet" icon="group" title={t('There are no projects yet')}>
            {manages
              ? t('Create one, put VMs into it, and say who its members are.')
              : t('You are a member of none.')}
          </EmptyState>
        }
      />
      {creating && <ProjectEditDialog onClose={() => setCreating(false)} />}
    </>
  )
}

const none: readonly ProjectInfo[] = []
const byName = { id: 'name', desc: false }
const idOf = (project: ProjectInfo) => project.id
const nameOf = (project: ProjectInfo) => project.name
