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
import { StartMend } from './start-mend'

/**
 * Why a VM does not start, as its pool says it, and what could be done about that. `of`: of every host whether it could
 * run there now, or what high availability has against it.
 */
export function StartDiagnosis({
  object,
  name,
  of,
  onClose,
}: {
  object: ObjectId
  name: string
  of: 'hosts' | 'ha'
  onClose: () => void
}) {
  const fresh = { staleTime: 0, gcTime: 0 }
  const hosts = useQuery(
    trpc.operation.bootHosts.queryOptions({ object }, { ...fresh, enabled: of === 'hosts' }),
  )
  const ways = useQuery(trpc.operation.startWays.queryOptions({ object }, fresh))
  const { data } = hosts
  const error = hosts.error ?? ways.error
  const pending = ways.isPending || (of === 'hosts' && hosts.isPending)
  const nothing = ways.data && ways.data.discs.length === 0 && ways.data.ha === null
  const again = () => {
    if (of === 'hosts') void hosts.refetch()
    void ways.refetch()
  }
  return (
    <Dialog
      open
      onClose={onClose}
      width="m"
      title={
        of === 'hosts' ? t('Where can {name} run?', { name }) : t('Why does {name} not start?', { name })
      }
      description={of === 'hosts' ? t('The pool was asked of each server that you see.') : undefined}
      footer={
        <>
          <Button busy={hosts.isFetching || ways.isFetching} onClick={again}>
            {t('Ask again')}
          </Button>
          <Button tone="primary" onClick={onClose}>
            {t('Close')}
          </Button>
        </>
      }
    >
      {error && <ErrorNote error={appError(error)} />}
      {pending && !error && <Skeleton className="h-24 w-full" />}
      {data?.length === 0 && <p>{t('There is no server of this pool that you see.')}</p>}
      {of === 'ha' && nothing && (
        <p>{t('High availability has nothing against it any more: start it again.')}</p>
      )}
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
      {ways.data && <StartMend vm={object} ways={ways.data} onStarted={onClose} />}
    </Dialog>
  )
}
