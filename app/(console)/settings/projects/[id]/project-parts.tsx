'use client'

import { useMutation } from '@tanstack/react-query'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import { refreshProjects } from '@/app/lib/projects'
import { appError, trpc } from '@/app/lib/trpc'
import { ErrorNote } from '@/app/parts/error-note'
import { ObjectLink } from '@/app/parts/object-link'
import { Badge } from '@/app/ui/badge'
import { Button } from '@/app/ui/button'
import { Card } from '@/app/ui/card'
import { IconButton } from '@/app/ui/icon-button'
import { confirmDone } from '@/app/ui/toast'
import type { ProjectDetail, ProjectPart } from '@/server/api/types'
import { say, t, told } from '@/server/shared/text'

const ProjectPartAddDialog = dynamic(() =>
  import('@/app/forms/project/part-add').then(found => found.ProjectPartAddDialog),
)

const words = {
  objects: {
    title: say('VMs'),
    add: say('Put a VM in'),
    none: say('Nothing is in it that you see.'),
    remove: (name: string) => t('Take {name} out', { name }),
    removed: (name: string) => t('{name} taken out', { name }),
  },
  allowed: {
    title: say('What it may use'),
    add: say('Allow something'),
    none: say('Nothing is named: what is made may use all that its members see.'),
    remove: (name: string) => t('Allow {name} no more', { name }),
    removed: (name: string) => t('{name} is allowed no more', { name }),
  },
}
const nouns = {
  pool: say('Pool'),
  host: say('Host'),
  VM: say('VM'),
  SR: say('Storage'),
  network: say('Network'),
  VDI: say('Disk'),
  snapshot: say('Snapshot'),
  task: say('Task'),
  template: say('Template'),
  VM_appliance: say('vApp'),
  VMSS: say('Snapshot schedule'),
}

interface ProjectPartsProps {
  project: ProjectDetail
  kind: 'objects' | 'allowed'
}

/** What is in a project, or what may be used for what is made in it. */
export function ProjectParts({ project, kind }: ProjectPartsProps) {
  const { id, mayManage } = project
  const parts = project[kind]
  const text = words[kind]
  const [adding, setAdding] = useState(false)
  const take = useMutation(trpc.project.take.mutationOptions({ onSuccess: refreshProjects }))
  const disallow = useMutation(trpc.project.disallow.mutationOptions({ onSuccess: refreshProjects }))
  const { mutate, error } = kind === 'objects' ? take : disallow
  const remove = (part: ProjectPart) =>
    mutate({ id, object: part.id }, { onSuccess: () => confirmDone(text.removed(part.name)) })
  return (
    <Card
      title={told(text.title)}
      flush
      aside={
        mayManage && (
          <Button size="s" icon="add" onClick={() => setAdding(true)}>
            {told(text.add)}
          </Button>
        )
      }
    >
      {error && <ErrorNote error={appError(error)} className="m-3" />}
      {parts.length === 0 ? (
        <p className="px-3 pb-3 text-m text-muted">{told(text.none)}</p>
      ) : (
        <ul aria-label={told(text.title)} className="border-line-subtle border-t text-m">
          {parts.map(part => (
            <li
              key={part.id}
              className="flex min-h-9 items-center gap-2 px-3 [&+&]:border-line-subtle [&+&]:border-t"
            >
              <span className="min-w-0 grow truncate">
                {part.class === 'template' ? (
                  part.name
                ) : (
                  <ObjectLink cls={part.class} id={part.id} name={part.name} />
                )}
              </span>
              {kind === 'allowed' && <Badge>{told(nouns[part.class])}</Badge>}
              {mayManage && (
                <IconButton
                  size="s"
                  icon="close"
                  label={text.remove(part.name)}
                  onClick={() => remove(part)}
                />
              )}
            </li>
          ))}
        </ul>
      )}
      {adding && <ProjectPartAddDialog project={project} kind={kind} onClose={() => setAdding(false)} />}
    </Card>
  )
}
