'use client'

import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { refreshAuditSettings } from '@/app/lib/audit-settings'
import { absoluteTime } from '@/app/lib/format'
import { appError, trpc } from '@/app/lib/trpc'
import { ErrorNote } from '@/app/parts/error-note'
import { Button } from '@/app/ui/button'
import { Card } from '@/app/ui/card'
import { ConfirmDialog } from '@/app/ui/confirm-dialog'
import { onDemandPart } from '@/app/ui/on-demand-part'
import { StatusMark } from '@/app/ui/status-mark'
import { confirmDone } from '@/app/ui/toast'
import type { SinkInfo } from '@/server/api/types'
import { sinkKinds } from '@/server/shared/audit-sink'
import { t, told } from '@/server/shared/text'

const AuditSinkDialog = onDemandPart(() =>
  import('@/app/forms/audit-sink').then(found => found.AuditSinkDialog),
)

/** Where the log is sent, how far each place is, and what keeps it from going on. */
export function AuditSinks({ sinks }: { sinks: readonly SinkInfo[] }) {
  const [editing, setEditing] = useState<SinkInfo | 'new' | null>(null)
  const [removing, setRemoving] = useState<SinkInfo | null>(null)
  return (
    <Card
      title={t('Sending')}
      aside={
        <Button size="s" icon="add" onClick={() => setEditing('new')}>
          {t('Send the log somewhere')}
        </Button>
      }
    >
      {sinks.length === 0 ? (
        <p className="text-m text-muted">
          {t(
            'The log is sent nowhere. A copy that Domus cannot reach is what helps when its own machine is lost.',
          )}
        </p>
      ) : (
        <ul aria-label={t('Places the log is sent to')} className="flex flex-col">
          {sinks.map(sink => (
            <Sink
              key={sink.id}
              sink={sink}
              onEdit={() => setEditing(sink)}
              onRemove={() => setRemoving(sink)}
            />
          ))}
        </ul>
      )}
      {editing && (
        <AuditSinkDialog sink={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />
      )}
      {removing && <RemoveDialog sink={removing} onClose={() => setRemoving(null)} />}
    </Card>
  )
}

function Sink({ sink, onEdit, onRemove }: { sink: SinkInfo; onEdit: () => void; onRemove: () => void }) {
  const test = useMutation(
    trpc.auditSettings.testSink.mutationOptions({
      onSuccess: () => confirmDone(t('{name} took a test message', { name: sink.name })),
    }),
  )
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1 border-line-subtle border-b py-2 last:border-b-0">
      <div className="min-w-0 grow">
        <div className="flex flex-wrap items-center gap-x-3">
          <span className="font-medium text-strong">{sink.name}</span>
          <SinkState sink={sink} />
        </div>
        <div className="wrap-anywhere text-muted">
          {told(sinkKinds[sink.kind])} · <span className="font-mono">{sink.address}</span>
        </div>
        <div className="text-muted">{standing(sink)}</div>
        {test.error && <ErrorNote error={appError(test.error)} className="mt-2" />}
      </div>
      <div className="flex gap-2">
        <Button size="s" busy={test.isPending} onClick={() => test.mutate({ id: sink.id })}>
          {t('Test')}
        </Button>
        <Button size="s" onClick={onEdit}>
          {t('Edit')}
        </Button>
        <Button size="s" onClick={onRemove}>
          {t('Remove')}
        </Button>
      </div>
    </li>
  )
}

function SinkState({ sink }: { sink: SinkInfo }) {
  if (!sink.enabled) return <StatusMark status="idle" word={t('Off')} />
  if (sink.failingSince) return <StatusMark status="trouble" word={t('Failing')} />
  return <StatusMark status="ok" word={sink.waiting === 0 ? t('Up to date') : t('Sending')} />
}

/** "Sent up to …, failing since … because …". */
function standing({ sentAt, waiting, failingSince, failure, nextAt }: SinkInfo): string {
  const sent = sentAt ? t('Last sent {time}', { time: absoluteTime(sentAt) }) : t('Nothing sent yet')
  const rows = t('{n, plural, one {# row waits} other {# rows wait}}', { n: waiting })
  if (!failingSince) return waiting === 0 ? `${sent}.` : `${sent}, ${rows}.`
  const next = nextAt ? t('Next attempt {time}.', { time: absoluteTime(nextAt) }) : ''
  const failing = t('Failing since {time}: {why}.', {
    time: absoluteTime(failingSince),
    why: failure ?? t('nobody knows why'),
  })
  return [`${sent}, ${rows}.`, failing, next].filter(Boolean).join(' ')
}

function RemoveDialog({ sink, onClose }: { sink: SinkInfo; onClose: () => void }) {
  const act = useMutation(trpc.auditSettings.removeSink.mutationOptions({ onSuccess: refreshAuditSettings }))
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      onConfirm={() =>
        act.mutate(
          { id: sink.id },
          {
            onSuccess: () => {
              confirmDone(t('The log is sent to {name} no more', { name: sink.name }))
              onClose()
            },
          },
        )
      }
      title={t('Send the log no more to {name}?', { name: sink.name })}
      body={t('What was sent stays there. Whoever adds it again starts with what is written from then on.')}
      verb={t('Remove')}
      submitting={act.isPending}
      error={act.error ? <ErrorNote error={appError(act.error)} className="mt-3" /> : null}
    />
  )
}
