'use client'

import { useMutation } from '@tanstack/react-query'
import { type ReactNode, useCallback, useState } from 'react'
import { useAsker } from '@/app/lib/asker'
import { useRow } from '@/app/lib/inventory'
import { useChoice } from '@/app/lib/preferences'
import { appError, trpc } from '@/app/lib/trpc'
import { Button } from '@/app/ui/button'
import { ConfirmDialog } from '@/app/ui/confirm-dialog'
import { Dialog } from '@/app/ui/dialog'
import type { ObjectId } from '@/server/api/types'
import { actionById } from '@/server/catalogue/catalogue'
import type { Action, ActionRow } from '@/server/catalogue/define'
import { preferenceChoices } from '@/server/shared/preferences'
import { ErrorNote } from './error-note'
import { reasonNot } from './reason'

interface Pressed {
  action: string
  object: ObjectId
}

/** Runs an action on an object: at once, or after its confirmation. */
export type PressAction = (action: Action, row: ActionRow) => void

/**
 * The one way a screen runs an action. Render `dialog` somewhere: it asks for confirmation where the action wants
 * one, and keeps a refusal on the screen until it is closed. Progress and late failures come with the live store.
 */
export function useActionPress(): { press: PressAction; dialog: ReactNode } {
  const [pressed, setPressed] = useState<Pressed | null>(null)
  const run = useMutation(trpc.operation.run.mutationOptions())
  const { mutate, reset } = run
  const [confirmations] = useChoice('confirmations', preferenceChoices.confirmations)

  const press = useCallback<PressAction>(
    (action, row) => {
      reset()
      const target = { action: action.id, object: row.id }
      if (action.confirm && (confirmations === 'all' || action.tone === 'danger')) setPressed(target)
      else mutate(target, { onError: () => setPressed(target) })
    },
    [mutate, reset, confirmations],
  )
  const close = () => setPressed(null)

  const dialog = pressed && (
    <PressedDialog
      key={`${pressed.action} ${pressed.object}`}
      pressed={pressed}
      submitting={run.isPending}
      error={run.error}
      onConfirm={() => mutate(pressed, { onSuccess: close })}
      onClose={close}
    />
  )
  return { press, dialog }
}

interface PressedDialogProps {
  pressed: Pressed
  submitting: boolean
  error: unknown
  onConfirm: () => void
  onClose: () => void
}

function PressedDialog({ pressed, submitting, error, onConfirm, onClose }: PressedDialogProps) {
  const action = actionById(pressed.action)
  const row = useRow(pressed.object)
  const asker = useAsker()
  if (!action || row?.class !== action.on) return <GoneDialog onClose={onClose} />
  const confirmation = action.confirm?.(row)
  // The state may have changed under the dialog: better said before the press than after.
  const reason = submitting || error ? undefined : reasonNot(action, row, asker)
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      onConfirm={onConfirm}
      title={confirmation?.title ?? `${action.sentence(row.name_label)}?`}
      body={
        <>
          {confirmation?.body}
          {reason && (
            <p role="status" className="mt-2 text-warn">
              {reason}
            </p>
          )}
        </>
      }
      verb={confirmation?.verb ?? (error ? 'Try again' : action.label)}
      tone={action.tone === 'danger' ? 'danger' : 'primary'}
      submitting={submitting}
      error={error ? <ErrorNote error={appError(error)} className="mt-3" /> : null}
    />
  )
}

function GoneDialog({ onClose }: { onClose: () => void }) {
  return (
    <Dialog
      open
      onClose={onClose}
      title="It is gone"
      width="s"
      footer={<Button onClick={onClose}>Close</Button>}
    >
      The object this was about has been deleted.
    </Dialog>
  )
}
