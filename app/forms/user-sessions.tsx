'use client'

import { useMutation, useQuery } from '@tanstack/react-query'
import { absoluteTime } from '@/app/lib/format'
import { appError, queryClient, trpc } from '@/app/lib/trpc'
import { browserName } from '@/app/lib/user-agent'
import { ErrorNote } from '@/app/parts/error-note'
import { Ago } from '@/app/parts/quantity'
import { Button } from '@/app/ui/button'
import { Dialog } from '@/app/ui/dialog'
import { rich } from '@/app/ui/rich'
import { Skeleton } from '@/app/ui/skeleton'
import { confirmDone } from '@/app/ui/toast'
import type { UserInfo } from '@/server/api/types'
import { t } from '@/server/shared/text'

/** Where somebody is signed in, with a way to end each or all. */
export function UserSessionsDialog({ user, onClose }: { user: UserInfo; onClose: () => void }) {
  const { id, username } = user
  const sessions = useQuery(trpc.user.sessions.queryOptions({ id }, { staleTime: 0 }), queryClient)
  const end = useMutation(
    trpc.user.endSessions.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries(trpc.user.sessions.queryFilter()),
    }),
  )
  const ending = (session: string | null) =>
    end.mutate(
      { id, session },
      {
        onSuccess: () =>
          confirmDone(session ? t('Session ended') : t('All sessions of {username} ended', { username })),
      },
    )
  const some = (sessions.data?.length ?? 0) > 0
  const failure = end.error ?? sessions.error
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('Sessions of {username}', { username })}
      description={t('Whoever uses one that is ended is signed out at once; their consoles close.')}
      busy={end.isPending}
      error={failure ? <ErrorNote error={appError(failure)} className="mt-4" /> : null}
      footer={
        <>
          <Button onClick={onClose}>{t('Close')}</Button>
          <Button
            tone="danger"
            busy={end.isPending && end.variables?.session === null}
            reason={some ? undefined : t('There are none')}
            onClick={() => ending(null)}
          >
            {t('End all')}
          </Button>
        </>
      }
    >
      {sessions.isPending && <Skeleton className="w-60" />}
      {sessions.data && !some && (
        <p className="text-muted">{t('{username} is not signed in anywhere.', { username })}</p>
      )}
      <ul aria-label={t('Sessions of {username}', { username })}>
        {sessions.data?.map(session => (
          <li
            key={session.id}
            className="flex items-center gap-3 border-line-subtle py-2 text-m [&+&]:border-t"
          >
            <div className="min-w-0 grow">
              <p className="truncate text-strong" title={session.userAgent}>
                {browserName(session.userAgent)}
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
            <Button
              size="s"
              aria-label={t('End the session of {browserName} from {address}', {
                browserName: browserName(session.userAgent),
                address: session.address,
              })}
              busy={end.isPending && end.variables?.session === session.id}
              onClick={() => ending(session.id)}
            >
              {t('End')}
            </Button>
          </li>
        ))}
      </ul>
    </Dialog>
  )
}
