'use client'

import { useMutation } from '@tanstack/react-query'
import { appError, trpc } from '@/app/lib/trpc'
import { refreshUsers } from '@/app/lib/users'
import { ErrorNote } from '@/app/parts/error-note'
import { ConfirmDialog } from '@/app/ui/confirm-dialog'
import type { UserInfo } from '@/server/api/types'
import { t } from '@/server/shared/text'
import { FirstPasswordDialog } from './first-password'

/** Asks, then shows the password that was made for the user. */
export function UserPasswordResetDialog({ user, onClose }: { user: UserInfo; onClose: () => void }) {
  const { id, username } = user
  const reset = useMutation(trpc.user.resetPassword.mutationOptions({ onSuccess: refreshUsers, gcTime: 0 }))
  if (reset.data) {
    return (
      <FirstPasswordDialog
        title={t('{username} has a new password', { username })}
        username={username}
        password={reset.data.password}
        onClose={onClose}
      />
    )
  }
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      onConfirm={() => reset.mutate({ id })}
      title={t('Reset the password of {username}?', { username })}
      body={t(
        'The old one works no more, and they are signed out everywhere. Domus makes a new one, which they change when they sign in.',
      )}
      verb={t('Reset password')}
      submitting={reset.isPending}
      error={reset.error ? <ErrorNote error={appError(reset.error)} className="mt-3" /> : null}
    />
  )
}
