'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { useMutation } from '@tanstack/react-query'
import { useForm } from 'react-hook-form'
import { z } from 'zod'
import { refreshConnections } from '@/app/lib/connections'
import { appError, trpc } from '@/app/lib/trpc'
import { Field } from '@/app/ui/field'
import { Input } from '@/app/ui/input'
import { PasswordInput } from '@/app/ui/password-input'
import { confirmDone } from '@/app/ui/toast'
import { say, t } from '@/server/shared/text'
import { FormDialog } from './form-dialog'

const schema = z.object({
  username: z.string().trim().min(1, say('Enter a user name.')),
  password: z.string().min(1, say('Enter the password.')),
})

interface PoolCredentialsDialogProps {
  pool: { id: string; name: string; username: string }
  onClose: () => void
}

/** Replaces the user and password Domus signs in to a pool with; they are tried before they are kept. */
export function PoolCredentialsDialog({ pool, onClose }: PoolCredentialsDialogProps) {
  const form = useForm({
    resolver: zodResolver(schema),
    defaultValues: { username: pool.username, password: '' },
  })
  const save = useMutation(trpc.pool.setCredentials.mutationOptions({ onSuccess: refreshConnections }))
  const { errors } = form.formState
  const submit = form.handleSubmit(values =>
    save.mutate(
      { id: pool.id, ...values },
      {
        onSuccess: () => {
          confirmDone(t('Credentials for {name} changed', { name: pool.name }))
          onClose()
        },
      },
    ),
  )
  return (
    <FormDialog
      onClose={onClose}
      title={t('Change the credentials for {name}', { name: pool.name })}
      description={t('Domus signs in with them before it keeps them.')}
      onSubmit={submit}
      error={save.error ? appError(save.error) : null}
      verb={t('Change credentials')}
      submitting={save.isPending}
    >
      <div className="flex flex-col gap-4">
        <Field
          label={t('User name')}
          required
          help={t('Needs the role pool admin at the pool, or does less than Domus offers.')}
          error={errors.username?.message}
        >
          <Input autoComplete="off" spellCheck={false} autoCapitalize="none" {...form.register('username')} />
        </Field>
        <Field label={t('Password')} required error={errors.password?.message}>
          <PasswordInput autoComplete="off" {...form.register('password')} />
        </Field>
      </div>
    </FormDialog>
  )
}
