'use client'

import { useMutation } from '@tanstack/react-query'
import { refreshGroups } from '@/app/lib/groups'
import { appError, trpc } from '@/app/lib/trpc'
import { ErrorNote } from '@/app/parts/error-note'
import { ConfirmDialog } from '@/app/ui/confirm-dialog'
import { confirmDone } from '@/app/ui/toast'
import { t } from '@/server/shared/text'

interface GroupDeleteDialogProps {
  group: { id: string; name: string }
  onClose: () => void
  onDone?: () => void
}

export function GroupDeleteDialog({ group, onClose, onDone }: GroupDeleteDialogProps) {
  const act = useMutation(trpc.group.delete.mutationOptions({ onSuccess: refreshGroups }))
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      onConfirm={() =>
        act.mutate(
          { id: group.id },
          {
            onSuccess: () => {
              confirmDone(t('{name} deleted', { name: group.name }))
              onClose()
              onDone?.()
            },
          },
        )
      }
      title={t('Delete {name}?', { name: group.name })}
      body={t('Its members stay, but lose at once what they had through it.')}
      verb={t('Delete')}
      submitting={act.isPending}
      error={act.error ? <ErrorNote error={appError(act.error)} className="mt-3" /> : null}
    />
  )
}
