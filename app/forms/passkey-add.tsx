'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { useMutation } from '@tanstack/react-query'
import { useForm } from 'react-hook-form'
import { z } from 'zod'
import { refreshOwnSecurity } from '@/app/lib/own-security'
import { makePasskey, noPasskeysReason, PasskeyProblem } from '@/app/lib/passkeys'
import { useMe } from '@/app/lib/session'
import { api, appError } from '@/app/lib/trpc'
import { RecoveryCodesDialog } from '@/app/parts/second-factors/recovery-codes'
import { Banner } from '@/app/ui/banner'
import { Field } from '@/app/ui/field'
import { Input } from '@/app/ui/input'
import { confirmDone } from '@/app/ui/toast'
import { passkeyNameSchema } from '@/server/shared/passkey-name'
import { t } from '@/server/shared/text'
import { FormDialog } from './form-dialog'

const schema = z.object({ name: passkeyNameSchema })

/** Asks for a name, then has the browser make a passkey; with the first factor come the recovery codes. */
export function PasskeyAddDialog({ onClose }: { onClose: () => void }) {
  const me = useMe()
  const reason = noPasskeysReason()
  const form = useForm({ resolver: zodResolver(schema), defaultValues: { name: '' } })
  const add = useMutation({
    gcTime: 0,
    mutationFn: async (name: string) => {
      const answer = await makePasskey(await api.account.beginPasskey.mutate())
      return api.account.addPasskey.mutate({ answer, name })
    },
  })
  const close = () => {
    void refreshOwnSecurity()
    confirmDone(t('Passkey registered'))
    onClose()
  }
  if (add.data?.recoveryCodes) {
    return (
      <RecoveryCodesDialog
        codes={add.data.recoveryCodes}
        username={me?.user.username ?? ''}
        onClose={close}
      />
    )
  }
  const failure =
    add.error instanceof PasskeyProblem ? add.error.shape : add.error ? appError(add.error) : null
  const submit = form.handleSubmit(({ name }) =>
    add.mutate(name, { onSuccess: ({ recoveryCodes }) => (recoveryCodes ? undefined : close()) }),
  )
  return (
    <FormDialog
      onClose={onClose}
      title={t('Register a passkey')}
      description={t('The browser asks which device or key shall hold it. Your other sessions end.')}
      onSubmit={submit}
      error={failure}
      verb={t('Register')}
      reason={reason}
      submitting={add.isPending}
    >
      <div className="flex flex-col gap-4">
        {reason !== undefined && <Banner tone="warn" title={reason} />}
        <Field
          label={t('Name')}
          required
          help={t('Where it is: “Laptop”, “Blue key”.')}
          error={form.formState.errors.name?.message}
        >
          <Input autoComplete="off" {...form.register('name')} />
        </Field>
      </div>
    </FormDialog>
  )
}
