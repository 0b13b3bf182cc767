'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { useMutation } from '@tanstack/react-query'
import { Controller, useForm } from 'react-hook-form'
import { z } from 'zod'
import { refreshGrants } from '@/app/lib/grants'
import { refreshProjects } from '@/app/lib/projects'
import { appError, trpc } from '@/app/lib/trpc'
import { PrincipalPicker } from '@/app/parts/grant/principal-picker'
import { confirmDone } from '@/app/ui/toast'
import { roleRefSchema } from '@/server/shared/grant'
import { t } from '@/server/shared/text'
import { FormDialog } from '../form-dialog'
import { DelegateField, principalSchema } from '../grant-fields'
import { RoleField } from '../role-field'

const schema = z.object({
  to: principalSchema,
  role: roleRefSchema,
  mayDelegate: z.boolean(),
})

interface ProjectMemberAddDialogProps {
  project: { id: string; name: string }
  onClose: () => void
}

/** Gives somebody a role over a project. */
export function ProjectMemberAddDialog({ project, onClose }: ProjectMemberAddDialogProps) {
  const form = useForm<z.infer<typeof schema>>({
    resolver: zodResolver(schema),
    defaultValues: { to: null, role: 'vm-operator', mayDelegate: false },
  })
  const give = useMutation(
    trpc.grant.give.mutationOptions({ onSuccess: () => Promise.all([refreshGrants(), refreshProjects()]) }),
  )
  const { errors } = form.formState
  const submit = form.handleSubmit(({ to, ...given }) => {
    if (!to) return
    const scope = { kind: 'project' as const, ref: project.id }
    give.mutate(
      { ...given, to: { kind: to.kind, id: to.id }, scope, until: null },
      {
        onSuccess: () => {
          confirmDone(t('{name} is a member now', { name: to.name }))
          onClose()
        },
      },
    )
  })
  return (
    <FormDialog
      onClose={onClose}
      title={t('Add a member to {name}', { name: project.name })}
      description={t('They have the role over all that is in the project, now and later.')}
      onSubmit={submit}
      error={give.error ? appError(give.error) : null}
      verb={t('Add')}
      submitting={give.isPending}
    >
      <div className="flex flex-col gap-4">
        <Controller
          control={form.control}
          name="to"
          render={({ field }) => (
            <PrincipalPicker value={field.value} onChange={field.onChange} error={errors.to?.message} />
          )}
        />
        <Controller
          control={form.control}
          name="role"
          render={({ field }) => (
            <RoleField value={field.value} onChange={field.onChange} error={errors.role?.message} />
          )}
        />
        <Controller
          control={form.control}
          name="mayDelegate"
          render={({ field }) => <DelegateField value={field.value} onChange={field.onChange} />}
        />
      </div>
    </FormDialog>
  )
}
