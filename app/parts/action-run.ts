'use client'

import { useMutation } from '@tanstack/react-query'
import { api, appError, trpc } from '@/app/lib/trpc'
import { confirmDone, tellFailed } from '@/app/ui/toast'
import type { Action } from '@/server/catalogue/define'
import { t } from '@/server/shared/text'
import type { Subject } from './action-subject'

interface Ends {
  /** One object: it is done, or the pool has begun it. */
  onDone: () => void
  /** Many: they are being done under this id. */
  onStarted: (bulk: string) => void
}

/** Runs an action on what it is for, with what it has to be told. */
export function useActionRun(): {
  run: (action: Action, subject: Subject, input: unknown, ends: Ends) => void
  pending: boolean
  error: unknown
  reset: () => void
} {
  const one = useMutation(trpc.operation.run.mutationOptions())
  const many = useMutation(trpc.operation.runMany.mutationOptions())
  const run = (action: Action, subject: Subject, input: unknown, { onDone, onStarted }: Ends) => {
    if (subject.kind === 'many') {
      many.mutate(
        { action: action.id, targets: subject.targets, input },
        { onSuccess: ({ id }) => onStarted(id) },
      )
      return
    }
    const { id: object, name_label } = subject.row
    one.mutate(
      { action: action.id, object, input },
      {
        onSuccess: ({ id, undoable }) => {
          onDone()
          if (action.apply)
            offerUndo(
              t('{title}: done', { title: action.sentence(name_label, input) }),
              undoable ? id : undefined,
            )
        },
      },
    )
  }
  return {
    run,
    pending: one.isPending || many.isPending,
    error: one.error ?? many.error,
    reset: () => {
      one.reset()
      many.reset()
    },
  }
}

/** Confirms a run, with the way back where there is one. */
export function offerUndo(text: string, id: string | undefined): void {
  confirmDone(text, id === undefined ? undefined : { label: t('Undo'), onPress: () => void undo(id) })
}

async function undo(id: string): Promise<void> {
  try {
    await api.operation.undo.mutate({ id })
    confirmDone(t('Undone'))
  } catch (error) {
    tellFailed(appError(error).message)
  }
}
