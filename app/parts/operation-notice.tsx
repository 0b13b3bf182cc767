'use client'

import { useMemo } from 'react'
import { clockTime } from '@/app/lib/format'
import { useOperations } from '@/app/lib/inventory'
import { IconButton } from '@/app/ui/icon-button'
import { isTextList, useRemembered } from '@/app/ui/remembered'
import { StatusShape } from '@/app/ui/status-mark'
import type { ObjectId, OperationRow } from '@/server/api/types'
import { XapiAnswer } from './error-note'
import { operationStatus } from './status'

const nothingDismissed: readonly string[] = []
const rememberedDismissals = 100

/** What went wrong with an object, on its page until somebody has read it or the same action has worked since. */
export function OperationNotices({ object }: { object: ObjectId }) {
  const operations = useOperations()
  const [dismissed, setDismissed] = useRemembered('dismissed', nothingDismissed, isTextList)
  const shown = useMemo(
    () => openFailures(operations, object).filter(operation => !dismissed.includes(operation.id)),
    [operations, object, dismissed],
  )
  return shown.map(operation => (
    <Notice
      key={operation.id}
      operation={operation}
      onDismiss={() => setDismissed([operation.id, ...dismissed].slice(0, rememberedDismissals))}
    />
  ))
}

/** The latest run of each action on an object, where it failed or its outcome is unknown. Newest first. */
export function openFailures(operations: readonly OperationRow[], object: ObjectId): OperationRow[] {
  const seen = new Set<string>()
  return operations.filter(operation => {
    if (operation.object.id !== object || seen.has(operation.action)) return false
    seen.add(operation.action)
    return operation.state === 'failed' || operation.state === 'unknown'
  })
}

function Notice({ operation, onDismiss }: { operation: OperationRow; onDismiss: () => void }) {
  const { status, word, detail } = operationStatus(operation.state)
  const tint = status === 'trouble' ? 'bg-trouble-tint' : 'bg-unknown-tint'
  return (
    <div
      role="status"
      className={`flex shrink-0 items-start gap-2 border-line-subtle border-y px-4 py-2 text-default ${tint}`}
    >
      <StatusShape status={status} className="mt-1" />
      <div className="min-w-0 grow">
        <p>
          <strong className="font-medium">
            {operation.title}: {word.toLowerCase()}
          </strong>{' '}
          <span className="text-muted">
            at {clockTime(operation.finishedAt ?? operation.startedAt)} by {operation.user}
          </span>
        </p>
        <p>
          {operation.error?.message ?? detail} {operation.error?.next}
        </p>
        {operation.error && <XapiAnswer error={operation.error} />}
      </div>
      <IconButton
        size="s"
        icon="close"
        label={`Dismiss: ${operation.title} ${word.toLowerCase()}`}
        onClick={onDismiss}
      />
    </div>
  )
}
