'use client'

import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { appError, queryClient, trpc } from '@/app/lib/trpc'
import { ErrorNote } from '@/app/parts/error-note'
import { Button } from '@/app/ui/button'
import { Card } from '@/app/ui/card'
import { ConfirmDialog } from '@/app/ui/confirm-dialog'
import { onDemandPart } from '@/app/ui/on-demand-part'
import { Skeleton } from '@/app/ui/skeleton'
import { confirmDone } from '@/app/ui/toast'
import { t } from '@/server/shared/text'

const OwnPoolCredentialsDialog = onDemandPart(() =>
  import('@/app/forms/own-pool-credentials').then(found => found.OwnPoolCredentialsDialog),
)

interface OwnPool {
  id: string
  name: string
  username: string | null
}

/** As whom one acts in each pool: by the pool's service account, or as oneself. */
export function OwnPoolCredentials() {
  const pools = useQuery(trpc.poolCredential.list.queryOptions(undefined, { staleTime: 0 }))
  const [changing, setChanging] = useState<OwnPool | null>(null)
  const [removing, setRemoving] = useState<OwnPool | null>(null)
  if (pools.data?.length === 0) return null
  return (
    <Card title={t('Pool credentials')}>
      <p className="text-m text-muted">
        {t('With an account of your own at a pool, its roles and its audit log know you by name.')}
      </p>
      {pools.isPending && <Skeleton className="w-60" />}
      {pools.error && <ErrorNote error={appError(pools.error)} live="status" />}
      <ul aria-label={t('Pool credentials')} className="text-m">
        {pools.data?.map(pool => (
          <li key={pool.id} className="flex items-center gap-2 border-line-subtle py-2 [&+&]:border-t">
            <div className="min-w-0 grow">
              <p className="truncate text-strong">{pool.name}</p>
              <p className="text-muted">
                {pool.username === null
                  ? t('By the service account of Domus')
                  : t('As {username}', { username: pool.username })}
              </p>
            </div>
            <Button
              size="s"
              onClick={() => setChanging(pool)}
              aria-label={
                pool.username === null
                  ? t('Use your own account at {name}', { name: pool.name })
                  : t('Change your own account at {name}', { name: pool.name })
              }
            >
              {pool.username === null ? t('Use your own') : t('Change')}
            </Button>
            {pool.username !== null && (
              <Button
                size="s"
                onClick={() => setRemoving(pool)}
                aria-label={t('Remove your account at {name}', { name: pool.name })}
              >
                {t('Remove')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {changing && <OwnPoolCredentialsDialog pool={changing} onClose={() => setChanging(null)} />}
      {removing && <RemoveDialog pool={removing} onClose={() => setRemoving(null)} />}
    </Card>
  )
}

function RemoveDialog({ pool, onClose }: { pool: OwnPool; onClose: () => void }) {
  const remove = useMutation(
    trpc.poolCredential.remove.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries(trpc.poolCredential.list.queryFilter()),
    }),
  )
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      onConfirm={() =>
        remove.mutate(
          { pool: pool.id },
          {
            onSuccess: () => {
              confirmDone(t('Your account was removed'))
              onClose()
            },
          },
        )
      }
      title={t('Remove your account at {name}?', { name: pool.name })}
      body={t('What you do there is done by the service account of Domus again.')}
      verb={t('Remove')}
      submitting={remove.isPending}
      error={remove.error ? <ErrorNote error={appError(remove.error)} className="mt-3" /> : null}
    />
  )
}
