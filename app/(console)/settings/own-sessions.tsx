'use client'

import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { absoluteTime } from '@/app/lib/format'
import { appError, queryClient, trpc } from '@/app/lib/trpc'
import { browserName } from '@/app/lib/user-agent'
import { ErrorNote } from '@/app/parts/error-note'
import { Ago } from '@/app/parts/quantity'
import { Badge } from '@/app/ui/badge'
import { Button } from '@/app/ui/button'
import { Card } from '@/app/ui/card'
import { ConfirmDialog } from '@/app/ui/confirm-dialog'
import { rich } from '@/app/ui/rich'
import { Skeleton } from '@/app/ui/skeleton'
import { confirmDone } from '@/app/ui/toast'
import type { SessionInfo } from '@/server/api/types'
import { t } from '@/server/shared/text'

type OwnSession = SessionInfo & { current: boolean }

/** Where one is signed in, with a way to end each but this one. */
export function OwnSessions() {
  const sessions = useQuery(trpc.session.list.queryOptions(undefined, { staleTime: 0 }))
  const [ending, setEnding] = useState<OwnSession | null>(null)
  const [endingOthers, setEndingOthers] = useState(false)
  return (
    <Card
      title={t('Where you are signed in')}
      aside={
        (sessions.data?.length ?? 0) > 1 && (
          <Button size="s" onClick={() => setEndingOthers(true)}>
            {t('End all others')}
          </Button>
        )
      }
    >
      {sessions.error && <ErrorNote error={appError(sessions.error)} live="status" />}
      {sessions.isPending && <Skeleton className="w-60" />}
      <ul aria-label={t('Sessions')}>
        {sessions.data?.map(session => (
          <SessionLine key={session.id} session={session} onEnd={() => setEnding(session)} />
        ))}
      </ul>
      {ending && <EndSession session={ending} onClose={() => setEnding(null)} />}
      {endingOthers && <EndOthers onClose={() => setEndingOthers(false)} />}
    </Card>
  )
}

function SessionLine({ session, onEnd }: { session: OwnSession; onEnd: () => void }) {
  const name = browserName(session.userAgent)
  return (
    <li className="flex items-center gap-3 border-line-subtle py-2 [&+&]:border-t">
      <div className="min-w-0 grow">
        <p className="flex items-center gap-2">
          <span className="truncate text-strong" title={session.userAgent}>
            {name}
          </span>
          {session.current && <Badge tone="ok">{t('this one')}</Badge>}
        </p>
        <p className="text-muted">
          {rich('<b>{address}</b>, last seen <ago></ago>, signed in {time}', {
            address: session.address || t('unknown address'),
            time: absoluteTime(session.createdAt),
            b: address => <span className="font-mono">{address}</span>,
            ago: () => <Ago time={session.lastSeenAt} />,
          })}
        </p>
      </div>
      {!session.current && (
        <Button
          size="s"
          onClick={onEnd}
          aria-label={t('End the session of {name} from {address}', { name, address: session.address })}
        >
          {t('End')}
        </Button>
      )}
    </li>
  )
}

function EndOthers({ onClose }: { onClose: () => void }) {
  const revoke = useMutation(trpc.session.revokeOthers.mutationOptions())
  const end = () =>
    revoke.mutate(undefined, {
      onSuccess: async () => {
        await queryClient.invalidateQueries(trpc.session.list.queryFilter())
        confirmDone(t('All other sessions ended'))
        onClose()
      },
    })
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      onConfirm={end}
      title={t('End all other sessions?')}
      body={t('Whoever uses them is signed out at once; their consoles close. You stay signed in here.')}
      verb={t('End all others')}
      submitting={revoke.isPending}
      error={revoke.error ? <ErrorNote error={appError(revoke.error)} className="mt-3" /> : null}
    />
  )
}

function EndSession({ session, onClose }: { session: OwnSession; onClose: () => void }) {
  const revoke = useMutation(trpc.session.revoke.mutationOptions())
  const name = browserName(session.userAgent)
  const end = () =>
    revoke.mutate(
      { id: session.id },
      {
        onSuccess: async () => {
          await queryClient.invalidateQueries(trpc.session.list.queryFilter())
          confirmDone(t('Session ended'))
          onClose()
        },
      },
    )
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      onConfirm={end}
      title={t('End the session of {name}?', { name })}
      body={t('Whoever uses it, from {address}, is signed out at once; their consoles close.', {
        address: session.address,
      })}
      verb={t('End session')}
      submitting={revoke.isPending}
      error={revoke.error ? <ErrorNote error={appError(revoke.error)} className="mt-3" /> : null}
    />
  )
}
