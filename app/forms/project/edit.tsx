'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { useMutation } from '@tanstack/react-query'
import { useForm } from 'react-hook-form'
import { z } from 'zod'
import { refreshProjects } from '@/app/lib/projects'
import { refreshMe } from '@/app/lib/session'
import { appError, trpc } from '@/app/lib/trpc'
import { Field } from '@/app/ui/field'
import { Input } from '@/app/ui/input'
import { Textarea } from '@/app/ui/textarea'
import { confirmDone } from '@/app/ui/toast'
import type { ProjectInfo } from '@/server/api/types'
import { descriptionSchema } from '@/server/shared/group-name'
import {
  type Limits,
  projectNameSchema,
  type QuotaName,
  quotaNames,
  quotaWords,
} from '@/server/shared/project'
import { say, t, told } from '@/server/shared/text'
import { FormDialog } from '../form-dialog'

/** As it is typed: '' is no limit; memory and disk in GiB. */
const amount = z
  .string()
  .trim()
  .regex(/^\d{0,9}$/, say('Enter a whole number, or nothing for no limit.'))
const schema = z.object({
  name: projectNameSchema,
  description: descriptionSchema,
  limits: z.object({ vms: amount, vcpus: amount, memory: amount, disk: amount, snapshots: amount }),
})
type Typed = z.infer<typeof schema>

const labels: Record<QuotaName, string> = {
  vms: say('VMs'),
  vcpus: 'vCPUs',
  memory: say('Memory in GiB'),
  disk: say('Disk in GiB'),
  snapshots: say('Snapshots'),
}

function typedLimits(limits: Limits | undefined): Typed['limits'] {
  const text = (quota: QuotaName) => {
    const limit = limits?.[quota] ?? null
    return limit === null ? '' : String(Math.round(limit / quotaWords[quota].unit))
  }
  return {
    vms: text('vms'),
    vcpus: text('vcpus'),
    memory: text('memory'),
    disk: text('disk'),
    snapshots: text('snapshots'),
  }
}

function limitsOf(typed: Typed['limits']): Limits {
  const limit = (quota: QuotaName) =>
    typed[quota] === '' ? null : Number(typed[quota]) * quotaWords[quota].unit
  return {
    vms: limit('vms'),
    vcpus: limit('vcpus'),
    memory: limit('memory'),
    disk: limit('disk'),
    snapshots: limit('snapshots'),
  }
}

interface ProjectEditDialogProps {
  /** Absent: a new one is made. */
  project?: ProjectInfo
  onClose: () => void
}

/** Makes a project, or gives one another name, description and limits. */
export function ProjectEditDialog({ project, onClose }: ProjectEditDialogProps) {
  const form = useForm<Typed>({
    resolver: zodResolver(schema),
    defaultValues: {
      name: project?.name ?? '',
      description: project?.description ?? '',
      limits: typedLimits(project?.limits),
    },
  })
  const onSuccess = () => Promise.all([refreshProjects(), refreshMe()])
  const create = useMutation(trpc.project.create.mutationOptions({ onSuccess }))
  const update = useMutation(trpc.project.update.mutationOptions({ onSuccess }))
  const error = create.error ?? update.error
  const failure = error ? appError(error) : null
  const busy = create.isPending || update.isPending
  const { errors } = form.formState
  const submit = form.handleSubmit(({ limits, ...values }) => {
    const given = { ...values, limits: limitsOf(limits) }
    const done = () => {
      confirmDone(`${values.name} ${project ? 'saved' : 'created'}`)
      onClose()
    }
    if (project) update.mutate({ id: project.id, ...given }, { onSuccess: done })
    else create.mutate(given, { onSuccess: done })
  })
  return (
    <FormDialog
      onClose={onClose}
      title={project ? t('Edit {name}', { name: project.name }) : t('Create a project')}
      width="m"
      onSubmit={submit}
      error={failure && !failure.field ? failure : null}
      verb={project ? t('Save') : t('Create project')}
      submitting={busy}
    >
      <div className="flex flex-col gap-4">
        <Field
          label={t('Name')}
          required
          error={errors.name?.message ?? (failure?.field === 'name' ? failure.message : undefined)}
        >
          <Input autoComplete="off" {...form.register('name')} />
        </Field>
        <Field label={t('Description')} error={errors.description?.message}>
          <Textarea rows={2} {...form.register('description')} />
        </Field>
        <fieldset>
          <legend className="title-s mb-1">{t('At most')}</legend>
          <p className="mb-2 text-m text-muted">
            {t(
              'An empty field is no limit. A limit below what is there removes nothing: nothing more can be made.',
            )}
          </p>
          <div className="grid gap-3 sm:grid-cols-2">
            {quotaNames.map(quota => (
              <Field key={quota} label={told(labels[quota])} error={errors.limits?.[quota]?.message}>
                <Input inputMode="numeric" autoComplete="off" {...form.register(`limits.${quota}`)} />
              </Field>
            ))}
          </div>
        </fieldset>
      </div>
    </FormDialog>
  )
}
