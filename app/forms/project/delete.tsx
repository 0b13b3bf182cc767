'use client'

import { useMutation } from '@tanstack/react-query'
import { refreshGrants } from '@/app/lib/grants'
import { refreshProjects } from '@/app/lib/projects'
import { refreshMe } from '@/app/lib/session'
import { appError, trpc } from '@/app/lib/trpc'
import { ErrorNote } from '@/app/parts/error-note'
import { ConfirmDialog } from '@/app/ui/confirm-dialog'
import { confirmDone } from '@/app/ui/toast'
import { t } from '@/server/shared/text'

interface ProjectDeleteDialogProps {
  project: { id: string; name: string }
  onClose: () => void
  onDone: () => void
}

export function ProjectDeleteDialog({ project, onClose, onDone }: ProjectDeleteDialogProps) {
  const { id, name } = project
  const act = useMutation(
    trpc.project.delete.mutationOptions({
      onSuccess: () => {
        confirmDone(t('{name} deleted', { name }))
        onDone()
        return Promise.all([refreshProjects(), refreshGrants(), refreshMe()])
      },
    }),
  )
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      onConfirm={() => act.mutate({ id })}
      title={t('Delete {name}?', { name })}
      body={t(
        'Its members lose at once what they had through it, and so does whoever they gave it on to. Its VMs stay in their pools.',
      )}
      verb={t('Delete')}
      submitting={act.isPending}
      error={act.error ? <ErrorNote error={appError(act.error)} className="mt-3" /> : null}
    />
  )
}
