'use client'

import { useQuery } from '@tanstack/react-query'
import { appError, trpc } from '@/app/lib/trpc'
import { Button } from '@/app/ui/button'
import { Dialog } from '@/app/ui/dialog'
import { Skeleton } from '@/app/ui/skeleton'
import { StatusMark } from '@/app/ui/status-mark'
import type { ObjectId } from '@/server/api/types'
import { t } from '@/server/shared/text'
import { ErrorNote } from './error-note'
import { ObjectLink } from './object-link'

/** Of every host, whether a VM could run there now, and why not: as its pool says it. */
export function StartDiagnosis({
  object,
  name,
  onClose,
}: {
  object: ObjectId
  name: string
  onClose: () => void
}) {
  const { data, error, refetch, isFetching } = useQuery(
    trpc.operation.bootHosts.queryOptions({ object }, { staleTime: 0, gcTime: 0 }),
  )
  return (
    <Dialog
      open
      onClose={onClose}
      width="m"
      title={t('Where can {name} run?', { name })}
      description={t('The pool was asked of each server that you see.')}
      footer={
        <>
          <Button busy={isFetching} onClick={() => void refetch()}>
            {t('Ask again')}
          </Button>
          <Button tone="primary" onClick={onClose}>
            {t('Close')}
          </Button>
        </>
      }
    >
      {error && <ErrorNote error={appError(error)} />}
      {!data && !error && <Skeleton className="h-24 w-full" />}
      {data?.length === 0 && <p>{t('There is no server of this pool that you see.')}</p>}
      <ul aria-label={t('Servers')} className="flex flex-col">
        {data?.map(host => (
          <li key={host.id} className="border-line-subtle border-b py-2 last:border-0">
            <p className="flex items-baseline gap-3">
              <span className="min-w-0 grow truncate">
                <ObjectLink cls="host" id={host.id} name={host.name} strong />
              </span>
              {host.reason === null ? (
                <StatusMark status="ok" word={t('can run it')} />
              ) : (
                <StatusMark status="warn" word={t('can’t')} />
              )}
            </p>
            {host.reason !== null && <p className="wrap-anywhere text-muted">{host.reason}</p>}
          </li>
        ))}
      </ul>
    </Dialog>
  )
}
