'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { useMutation } from '@tanstack/react-query'
import { Controller, useForm } from 'react-hook-form'
import { z } from 'zod'
import { appError, trpc } from '@/app/lib/trpc'
import { refreshUsers } from '@/app/lib/users'
import { Field } from '@/app/ui/field'
import { Input } from '@/app/ui/input'
import { t } from '@/server/shared/text'
import { userNameSchema } from '@/server/shared/user-name'
import { FirstPasswordDialog } from './first-password'
import { FormDialog } from './form-dialog'
import { RoleField } from './role-field'

const schema = z.object({ username: userNameSchema, role: z.string() })

/** Makes a user, then shows the password that was made for them. */
export function UserCreateDialog({ onClose }: { onClose: () => void }) {
  const form = useForm({
    resolver: zodResolver(schema),
    defaultValues: { username: '', role: 'read-only' },
  })
  const create = useMutation(trpc.user.create.mutationOptions({ onSuccess: refreshUsers, gcTime: 0 }))
  if (create.data) {
    const { username } = create.variables
    return (
      <FirstPasswordDialog
        title={t('{username} was created', { username })}
        username={username}
        password={create.data.password}
        onClose={onClose}
      />
    )
  }
  const failure = create.error ? appError(create.error) : null
  const { errors } = form.formState
  return (
    <FormDialog
      onClose={onClose}
      title={t('Create a user')}
      description={t('Domus makes the first password, which they change when they sign in.')}
      onSubmit={form.handleSubmit(values => create.mutate({ ...values, role: values.role || null }))}
      error={failure && !failure.field ? failure : null}
      verb={t('Create user')}
      submitting={create.isPending}
    >
      <div className="flex flex-col gap-4">
        <Field
          label={t('User name')}
          required
          help={t('Letters, digits and . _ - @')}
          error={errors.username?.message ?? (failure?.field === 'username' ? failure.message : undefined)}
        >
          <Input autoComplete="off" spellCheck={false} autoCapitalize="none" {...form.register('username')} />
        </Field>
        <Controller
          control={form.control}
          name="role"
          render={({ field }) => (
            <RoleField orNone value={field.value} onChange={field.onChange} error={errors.role?.message} />
          )}
        />
      </div>
    </FormDialog>
  )
}
