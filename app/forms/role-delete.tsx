'use client'

import { useMutation } from '@tanstack/react-query'
import { refreshGrants } from '@/app/lib/grants'
import { appError, trpc } from '@/app/lib/trpc'
import { ErrorNote } from '@/app/parts/error-note'
import { RoleUsesList, useRoleUses } from '@/app/parts/grant/role-uses'
import { ConfirmDialog } from '@/app/ui/confirm-dialog'
import { Skeleton } from '@/app/ui/skeleton'
import { confirmDone } from '@/app/ui/toast'
import type { RoleInfo } from '@/server/api/types'
import { t } from '@/server/shared/text'

/** Deletes a composed role; says before what falls with it. */
export function RoleDeleteDialog({ role, onClose }: { role: RoleInfo; onClose: () => void }) {
  const uses = useRoleUses(role)
  const act = useMutation(trpc.role.delete.mutationOptions({ onSuccess: refreshGrants }))
  const used = (uses?.giving.length ?? 0) > 0
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      onConfirm={() =>
        act.mutate(
          { id: role.id, withGrants: used },
          {
            onSuccess: () => {
              confirmDone(t('{name} deleted', { name: role.name }))
              onClose()
            },
          },
        )
      }
      title={t('Delete {name}?', { name: role.name })}
      body={
        uses === undefined ? (
          <Skeleton className="w-60" />
        ) : used ? (
          <>
            <p className="mb-2">{t('What is listed here is revoked with it, and ends at once.')}</p>
            <RoleUsesList uses={uses} />
          </>
        ) : (
          <p>{t('Nobody has it.')}</p>
        )
      }
      verb={used ? t('Delete and revoke') : t('Delete')}
      submitting={act.isPending}
      error={act.error ? <ErrorNote error={appError(act.error)} className="mt-3" /> : null}
    />
  )
}
