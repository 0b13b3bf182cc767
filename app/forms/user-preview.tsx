'use client'

import { useMutation } from '@tanstack/react-query'
import { paths } from '@/app/lib/paths'
import { appError, trpc } from '@/app/lib/trpc'
import { ErrorNote } from '@/app/parts/error-note'
import { ConfirmDialog } from '@/app/ui/confirm-dialog'

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
      title={`See the console as ${user.username} would?`}
      body={`This browser shows what ${user.username} sees, until you end the preview. Nothing can be changed meanwhile, and open consoles are closed. Your own account, with its preferences, sessions and tokens, stays yours; ${user.username}’s are not shown. The audit log says that you looked.`}
      verb="Start the preview"
      tone="primary"
      submitting={start.isPending || start.isSuccess}
      error={start.error ? <ErrorNote error={appError(start.error)} className="mt-3" /> : null}
    />
  )
}
