'use client'

import { useMutation } from '@tanstack/react-query'
import { paths } from '@/app/lib/paths'
import { appError, trpc } from '@/app/lib/trpc'
import { ErrorNote } from '@/app/parts/error-note'
import { ConfirmDialog } from '@/app/ui/confirm-dialog'
import { t } from '@/server/shared/text'

interface UserPreviewDialogProps {
  user: { id: string; username: string }
  onClose: () => void
}

/** Has this browser see the console as another user would. */
export function UserPreviewDialog({ user, onClose }: UserPreviewDialogProps) {
  const start = useMutation(trpc.preview.start.mutationOptions())
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      onConfirm={() =>
        start.mutate(
          { id: user.id },
          // A whole new page: what this one knows is what you see.
          { onSuccess: () => window.location.assign(paths.home) },
        )
      }
      title={t('See the console as {username} would?', { username: user.username })}
      body={t(
        'This browser shows what {username} sees, until you end the preview. Nothing can be changed meanwhile, and open consoles are closed. Your own account, with its preferences, sessions and tokens, stays yours; {username}’s are not shown. The audit log says that you looked.',
        { username: user.username },
      )}
      verb={t('Start the preview')}
      tone="primary"
      submitting={start.isPending || start.isSuccess}
      error={start.error ? <ErrorNote error={appError(start.error)} className="mt-3" /> : null}
    />
  )
}
