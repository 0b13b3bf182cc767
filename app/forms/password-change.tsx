'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { useMutation } from '@tanstack/react-query'
import { useForm } from 'react-hook-form'
import { z } from 'zod'
import { appError, trpc } from '@/app/lib/trpc'
import { ErrorNote } from '@/app/parts/error-note'
import { Button } from '@/app/ui/button'
import { Field } from '@/app/ui/field'
import { PasswordInput } from '@/app/ui/password-input'
import { say, t } from '@/server/shared/text'
import { bothAlike, NewPasswordFields, newPasswordSchema, notAlike } from './new-password'

const schema = newPasswordSchema
  .extend({ current: z.string().min(1, say('Enter your current password.')) })
  .refine(bothAlike, notAlike)

interface PasswordChangeFormProps {
  username: string
  onDone: () => void
}

/** Changes one's own password; all other sessions of the user end. */
export function PasswordChangeForm({ username, onDone }: PasswordChangeFormProps) {
  const form = useForm({
    resolver: zodResolver(schema),
    defaultValues: { current: '', next: '', again: '' },
  })
  const change = useMutation(trpc.session.changePassword.mutationOptions())
  const failure = change.error ? appError(change.error) : null
  const { errors } = form.formState
  const fieldError = (name: 'current' | 'next') =>
    errors[name]?.message ?? (failure?.field === name ? failure.message : undefined)

  const submit = form.handleSubmit(({ current, next }) => {
    change.mutate(
      { current, next },
      {
        onSuccess: () => {
          form.reset()
          onDone()
        },
      },
    )
  })
  return (
    <form noValidate className="flex flex-col gap-4" onSubmit={submit}>
      {failure && !failure.field && <ErrorNote error={failure} />}
      {/* Password managers file the new password under this name. */}
      <input type="text" autoComplete="username" value={username} readOnly hidden />
      <Field label={t('Current password')} required error={fieldError('current')}>
        <PasswordInput autoComplete="current-password" {...form.register('current')} />
      </Field>
      <NewPasswordFields
        register={form.register}
        error={fieldError('next')}
        againError={errors.again?.message}
      />
      <Button type="submit" tone="primary" busy={change.isPending} className="self-start">
        {t('Change password')}
      </Button>
    </form>
  )
}
