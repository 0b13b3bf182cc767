'use client'

import { useState } from 'react'
import { useRoles } from '@/app/lib/grants'
import { useCan } from '@/app/lib/session'
import { appError } from '@/app/lib/trpc'
import { ErrorNote } from '@/app/parts/error-note'
import { Button } from '@/app/ui/button'
import { onDemandPart } from '@/app/ui/on-demand-part'
import { Skeleton } from '@/app/ui/skeleton'
import type { RoleInfo } from '@/server/api/types'
import { t } from '@/server/shared/text'
import { RoleMatrix } from './role-matrix'

const RoleComposeDialog = onDemandPart(() =>
  import('@/app/forms/role-compose').then(found => found.RoleComposeDialog),
)
const RoleEditDialog = onDemandPart(() => import('@/app/forms/role-edit').then(found => found.RoleEditDialog))
const RoleDeleteDialog = onDemandPart(() =>
  import('@/app/forms/role-delete').then(found => found.RoleDeleteDialog),
)

export type RoleDeed = { deed: 'compose' } | { deed: 'edit' | 'copy' | 'delete'; role: RoleInfo }

/** What each role may do, and the roles that were composed here. */
export function Roles() {
  const roles = useRoles()
  const composes = useCan('access.manage')
  const [open, setOpen] = useState<RoleDeed | null>(null)
  const close = () => setOpen(null)
  const reason = composes ? undefined : t('The role owner may compose roles.')
  return (
    <>
      <div className="flex shrink-0 items-center justify-between gap-4 px-4 py-2">
        <p className="text-m text-muted">
          {t(
            'What each role may do where it was given. The built-in ones stay as they are; copy one to change it.',
          )}
        </p>
        <Button
          tone="primary"
          icon="add"
          className="shrink-0"
          reason={reason}
          onClick={() => setOpen({ deed: 'compose' })}
        >
          {t('Compose a role')}
        </Button>
      </div>
      {roles.error && (
        <div className="px-4 pb-2">
          <ErrorNote error={appError(roles.error)} live="status" />
        </div>
      )}
      {roles.isPending ? (
        <div aria-busy className="flex flex-col gap-3 p-4">
          <Skeleton className="w-full" />
          <Skeleton className="w-2/3" />
        </div>
      ) : (
        <RoleMatrix roles={roles.data ?? []} reason={reason} onOpen={setOpen} />
      )}
      {open?.deed === 'compose' && <RoleComposeDialog onClose={close} />}
      {open?.deed === 'edit' && <RoleEditDialog role={open.role} onClose={close} />}
      {open?.deed === 'copy' && <RoleComposeDialog copyOf={open.role} onClose={close} />}
      {open?.deed === 'delete' && <RoleDeleteDialog role={open.role} onClose={close} />}
    </>
  )
}
