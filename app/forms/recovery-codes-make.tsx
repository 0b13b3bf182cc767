'use client'

import { useMutation } from '@tanstack/react-query'
import { refreshOwnSecurity } from '@/app/lib/own-security'
import { useMe } from '@/app/lib/session'
import { appError, trpc } from '@/app/lib/trpc'
import { ErrorNote } from '@/app/parts/error-note'
import { RecoveryCodesDialog } from '@/app/parts/second-factors/recovery-codes'
import { ConfirmDialog } from '@/app/ui/confirm-dialog'
import { t } from '@/server/shared/text'

/** Asks, then shows new recovery codes in the place of the earlier ones. */
export function RecoveryCodesMakeDialog({ onClose }: { onClose: () => void }) {
  const me = useMe()
  const make = useMutation(
    trpc.account.makeRecoveryCodes.mutationOptions({ onSuccess: refreshOwnSecurity, gcTime: 0 }),
  )
  if (make.data) {
    return (
      <RecoveryCodesDialog
        codes={make.data.recoveryCodes}
        username={me?.user.username ?? ''}
        onClose={onClose}
      />
    )
  }
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      onConfirm={() => make.mutate()}
      title={t('Make new recovery codes?')}
      body={t('Those you have work no more.')}
      verb={t('Make new codes')}
      tone="primary"
      submitting={make.isPending}
      error={make.error ? <ErrorNote error={appError(make.error)} className="mt-3" /> : null}
    />
  )
}
