'use client'

import { useMutation, useQuery } from '@tanstack/react-query'
import { refreshGrants } from '@/app/lib/grants'
import { appError, trpc } from '@/app/lib/trpc'
import { ErrorNote } from '@/app/parts/error-note'
import { scopeText } from '@/app/parts/grant/grant-scope'
import { ConfirmDialog } from '@/app/ui/confirm-dialog'
import { Skeleton } from '@/app/ui/skeleton'
import { confirmDone } from '@/app/ui/toast'
import type { GrantInfo } from '@/server/api/types'
import { t } from '@/server/shared/text'

/** Takes a grant away, and says before what falls with it. */
export function GrantRevokeDialog({ grant, onClose }: { grant: GrantInfo; onClose: () => void }) {
  const { id, role, to, scope } = grant
  const falling = useQuery(trpc.grant.falling.queryOptions({ id }, { staleTime: 0 }))
  const act = useMutation(trpc.grant.revoke.mutationOptions({ onSuccess: refreshGrants }))
  const built = (falling.data ?? []).filter(one => one.id !== id)
  const error = act.error ?? falling.error
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      onConfirm={() =>
        act.mutate(
          { id },
          {
            onSuccess: () => {
              confirmDone(t('{name} of {name2} revoked', { name: role.name, name2: to.name }))
              onClose()
            },
          },
        )
      }
      title={t('Revoke {name} of {name2}?', { name: role.name, name2: to.name })}
      body={
        <>
          <p>
            {t('{scopeText}: what they see and do only by this ends at once, wherever they are signed in.', {
              scopeText: scopeText(scope),
            })}
          </p>
          {falling.isPending && <Skeleton className="mt-3 w-60" />}
          {built.length > 0 && (
            <div className="mt-3">
              <p>
                {t('With it {n, plural, one {falls # grant} other {fall # grants}} built on it:', {
                  n: built.length,
                })}
              </p>
              <ul aria-label={t('What falls with it')} className="mt-1 max-h-48 overflow-y-auto text-m">
                {built.map(one => (
                  <li key={one.id} className="-indent-3 pl-3">
                    {t('– {name} of {name2}, {scopeText}', {
                      name: one.role.name,
                      name2: one.to.name,
                      scopeText: scopeText(one.scope),
                    })}
                  </li>
                ))}
              </ul>
            </div>
          )}
        </>
      }
      verb={t('Revoke')}
      submitting={act.isPending}
      error={error ? <ErrorNote error={appError(error)} className="mt-3" /> : null}
    />
  )
}
