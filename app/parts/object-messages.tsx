'use client'

import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { appError } from '@/app/lib/app-error'
import { useMessages } from '@/app/lib/detail'
import { absoluteTime } from '@/app/lib/format'
import { api } from '@/app/lib/trpc'
import { Button } from '@/app/ui/button'
import { Skeleton } from '@/app/ui/skeleton'
import { StatusShape } from '@/app/ui/status-mark'
import type { ObjectId, PoolMessage } from '@/server/api/types'
import { t } from '@/server/shared/text'
import { ErrorNote } from './error-note'
import { messageStatus, messageTitle } from './message-text'

/** So many lines before somebody asks for more. */
const shownAtFirst = 5

/** What the pool itself has noted of an object, whoever did it, newest first; older ones are asked of it. */
export function ObjectMessages({ object }: { object: ObjectId }) {
  const noted = useMessages(object)
  const [all, setAll] = useState(false)
  const [older, setOlder] = useState<{ messages: readonly PoolMessage[]; complete: boolean } | null>(null)
  const known = [...(noted?.messages ?? []), ...(older?.messages ?? [])]
  const last = known.at(-1)
  const ask = useMutation({
    mutationFn: () =>
      api.message.older.query({ id: object, before: last?.at ?? new Date(Date.now()).toISOString() }),
    onSuccess: more => {
      if (more)
        setOlder({ messages: [...(older?.messages ?? []), ...more.messages], complete: more.complete })
      setAll(true)
    },
  })
  const complete = older?.complete ?? noted?.complete ?? false
  const shown = all ? known : known.slice(0, shownAtFirst)
  return (
    <section aria-label={t('Messages of the pool')} className="shrink-0" aria-busy={noted === undefined}>
      <h2 className="title-s px-4 py-2">{t('Messages of the pool')}</h2>
      {noted === undefined && <Skeleton className="mx-4 h-7" />}
      {noted === null && (
        <p className="px-4 text-m text-muted">{t('The pool has not told its messages yet.')}</p>
      )}
      {noted && known.length === 0 && (
        <p className="px-4 text-m text-muted">
          {complete
            ? t('The pool has noted nothing about it.')
            : t('The pool has noted nothing about it lately.')}
        </p>
      )}
      {shown.length > 0 && (
        <ul aria-label={t('Messages')} className="border-line-subtle border-t">
          {shown.map(message => (
            <MessageLine key={message.ref} message={message} />
          ))}
        </ul>
      )}
      <div className="flex gap-2 px-4 py-2 empty:hidden">
        {!all && known.length > shownAtFirst && (
          <Button size="s" onClick={() => setAll(true)}>
            {t('Show all {count}', { count: known.length })}
          </Button>
        )}
        {noted && !complete && (all || known.length <= shownAtFirst) && (
          <Button size="s" busy={ask.isPending} onClick={() => ask.mutate()}>
            {t('Show older messages')}
          </Button>
        )}
      </div>
      {ask.error && <ErrorNote error={appError(ask.error)} />}
    </section>
  )
}

function MessageLine({ message }: { message: PoolMessage }) {
  const { status, word } = messageStatus(message.priority)
  const [first = '', ...more] = message.body.trim().split('\n')
  return (
    <li className="flex min-h-8 flex-wrap items-baseline gap-x-4 border-line-subtle border-b px-4 py-1 text-m">
      <time dateTime={message.at} className="w-36 shrink-0 whitespace-nowrap text-muted tabular-nums">
        {absoluteTime(message.at)}
      </time>
      <StatusShape status={status} label={word} className="self-center" />
      <span className="shrink-0 font-medium text-strong">{messageTitle(message.name)}</span>
      {more.length === 0 ? (
        <span className="min-w-0 break-words text-muted">{first}</span>
      ) : (
        <details className="min-w-0 text-muted">
          <summary className="cursor-default">{first}</summary>
          <pre className="whitespace-pre-wrap break-words font-mono text-s">{more.join('\n')}</pre>
        </details>
      )}
    </li>
  )
}
