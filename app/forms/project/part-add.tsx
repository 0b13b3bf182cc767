'use client'

import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import { refreshProjects } from '@/app/lib/projects'
import { appError, trpc } from '@/app/lib/trpc'
import { ErrorNote } from '@/app/parts/error-note'
import { Badge } from '@/app/ui/badge'
import { Button } from '@/app/ui/button'
import { Dialog } from '@/app/ui/dialog'
import { Field } from '@/app/ui/field'
import { Input } from '@/app/ui/input'
import type { ProjectDetail, RowClass } from '@/server/api/types'
import { say, t, told } from '@/server/shared/text'

const only = (...classes: RowClass[]): readonly RowClass[] => classes

const kinds = {
  objects: {
    title: (name: string) => t('Put VMs into {name}', { name }),
    description: say('Its members reach them at once, and they count for its limits.'),
    classes: only('VM'),
    verb: say('Put in'),
  },
  allowed: {
    title: (name: string) => t('What {name} may use', { name }),
    description: say(
      'Once one of a kind is named, what is made in the project may use no other of that kind.',
    ),
    classes: only('SR', 'network', 'host'),
    verb: say('Allow'),
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

type Found = ProjectDetail['allowed'][number]

interface ProjectPartAddDialogProps {
  project: ProjectDetail
  kind: 'objects' | 'allowed'
  onClose: () => void
}

/** Finds objects by name and puts one after another into a project, or allows them to it. */
export function ProjectPartAddDialog({ project, kind, onClose }: ProjectPartAddDialogProps) {
  const { title, description, classes, verb } = kinds[kind]
  const [text, setText] = useState('')
  const [said, setSaid] = useState('')
  const wanted = useDeferredValue(text.trim())
  const found = useQuery(
    trpc.inventory.search.queryOptions(
      { text: wanted, limit: 50 },
      { staleTime: 0, placeholderData: keepPreviousData, enabled: wanted !== '' },
    ),
  )
  const templates = useQuery(
    trpc.project.templates.queryOptions(
      { text: wanted },
      { staleTime: 0, placeholderData: keepPreviousData, enabled: kind === 'allowed' && wanted !== '' },
    ),
  )
  const put = useMutation(trpc.project.put.mutationOptions({ onSuccess: refreshProjects }))
  const allow = useMutation(trpc.project.allow.mutationOptions({ onSuccess: refreshProjects }))
  const { mutate, isPending, error } = kind === 'objects' ? put : allow
  const there = new Set(project[kind].map(({ id }) => id))
  const rows: Found[] = (found.data?.rows ?? [])
    .filter(row => classes.includes(row.class))
    .map(row => ({ id: row.id, class: row.class, name: row.name_label }))
  if (kind === 'allowed')
    for (const template of templates.data ?? []) rows.push({ ...template, class: 'template' })
  const shown = wanted === '' ? [] : rows.slice(0, 20)
  const failure = error ?? found.error ?? templates.error
  return (
    <Dialog
      open
      onClose={onClose}
      title={title(project.name)}
      description={told(description)}
      width="s"
      busy={isPending}
      error={failure ? <ErrorNote error={appError(failure)} className="mt-4" /> : null}
      footer={
        <Button tone="primary" onClick={onClose} reason={isPending ? t('Still working') : undefined}>
          {t('Done')}
        </Button>
      }
    >
      <div className="flex flex-col gap-3">
        <Field label={t('Name')} required help={t('Words of a name, or a uuid.')}>
          <Input
            autoComplete="off"
            spellCheck={false}
            value={text}
            maxLength={128}
            onChange={event => setText(event.target.value)}
          />
        </Field>
        <ul aria-label={t('Found')} className="max-h-64 overflow-y-auto text-m">
          {shown.map(row => (
            <li key={row.id} className="flex min-h-9 items-center gap-2 border-line-subtle [&+&]:border-t">
              <span className="min-w-0 grow truncate">{row.name}</span>
              {kind === 'allowed' && <Badge>{told(nouns[row.class])}</Badge>}
              <Button
                size="s"
                aria-label={`${verb}: ${row.name}`}
                reason={there.has(row.id) ? t('It is there already.') : undefined}
                onClick={() =>
                  mutate(
                    { id: project.id, object: row.id },
                    { onSuccess: () => setSaid(t('{title}: done', { title: row.name })) },
                  )
                }
              >
                {verb}
              </Button>
            </li>
          ))}
        </ul>
        {wanted !== '' && found.data && shown.length === 0 && (
          <p className="text-m text-muted">{t('Nothing of that name.')}</p>
        )}
        <p role="status" className="text-m text-muted">
          {said}
        </p>
      </div>
    </Dialog>
  )
}
