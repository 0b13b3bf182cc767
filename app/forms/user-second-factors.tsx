'use client'

import { useMutation } from '@tanstack/react-query'
import { appError, trpc } from '@/app/lib/trpc'
import { refreshUsers } from '@/app/lib/users'
import { ErrorNote } from '@/app/parts/error-note'
import { ConfirmDialog } from '@/app/ui/confirm-dialog'
import { confirmDone } from '@/app/ui/toast'
import type { UserInfo } from '@/server/api/types'
import { t } from '@/server/shared/text'

/** Asks before all second factors are taken from a user who has lost them. */
export function UserSecondFactorsDialog({ user, onClose }: { user: UserInfo; onClose: () => void }) {
  const { id, username } = user
  const reset = useMutation(trpc.user.resetSecondFactors.mutationOptions({ onSuccess: refreshUsers }))
  const run = () =>
    reset.mutate(
      { id },
      {
        onSuccess: () => {
          confirmDone(t('The second factors of {username} are reset', { username }))
          onClose()
        },
      },
    )
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      onConfirm={run}
      title={t('Reset the second factors of {username}?', { username })}
      body={t(
        'Their app, passkeys and recovery codes work no more, and they are signed out everywhere. Make sure that it is they who ask: until they set up new ones their password alone lets in.',
      )}
      verb={t('Reset second factors')}
      submitting={reset.isPending}
      error={reset.error ? <ErrorNote error={appError(reset.error)} className="mt-3" /> : null}
    />
  )
}
