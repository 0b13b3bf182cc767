'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { useMutation } from '@tanstack/react-query'
import { useForm } from 'react-hook-form'
import { z } from 'zod'
import { appError, queryClient, trpc } from '@/app/lib/trpc'
import { Field } from '@/app/ui/field'
import { Input } from '@/app/ui/input'
import { PasswordInput } from '@/app/ui/password-input'
import { confirmDone } from '@/app/ui/toast'
import { say, t } from '@/server/shared/text'
import { FormDialog } from './form-dialog'

const schema = z.object({
  username: z.string().trim().min(1, say('Enter your user name at the pool.')),
  password: z.string().min(1, say('Enter your password at the pool.')),
})

interface OwnPoolCredentialsDialogProps {
  pool: { id: string; name: string; username: string | null }
  onClose: () => void
}

/** Takes somebody's own account at a pool, after having tried it there. */
export function OwnPoolCredentialsDialog({ pool, onClose }: OwnPoolCredentialsDialogProps) {
  const form = useForm({
    resolver: zodResolver(schema),
    defaultValues: { username: pool.username ?? '', password: '' },
  })
  const save = useMutation(
    trpc.poolCredential.set.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries(trpc.poolCredential.list.queryFilter()),
      gcTime: 0,
    }),
  )
  const { errors } = form.formState
  const submit = form.handleSubmit(values =>
    save.mutate(
      { pool: pool.id, ...values },
      {
        onSuccess: () => {
          confirmDone(
            t('You act as {username} in {name} now', { username: values.username, name: pool.name }),
          )
          onClose()
        },
      },
    ),
  )
  return (
    <FormDialog
      onClose={onClose}
      title={t('Your account at {name}', { name: pool.name })}
      description={t(
        'Domus tries it there, keeps it sealed and never shows it again. What you do in this pool is done as this user, with the roles they have there.',
      )}
      onSubmit={submit}
      error={save.error ? appError(save.error) : null}
      verb={t('Save')}
      submitting={save.isPending}
    >
      <div className="flex flex-col gap-4">
        <Field
          label={t('User name at the pool')}
          required
          help={t('What you do in this pool is done as this user, and the pool notes it so.')}
          error={errors.username?.message}
        >
          <Input autoComplete="off" spellCheck={false} autoCapitalize="none" {...form.register('username')} />
        </Field>
        <Field label={t('Password at the pool')} required error={errors.password?.message}>
          <PasswordInput autoComplete="off" {...form.register('password')} />
        </Field>
      </div>
    </FormDialog>
  )
}
