'use client'

import { useMutation } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useOperations } from '@/app/lib/inventory'
import { appError, trpc } from '@/app/lib/trpc'
import { Button } from '@/app/ui/button'
import { Dialog } from '@/app/ui/dialog'
import { useLatest } from '@/app/ui/latest'
import { spokenTold, t } from '@/server/shared/text'
import { offerUndo } from './action-run'
import { ErrorNote } from './error-note'
import { OperationProgress } from './frame/operation-progress'
import { partsSentence } from './parts-sentence'
import { Problems } from './plan-note'

/** How a run over many objects goes, and what came of it. Closes by itself where nothing is left to say. */
export function ReportDialog({
  bulk,
  undoable,
  onClose,
}: {
  bulk: string
  undoable: boolean
  onClose: () => void
}) {
  const operation = useOperations().find(one => one.id === bulk)
  const cancel = useMutation(trpc.operation.cancel.mutationOptions())
  const parts = operation?.parts
  const running = operation === undefined || operation.state === 'running'
  const well = !running && parts !== undefined && parts.problems.length === 0 && parts.cancelled === 0
  const title = operation && spokenTold(operation)
  const finish = useLatest(() => {
    onClose()
    offerUndo(t('{title}: done', { title: title ?? '' }), undoable ? bulk : undefined)
  })
  useEffect(() => {
    if (well) finish.current()
  }, [well, finish])
  if (well) return null
  return (
    <Dialog
      open
      onClose={onClose}
      title={title ?? t('Starting')}
      description={running ? t('It goes on when this is closed; the tasks show how.') : undefined}
      width="m"
      error={cancel.error ? <ErrorNote error={appError(cancel.error)} className="mt-3" /> : null}
      footer={
        <>
          {running ? (
            <Button busy={cancel.isPending} onClick={() => cancel.mutate({ id: bulk })}>
              {t('Cancel the rest')}
            </Button>
          ) : (
            undoable &&
            parts !== undefined &&
            parts.succeeded > 0 && (
              <Button
                onClick={() => {
                  onClose()
                  offerUndo(t('{title}: {n} done', { title: title ?? '', n: parts.succeeded }), bulk)
                }}
              >
                {t('Close and offer undo')}
              </Button>
            )
          )}
          <Button tone="primary" onClick={onClose}>
            {t('Close')}
          </Button>
        </>
      }
    >
      {parts && (
        <div className="flex flex-col gap-2">
          {running && <OperationProgress title={spokenTold(operation)} progress={operation.progress} />}
          <p role="status">{partsSentence(parts)}</p>
          <Problems label={t('Not done')} problems={parts.problems} />
        </div>
      )}
    </Dialog>
  )
}
