'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { useMutation } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useForm } from 'react-hook-form'
import { z } from 'zod'
import { refreshOwnSecurity } from '@/app/lib/own-security'
import { useMe } from '@/app/lib/session'
import { appError, trpc } from '@/app/lib/trpc'
import { RecoveryCodesDialog } from '@/app/parts/second-factors/recovery-codes'
import { Copyable } from '@/app/ui/copyable'
import { Field } from '@/app/ui/field'
import { Input } from '@/app/ui/input'
import { QrCode } from '@/app/ui/qr-code'
import { Spinner } from '@/app/ui/spinner'
import { confirmDone } from '@/app/ui/toast'
import { say, t } from '@/server/shared/text'
import { FormDialog } from './form-dialog'

const schema = z.object({
  code: z
    .string()
    .trim()
    .regex(/^\d{6}$/, say('A code has six digits.')),
})

/** Shows the secret for an app and asks for the first code; then, with the first factor, the recovery codes. */
export function TotpSetUpDialog({ onClose }: { onClose: () => void }) {
  const me = useMe()
  const begin = useMutation(trpc.account.beginTotp.mutationOptions({ gcTime: 0 }))
  const confirm = useMutation(trpc.account.confirmTotp.mutationOptions({ gcTime: 0 }))
  const form = useForm({ resolver: zodResolver(schema), defaultValues: { code: '' } })
  const { mutate } = begin
  useEffect(() => mutate(), [mutate])

  const close = () => {
    void refreshOwnSecurity()
    confirmDone(t('Authenticator app set up'))
    onClose()
  }
  if (confirm.data?.recoveryCodes) {
    return (
      <RecoveryCodesDialog
        codes={confirm.data.recoveryCodes}
        username={me?.user.username ?? ''}
        onClose={close}
      />
    )
  }
  const failure = confirm.error ? appError(confirm.error) : begin.error ? appError(begin.error) : null
  const { errors } = form.formState
  const setUp = begin.data
  const submit = form.handleSubmit(({ code }) => {
    if (!setUp) return
    confirm.mutate(
      { sealed: setUp.sealed, code },
      { onSuccess: ({ recoveryCodes }) => (recoveryCodes ? undefined : close()) },
    )
  })
  return (
    <FormDialog
      onClose={onClose}
      title={t('Set up an authenticator app')}
      description={t('Any app that shows six digits for 30 seconds will do. Your other sessions end.')}
      onSubmit={submit}
      error={failure && !failure.field ? failure : null}
      width="m"
      verb={t('Set up')}
      reason={setUp ? undefined : t('Nothing to confirm yet')}
      submitting={confirm.isPending}
    >
      {!setUp && begin.isPending && (
        <p className="flex items-center gap-2 text-muted">
          <Spinner /> {t('Making a secret…')}
        </p>
      )}
      {setUp && (
        <div className="flex flex-col gap-4 sm:flex-row">
          <QrCode text={setUp.uri} label={t('QR code for the authenticator app')} />
          <div className="flex min-w-0 grow flex-col gap-4">
            <div>
              <p>{t('Let the app look at the picture, or type this key into it:')}</p>
              {/* Whole, as it may have to be typed. */}
              <p className="wrap-anywhere font-mono text-strong">{spaced(setUp.secret)}</p>
              <Copyable value={setUp.secret} label={t('key')} shown={t('Copy it')} shownAlways />
            </div>
            <Field
              label={t('Code')}
              required
              help={t('The six digits it shows now.')}
              error={errors.code?.message ?? (failure?.field === 'code' ? failure.message : undefined)}
            >
              <Input
                mono
                inputMode="numeric"
                autoComplete="one-time-code"
                spellCheck={false}
                {...form.register('code')}
              />
            </Field>
          </div>
        </div>
      )}
    </FormDialog>
  )
}

/** In groups of four, as it is read aloud. */
function spaced(secret: string): string {
  return secret.replace(/(.{4})(?=.)/g, '$1 ')
}
