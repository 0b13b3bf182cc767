'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { useMutation } from '@tanstack/react-query'
import { useForm } from 'react-hook-form'
import { z } from 'zod'
import { refreshOwnSecurity } from '@/app/lib/own-security'
import { appError, trpc } from '@/app/lib/trpc'
import { Field } from '@/app/ui/field'
import { Input } from '@/app/ui/input'
import type { PasskeyInfo } from '@/server/api/types'
import { passkeyNameSchema } from '@/server/shared/passkey-name'
import { t } from '@/server/shared/text'
import { FormDialog } from './form-dialog'

const schema = z.object({ name: passkeyNameSchema })

export function PasskeyRenameDialog({ passkey, onClose }: { passkey: PasskeyInfo; onClose: () => void }) {
  const form = useForm({ resolver: zodResolver(schema), defaultValues: { name: passkey.name } })
  const rename = useMutation(trpc.account.renamePasskey.mutationOptions({ onSuccess: refreshOwnSecurity }))
  return (
    <FormDialog
      onClose={onClose}
      title={t('Rename the passkey {name}', { name: passkey.name })}
      onSubmit={form.handleSubmit(({ name }) =>
        rename.mutate({ id: passkey.id, name }, { onSuccess: onClose }),
      )}
      error={rename.error ? appError(rename.error) : null}
      verb={t('Rename')}
      submitting={rename.isPending}
    >
      <Field label={t('Name')} required error={form.formState.errors.name?.message}>
        <Input autoComplete="off" {...form.register('name')} />
      </Field>
    </FormDialog>
  )
}
