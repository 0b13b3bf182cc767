'use client'

import type { ReactNode } from 'react'
import { actionForms } from '@/app/forms/action-forms'
import { useAsker } from '@/app/lib/asker'
import { useRow } from '@/app/lib/inventory'
import { Button } from '@/app/ui/button'
import { ConfirmDialog } from '@/app/ui/confirm-dialog'
import { Dialog } from '@/app/ui/dialog'
import type { AppErrorShape, ObjectId } from '@/server/api/types'
import { type Action, isFor } from '@/server/catalogue/define'
import { t, told } from '@/server/shared/text'
import { ManyDialog } from './action-many'
import type { Pressed } from './action-press'
import { ReportDialog } from './action-report'
import { ErrorNote } from './error-note'
import { reasonNot } from './reason'

interface ActionDialogProps {
  pressed: Pressed
  /** Whether a person wants to be asked before it runs. */
  asks: boolean
  pending: boolean
  error: AppErrorShape | null
  onStart: (input: unknown) => void
  onClose: () => void
}

/** What an action that was pressed asks, and what came of it; nothing for one that runs at once and well. */
export function ActionDialog({ pressed, asks, pending, error, onStart, onClose }: ActionDialogProps) {
  const { action, subject, bulk } = pressed
  if (bulk !== undefined)
    return <ReportDialog key={bulk} bulk={bulk} undoable={action.undo !== undefined} onClose={onClose} />
  const note = error ? <ErrorNote error={error} className="mt-3" /> : null
  const known = { submitting: pending, onClose }
  const Form = pressed.input === undefined ? actionForms[action.id] : undefined
  if (Form)
    return (
      <Form
        {...known}
        error={error}
        known={pressed.known}
        action={action}
        subject={subject}
        onSubmit={onStart}
      />
    )
  const atOnce = subject.kind === 'one' && !asks
  if (!error && (atOnce || pressed.input !== undefined)) return null
  const confirm = () => onStart(pressed.input)
  if (subject.kind === 'one')
    return <OneDialog {...known} error={note} action={action} object={subject.row.id} onConfirm={confirm} />
  const { targets, name } = subject
  return (
    <ManyDialog
      {...known}
      error={note}
      action={action}
      targets={targets}
      name={name}
      input={pressed.input}
      onConfirm={confirm}
    />
  )
}

interface OneDialogProps {
  action: Action
  object: ObjectId
  submitting: boolean
  error: ReactNode
  onConfirm: () => void
  onClose: () => void
}

function OneDialog({ action, object, submitting, error, onConfirm, onClose }: OneDialogProps) {
  const row = useRow(object)
  const asker = useAsker()
  if (!isFor(action, row)) return <GoneDialog onClose={onClose} />
  const confirmation = action.confirm?.(row)
  // The state may have changed under the dialog: better said before the press than after.
  const reason = submitting || error ? undefined : reasonNot(action, row, asker)
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      onConfirm={onConfirm}
      title={confirmation?.title ?? `${action.sentence(row.name_label, undefined)}?`}
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
      verb={confirmation?.verb ?? (error ? t('Try again') : told(action.label))}
      tone={action.tone === 'danger' ? 'danger' : 'primary'}
      submitting={submitting}
      error={error}
    />
  )
}

function GoneDialog({ onClose }: { onClose: () => void }) {
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('It is gone')}
      width="s"
      footer={<Button onClick={onClose}>{t('Close')}</Button>}
    >
      {t('The object this was about has been deleted.')}
    </Dialog>
  )
}
