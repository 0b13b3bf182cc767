'use client'

import { useMutation } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { FieldPath, FieldValues, UseFormReturn } from 'react-hook-form'
import { refreshProviders } from '@/app/lib/providers'
import { appError, trpc } from '@/app/lib/trpc'
import { confirmDone } from '@/app/ui/toast'
import type { ProviderGiven } from '@/server/shared/identity-provider'
import { t } from '@/server/shared/text'
import { FormDialog } from '../form-dialog'

export interface ProviderFormValues extends FieldValues {
  given: ProviderGiven
  /** Empty: the one that is kept stays. */
  secret: string
}

interface ProviderDialogProps<V extends ProviderFormValues> {
  form: UseFormReturn<V>
  /** Absent: a new one is made. */
  id: string | undefined
  title: string
  description: string
  /** Which field a refusal belongs to, by the name the server gives it. */
  fields: { name: FieldPath<V>; secret: FieldPath<V> }
  onClose: () => void
  children: ReactNode
}

/** The window of a directory or provider: saves what its fields hold. */
export function ProviderDialog<V extends ProviderFormValues>({
  form,
  id,
  title,
  description,
  fields,
  onClose,
  children,
}: ProviderDialogProps<V>) {
  const create = useMutation(trpc.provider.create.mutationOptions({ onSuccess: refreshProviders }))
  const update = useMutation(trpc.provider.update.mutationOptions({ onSuccess: refreshProviders }))
  const busy = create.isPending || update.isPending
  const error = create.error ?? update.error
  const failure = error ? appError(error) : null
  const atField = failure?.field === 'name' || failure?.field === 'secret'
  const submit = form.handleSubmit(({ given, secret }) => {
    const sent = { given, ...(secret === '' ? {} : { secret }) }
    const callbacks = {
      onSuccess: () => {
        confirmDone(t('{name} saved', { name: given.name }))
        onClose()
      },
      onError: (refused: unknown) => {
        const { field, message } = appError(refused)
        if (field === 'name' || field === 'secret')
          form.setError(fields[field], { message }, { shouldFocus: true })
      },
    }
    if (id === undefined) create.mutate(sent, callbacks)
    else update.mutate({ id, ...sent }, callbacks)
  })
  return (
    <FormDialog
      onClose={onClose}
      title={title}
      description={description}
      width="l"
      onSubmit={submit}
      error={failure && !atField ? failure : null}
      verb={t('Save')}
      submitting={busy}
    >
      <div className="flex flex-col gap-4">{children}</div>
    </FormDialog>
  )
}
