'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { useMutation } from '@tanstack/react-query'
import { Controller, useForm } from 'react-hook-form'
import { z } from 'zod'
import { refreshServices } from '@/app/lib/services'
import { appError, trpc } from '@/app/lib/trpc'
import { Field } from '@/app/ui/field'
import { Input } from '@/app/ui/input'
import { Textarea } from '@/app/ui/textarea'
import { confirmDone } from '@/app/ui/toast'
import { descriptionSchema } from '@/server/shared/group-name'
import { t } from '@/server/shared/text'
import { userNameSchema } from '@/server/shared/user-name'
import { FormDialog } from './form-dialog'
import { RoleField } from './role-field'

const schema = z.object({ username: userNameSchema, description: descriptionSchema, role: z.string() })

interface ServiceCreateDialogProps {
  onClose: () => void
  onDone: (id: string) => void
}

/** Makes an account for a program; its tokens come after. */
export function ServiceCreateDialog({ onClose, onDone }: ServiceCreateDialogProps) {
  const form = useForm({
    resolver: zodResolver(schema),
    defaultValues: { username: '', description: '', role: 'read-only' },
  })
  const create = useMutation(trpc.service.create.mutationOptions({ onSuccess: refreshServices }))
  const failure = create.error ? appError(create.error) : null
  const { errors } = form.formState
  const submit = form.handleSubmit(values =>
    create.mutate(values, {
      onSuccess: ({ id }) => {
        confirmDone(t('{username} created', { username: values.username }))
        onClose()
        onDone(id)
      },
    }),
  )
  return (
    <FormDialog
      onClose={onClose}
      title={t('Create a service account')}
      description={t('For a program that calls the API. It has no password; give it tokens afterwards.')}
      onSubmit={submit}
      error={failure && !failure.field ? failure : null}
      verb={t('Create service account')}
      submitting={create.isPending}
    >
      <div className="flex flex-col gap-4">
        <Field
          label={t('Name')}
          required
          help={t('Letters, digits and . _ - @')}
          error={errors.username?.message ?? (failure?.field === 'username' ? failure.message : undefined)}
        >
          <Input autoComplete="off" spellCheck={false} autoCapitalize="none" {...form.register('username')} />
        </Field>
        <Field
          label={t('Description')}
          help={t('What it does and who looks after it.')}
          error={errors.description?.message}
        >
          <Textarea rows={2} {...form.register('description')} />
        </Field>
        <Controller
          control={form.control}
          name="role"
          render={({ field }) => (
            <RoleField value={field.value} onChange={field.onChange} error={errors.role?.message} />
          )}
        />
      </div>
    </FormDialog>
  )
}
