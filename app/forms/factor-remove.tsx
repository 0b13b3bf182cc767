'use client'

import { useMutation } from '@tanstack/react-query'
import { refreshOwnSecurity } from '@/app/lib/own-security'
import { api, appError } from '@/app/lib/trpc'
import { ErrorNote } from '@/app/parts/error-note'
import { ConfirmDialog } from '@/app/ui/confirm-dialog'
import { confirmDone } from '@/app/ui/toast'
import type { PasskeyInfo } from '@/server/api/types'
import { t } from '@/server/shared/text'

interface FactorRemoveDialogProps {
  /** Null: the authenticator app. */
  passkey: PasskeyInfo | null
  onClose: () => void
}

/** Asks before a second factor is removed. */
export function FactorRemoveDialog({ passkey, onClose }: FactorRemoveDialogProps) {
  const remove = useMutation({
    mutationFn: () =>
      passkey ? api.account.removePasskey.mutate({ id: passkey.id }) : api.account.removeTotp.mutate(),
    onSuccess: refreshOwnSecurity,
  })
  const what = passkey ? t('the passkey {name}', { name: passkey.name }) : t('the authenticator app')
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      onConfirm={() =>
        remove.mutate(undefined, {
          onSuccess: () => {
            confirmDone(passkey ? t('Passkey removed') : t('Authenticator app removed'))
            onClose()
          },
        })
      }
      title={t('Remove {what}?', { what })}
      body={t(
        'It lets you in no more, and your other sessions end. When it was your last second factor, your recovery codes go with it.',
      )}
      verb={t('Remove')}
      submitting={remove.isPending}
      error={remove.error ? <ErrorNote error={appError(remove.error)} className="mt-3" /> : null}
    />
  )
}
