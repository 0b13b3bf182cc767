'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { useMutation } from '@tanstack/react-query'
import { useForm } from 'react-hook-form'
import { appError, trpc } from '@/app/lib/trpc'
import { ErrorNote } from '@/app/parts/error-note'
import { Button } from '@/app/ui/button'
import { t } from '@/server/shared/text'
import { bothAlike, NewPasswordFields, newPasswordSchema, notAlike } from './new-password'

const schema = newPasswordSchema.refine(bothAlike, notAlike)

interface PasswordResetFormProps {
  token: string
  username: string
  onDone: () => void
}

/** Chooses a password by a link, which is worth nothing afterwards. */
export function PasswordResetForm({ token, username, onDone }: PasswordResetFormProps) {
  const form = useForm({ resolver: zodResolver(schema), defaultValues: { next: '', again: '' } })
  const use = useMutation(trpc.resetLink.use.mutationOptions({ gcTime: 0 }))
  const failure = use.error ? appError(use.error) : null
  const { errors } = form.formState
  const submit = form.handleSubmit(({ next }) => use.mutate({ token, next }, { onSuccess: onDone }))
  return (
    <form noValidate className="flex flex-col gap-4" onSubmit={submit}>
      {failure && !failure.field && <ErrorNote error={failure} />}
      {/* Password managers file the new password under this name. */}
      <input type="text" autoComplete="username" value={username} readOnly hidden />
      <NewPasswordFields
        register={form.register}
        error={errors.next?.message ?? (failure?.field === 'next' ? failure.message : undefined)}
        againError={errors.again?.message}
      />
      <Button type="submit" tone="primary" busy={use.isPending || use.isSuccess}>
        {t('Choose this password')}
      </Button>
    </form>
  )
}
