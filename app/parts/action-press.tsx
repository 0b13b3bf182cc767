'use client'

import { type ReactNode, useCallback, useState } from 'react'
import { useChoice } from '@/app/lib/preferences'
import { appError } from '@/app/lib/trpc'
import { useLatest } from '@/app/ui/latest'
import { onDemandPart } from '@/app/ui/on-demand-part'
import type { Action, ActionRow } from '@/server/catalogue/define'
import { preferenceChoices } from '@/server/shared/preferences'
import { useActionRun } from './action-run'
import { oneOf, type Subject } from './action-subject'

const ActionDialog = onDemandPart(() => import('./action-dialog').then(found => found.ActionDialog), true)

/** Runs an action on an object: at once, after its confirmation, or after its form. */
export type PressAction = (action: Action, row: ActionRow) => void
/** Runs an action on many, after what will happen to which has been shown. `input`: what is known already. */
export type PressMany = (action: Action, subject: Subject, input?: unknown) => void
/** Asks before it runs, with what is known already filled in. */
export type AskMany = (action: Action, subject: Subject, known: unknown) => void

export interface Pressed {
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

  const dialog = pressed && (
    <ActionDialog
      pressed={pressed}
      asks={asks(pressed.action)}
      pending={pending}
      error={error ? appError(error) : null}
      onStart={input => start(pressed, input)}
      onClose={close}
    />
  )
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
