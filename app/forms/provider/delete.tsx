'use client'

import { useMutation } from '@tanstack/react-query'
import { refreshProviders } from '@/app/lib/providers'
import { appError, trpc } from '@/app/lib/trpc'
import { ErrorNote } from '@/app/parts/error-note'
import { ConfirmDialog } from '@/app/ui/confirm-dialog'
import { confirmDone } from '@/app/ui/toast'
import { t } from '@/server/shared/text'

interface ProviderDeleteDialogProps {
  provider: { id: string; name: string; people: number }
  onClose: () => void
}

export function ProviderDeleteDialog({ provider, onClose }: ProviderDeleteDialogProps) {
  const act = useMutation(trpc.provider.delete.mutationOptions({ onSuccess: refreshProviders }))
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      onConfirm={() =>
        act.mutate(
          { id: provider.id },
          {
            onSuccess: () => {
              confirmDone(t('{name} deleted', { name: provider.name }))
              onClose()
            },
          },
        )
      }
      title={t('Delete {name}?', { name: provider.name })}
      body={t(
        'Those who came from it are signed out and cannot sign in by it any more; their groups from it end. Their accounts stay.',
      )}
      verb={t('Delete')}
      typeName={provider.people > 0 ? provider.name : undefined}
      submitting={act.isPending}
      error={act.error ? <ErrorNote error={appError(act.error)} className="mt-3" /> : null}
    />
  )
}
