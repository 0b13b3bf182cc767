'use client'

import { type ReactNode, useCallback, useState } from 'react'
import { actionForms } from '@/app/forms/action-forms'
import { useAsker } from '@/app/lib/asker'
import { useRow } from '@/app/lib/inventory'
import { useChoice } from '@/app/lib/preferences'
import { appError } from '@/app/lib/trpc'
import { Button } from '@/app/ui/button'
import { ConfirmDialog } from '@/app/ui/confirm-dialog'
import { Dialog } from '@/app/ui/dialog'
import { useLatest } from '@/app/ui/latest'
import type { ObjectId } from '@/server/api/types'
import { type Action, type ActionRow, isFor } from '@/server/catalogue/define'
import { preferenceChoices } from '@/server/shared/preferences'
import { t, told } from '@/server/shared/text'
import { ManyDialog } from './action-many'
import { ReportDialog } from './action-report'
import { useActionRun } from './action-run'
import { oneOf, type Subject } from './action-subject'
import { ErrorNote } from './error-note'
import { reasonNot } from './reason'

/** Runs an action on an object: at once, after its confirmation, or after its form. */
export type PressAction = (action: Action, row: ActionRow) => void
/** Runs an action on many, after what will happen to which has been shown. `input`: what is known already. */
export type PressMany = (action: Action, subject: Subject, input?: unknown) => void
/** Asks before it runs, with what is known already filled in. */
export type AskMany = (action: Action, subject: Subject, known: unknown) => void

interface Pressed {
  action: Action
  subject: Subject
  /** What it was told with the press, as by a drop onto a folder. */
  input?: unknown
  /** What its form begins with. */
  known?: unknown
  /** The run over many objects that it has become. */
  bulk?: string
}

export interface ActionPress {
  press: PressAction
  pressMany: PressMany
  askMany: AskMany
  dialog: ReactNode
}

/**
 * The one way a screen runs an action. Render `dialog` somewhere: it asks for confirmation or input where the action
 * wants that, keeps a refusal on the screen until it is closed, and says what came of many. Progress and late failures
 * come with the live store.
 */
export function useActionPress(): ActionPress {
  const [pressed, setPressed] = useState<Pressed | null>(null)
  const { run, pending, error, reset } = useActionRun()
  const [confirmations] = useChoice('confirmations', preferenceChoices.confirmations)
  /** What cannot be taken back is asked whatever a person prefers. */
  const asks = (action: Action) =>
    action.confirm !== undefined && (confirmations === 'all' || action.tone === 'danger')

  const start = (next: Pressed, input: unknown) =>
    run(next.action, next.subject, input, {
      onDone: () => setPressed(null),
      onStarted: bulk => setPressed({ ...next, bulk }),
    })
  const press: PressAction = (action, row) => {
    reset()
    const next = { action, subject: oneOf(row) }
    setPressed(next)
    if (!asks(action) && !action.input) start(next, undefined)
  }
  const pressMany: PressMany = (action, subject, input) => {
    reset()
    const next = { action, subject, input }
    setPressed(next)
    if (input !== undefined) start(next, input)
  }
  const askMany: AskMany = (action, subject, known) => {
    reset()
    setPressed({ action, subject, known })
  }
  const stable = useStable({ press, pressMany, askMany })
  const close = () => setPressed(null)

  let dialog: ReactNode = null
  if (pressed?.bulk !== undefined) {
    const { bulk, action } = pressed
    dialog = <ReportDialog key={bulk} bulk={bulk} undoable={action.undo !== undefined} onClose={close} />
  } else if (pressed) {
    const { action, subject } = pressed
    const note = error ? <ErrorNote error={appError(error)} className="mt-3" /> : null
    const known = { submitting: pending, onClose: close }
    const Form = pressed.input === undefined ? actionForms[action.id] : undefined
    const atOnce = subject.kind === 'one' && !asks(action)
    if (Form)
      dialog = (
        <Form
          {...known}
          error={error ? appError(error) : null}
          known={pressed.known}
          action={action}
          subject={subject}
          onSubmit={input => start(pressed, input)}
        />
      )
    else if (!error && (atOnce || pressed.input !== undefined)) dialog = null
    else if (subject.kind === 'one') {
      dialog = (
        <OneDialog
          {...known}
          error={note}
          action={action}
          object={subject.row.id}
          onConfirm={() => start(pressed, pressed.input)}
        />
      )
    } else {
      const { targets, name } = subject
      dialog = (
        <ManyDialog
          {...known}
          error={note}
          action={action}
          targets={targets}
          name={name}
          input={pressed.input}
          onConfirm={() => start(pressed, pressed.input)}
        />
      )
    }
  }
  return { ...stable, dialog }
}

/** Functions that stay the same and do what the latest ones do. */
function useStable(all: Omit<ActionPress, 'dialog'>) {
  const latest = useLatest(all)
  return {
    press: useCallback<PressAction>((...about) => latest.current.press(...about), [latest]),
    pressMany: useCallback<PressMany>((...about) => latest.current.pressMany(...about), [latest]),
    askMany: useCallback<AskMany>((...about) => latest.current.askMany(...about), [latest]),
  }
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
