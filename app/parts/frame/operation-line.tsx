'use client'

import { useMutation } from '@tanstack/react-query'
import { appError } from '@/app/lib/app-error'
import { absoluteTime, clockTime, duration } from '@/app/lib/format'
import { useTaskOf } from '@/app/lib/inventory'
import { useNowBySecond } from '@/app/lib/now'
import { trpc } from '@/app/lib/trpc'
import { Button } from '@/app/ui/button'
import { IconButton } from '@/app/ui/icon-button'
import { StatusMark } from '@/app/ui/status-mark'
import type { OperationRow } from '@/server/api/types'
import { spokenTold, t } from '@/server/shared/text'
import { toldError } from '@/server/shared/told-error'
import { XapiAnswer } from '../error-note'
import { ObjectLink } from '../object-link'
import { partsSentence } from '../parts-sentence'
import { StartWhy } from '../start-why'
import { operationStatus } from '../status'
import { CopyButton } from '../tasks/copy-button'
import { OperationProgress } from './operation-progress'
import { operationText } from './operation-text'

interface OperationLineProps {
  operation: OperationRow
  /** Present for a failure that can still be put away. */
  onDismiss?: (() => void) | undefined
}

function Took({ operation }: { operation: OperationRow }) {
  const now = useNowBySecond()
  const end = operation.finishedAt === null ? now : Date.parse(operation.finishedAt)
  return <>{duration(Math.max(0, end - Date.parse(operation.startedAt)))}</>
}

function Cancel({ operation }: { operation: OperationRow }) {
  const task = useTaskOf(operation)
  const cancel = useMutation(trpc.operation.cancel.mutationOptions())
  const reason =
    operation.parts || task?.allowed_operations.includes('cancel')
      ? undefined
      : t('The pool does not let this step be cancelled')
  return (
    <>
      <Button
        size="s"
        reason={reason}
        busy={cancel.isPending}
        aria-label={t('Cancel: {title}', { title: spokenTold(operation) })}
        onClick={() => cancel.mutate({ id: operation.id })}
      >
        {t('Cancel')}
      </Button>
      {cancel.error && (
        <span role="alert" className="text-trouble">
          {appError(cancel.error).message}
        </span>
      )}
    </>
  )
}

/** One run of an action: what, on what, by whom, how it stands, when, and what went wrong. */
export function OperationLine({ operation, onDismiss }: OperationLineProps) {
  const { status, word, detail } = operationStatus(operation.state)
  const { object } = operation
  const error = operation.error && toldError(operation.error)
  const trouble = error?.message ?? (operation.parts && partsSentence(operation.parts)) ?? detail
  return (
    <li className="border-line-subtle border-b px-3 py-1">
      <div className="grid min-h-6 grid-cols-[7.5rem_minmax(0,2fr)_minmax(0,1fr)_6rem_12rem_3.5rem] items-center gap-x-3 max-sm:grid-cols-[minmax(0,1fr)_3.5rem] max-xl:not-max-sm:grid-cols-[7.5rem_minmax(0,1fr)_12rem_3.5rem]">
        <StatusMark status={status} word={word} />
        <span className="truncate text-strong max-sm:order-3 max-sm:col-span-2" title={spokenTold(operation)}>
          {spokenTold(operation)}
        </span>
        <span className="truncate max-xl:hidden">
          {operation.parts ? (
            object.name
          ) : (
            <ObjectLink cls={object.class} id={object.id} name={object.name} />
          )}
        </span>
        <span className="truncate text-muted max-xl:hidden">{operation.user}</span>
        <span
          className="truncate text-muted tabular-nums max-sm:order-4 max-sm:col-span-2"
          title={absoluteTime(operation.startedAt)}
        >
          {clockTime(operation.startedAt)} <span className="text-faint">·</span>{' '}
          <Took operation={operation} />
        </span>
        <span className="flex items-center justify-end gap-1">
          <CopyButton
            label={t('Copy: {title}', { title: spokenTold(operation) })}
            text={() => operationText(operation)}
          />
          {onDismiss && (
            <IconButton
              size="s"
              icon="close"
              label={t('Dismiss: {title}', { title: spokenTold(operation) })}
              onClick={onDismiss}
            />
          )}
        </span>
      </div>
      {operation.state === 'running' && (
        <div className="flex flex-wrap items-center gap-2 pb-1 sm:pl-[8.25rem]">
          <OperationProgress title={spokenTold(operation)} progress={operation.progress} />
          <Cancel operation={operation} />
        </div>
      )}
      {trouble !== undefined && (
        <div className="pb-1 sm:pl-[8.25rem]">
          <p className="text-default">
            {trouble} {error?.next !== undefined && <span className="text-muted">{error.next}</span>}
          </p>
          {error && <XapiAnswer error={error} />}
          <StartWhy operation={operation} />
        </div>
      )}
    </li>
  )
}
