'use client'

import { useMemo } from 'react'
import { clockTime } from '@/app/lib/format'
import { useOperations } from '@/app/lib/inventory'
import { Banner } from '@/app/ui/banner'
import { IconButton } from '@/app/ui/icon-button'
import type { ObjectId, OperationRow } from '@/server/api/types'
import { actionById } from '@/server/catalogue/catalogue'
import { spokenTold, t } from '@/server/shared/text'
import { toldError } from '@/server/shared/told-error'
import { XapiAnswer } from './error-note'
import { useDismissed } from './frame/dismissed'
import { StartWhy } from './start-why'
import { operationStatus } from './status'

/** What went wrong with an object, on its page until somebody has read it or the same action has worked since. */
export function OperationNotices({ object }: { object: ObjectId }) {
  const operations = useOperations()
  const [dismissed, dismiss] = useDismissed()
  const shown = useMemo(
    () => openFailures(operations, object).filter(operation => !dismissed.includes(operation.id)),
    [operations, object, dismissed],
  )
  return shown.map(operation => (
    <Notice key={operation.id} operation={operation} onDismiss={() => dismiss([operation.id])} />
  ))
}

/**
 * The latest run of each action on an object, where it failed or its outcome is unknown, and nothing has done the same
 * since. Newest first.
 */
export function openFailures(operations: readonly OperationRow[], object: ObjectId): OperationRow[] {
  const seen = new Set<string>()
  return operations.filter(operation => {
    if (operation.object.id !== object || operation.parts || seen.has(operation.action)) return false
    seen.add(operation.action)
    if (operation.state === 'succeeded')
      for (const done of actionById(operation.action)?.insteadOf ?? []) seen.add(done)
    return operation.state === 'failed' || operation.state === 'unknown'
  })
}

function Notice({ operation, onDismiss }: { operation: OperationRow; onDismiss: () => void }) {
  const { status, word, detail } = operationStatus(operation.state)
  const error = operation.error && toldError(operation.error)
  return (
    <Banner
      tone={status === 'trouble' ? 'trouble' : 'unknown'}
      live="status"
      className="mx-4 mb-2 shrink-0"
      title={`${spokenTold(operation)}: ${word.toLowerCase()}`}
      actions={
        <>
          <StartWhy operation={operation} />
          <IconButton
            size="s"
            icon="close"
            label={t('Dismiss “{title}: {word}”', { title: spokenTold(operation), word: word.toLowerCase() })}
            onClick={onDismiss}
          />
        </>
      }
    >
      <p>
        {error?.message ?? detail} {error?.next}
      </p>
      {error && <XapiAnswer error={error} />}
      <p className="mt-1 text-muted text-s">
        {t('{clockTime}, by {user}', {
          clockTime: clockTime(operation.finishedAt ?? operation.startedAt),
          user: operation.user,
        })}
      </p>
    </Banner>
  )
}
