'use client'

import { useMutation } from '@tanstack/react-query'
import dynamic from 'next/dynamic'
import { useEffect, useState } from 'react'
import { useRequestNews } from '@/app/lib/inventory'
import { refreshRequests, useOwnRequests, useRequestsToAnswer } from '@/app/lib/requests'
import { api, appError, trpc } from '@/app/lib/trpc'
import { ErrorNote } from '@/app/parts/error-note'
import { PageHeader } from '@/app/parts/page-header'
import { Button } from '@/app/ui/button'
import { Card } from '@/app/ui/card'
import { EmptyState } from '@/app/ui/empty-state'
import { Skeleton } from '@/app/ui/skeleton'
import { confirmDone } from '@/app/ui/toast'
import type { RequestInfo } from '@/server/api/types'
import { t, told } from '@/server/shared/text'
import { RequestLine } from './request-line'

const RequestGrantDialog = dynamic(() =>
  import('@/app/forms/request-grant').then(found => found.RequestGrantDialog),
)
const RequestDeclineDialog = dynamic(() =>
  import('@/app/forms/request-decline').then(found => found.RequestDeclineDialog),
)

/** Rights that others ask for and one could give, and what became of one's own requests. */
export function Requests() {
  return (
    <>
      <PageHeader title={t('Requests')} />
      <div className="grid items-start gap-4 p-4 pt-0 xl:grid-cols-2">
        <ToAnswer />
        <Own />
      </div>
    </>
  )
}

function ToAnswer() {
  const requests = useRequestsToAnswer()
  const [open, setOpen] = useState<{ deed: 'grant' | 'decline'; request: RequestInfo } | null>(null)
  const close = () => setOpen(null)
  return (
    <Card title={t('Waiting for your answer')} flush>
      <Lines
        query={requests}
        label={t('Requests to answer')}
        empty={
          <EmptyState kind="nothing-yet" icon="check" title={t('Nothing waits for you')}>
            {t('When somebody asks for a right that you may give, it stands here.')}
          </EmptyState>
        }
        line={request => (
          <RequestLine key={request.id} request={request} who>
            <Button
              size="s"
              tone="primary"
              aria-label={t('Grant {nameOf}', { nameOf: nameOf(request) })}
              onClick={() => setOpen({ deed: 'grant', request })}
            >
              {t('Grant…')}
            </Button>
            <Button
              size="s"
              aria-label={t('Decline {nameOf}', { nameOf: nameOf(request) })}
              onClick={() => setOpen({ deed: 'decline', request })}
            >
              {t('Decline…')}
            </Button>
          </RequestLine>
        )}
      />
      {open?.deed === 'grant' && <RequestGrantDialog request={open.request} onClose={close} />}
      {open?.deed === 'decline' && <RequestDeclineDialog request={open.request} onClose={close} />}
    </Card>
  )
}

function Own() {
  const requests = useOwnRequests()
  const { answers } = useRequestNews()
  const unread = answers.length > 0
  useEffect(() => {
    if (unread) api.request.read.mutate().catch((error: unknown) => console.warn('requests read', error))
  }, [unread])
  const withdraw = useMutation(
    trpc.request.withdraw.mutationOptions({
      onSuccess: async () => {
        confirmDone(t('Request withdrawn'))
        await refreshRequests()
      },
    }),
  )
  return (
    <Card title={t('Your requests')} flush>
      {withdraw.error && <ErrorNote error={appError(withdraw.error)} className="mx-3 mb-3" />}
      <Lines
        query={requests}
        label={t('Your requests')}
        empty={
          <EmptyState kind="nothing-yet" icon="key" title={t('You have asked for nothing')}>
            {t('Where you lack a right, the greyed button or entry of a menu lets you ask for it.')}
          </EmptyState>
        }
        line={request => (
          <RequestLine key={request.id} request={request}>
            {request.outcome === null && (
              <Button
                size="s"
                aria-label={t('Withdraw {nameOf}', { nameOf: nameOf(request) })}
                busy={withdraw.isPending}
                onClick={() => withdraw.mutate({ id: request.id })}
              >
                {t('Withdraw')}
              </Button>
            )}
          </RequestLine>
        )}
      />
    </Card>
  )
}

interface LinesProps {
  query: { data?: RequestInfo[] | undefined; error: unknown; isPending: boolean }
  label: string
  empty: React.ReactNode
  line: (request: RequestInfo) => React.ReactNode
}

function Lines({ query: { data, error, isPending }, label, empty, line }: LinesProps) {
  if (isPending) return <Skeleton className="m-3 w-60" />
  if (error && !data) return <ErrorNote error={appError(error)} live="status" className="m-3" />
  if (!data || data.length === 0) return empty
  return (
    <ul aria-label={label} className="border-line-subtle border-t">
      {data.map(line)}
    </ul>
  )
}

const nameOf = (request: RequestInfo) => `${request.by.name}: ${told(request.words)}, ${request.object.name}`
