'use client'

import type { ReactNode } from 'react'
import { useAsker } from '@/app/lib/asker'
import { Button } from '@/app/ui/button'
import type { ActionRow } from '@/server/api/types'
import { actionById } from '@/server/catalogue/catalogue'
import { t, told } from '@/server/shared/text'
import { ActionPencil } from './action-button'
import type { PressAction, PressMany } from './action-press'
import { oneOf } from './action-subject'
import { askInstead } from './ask-instead'
import { reasonNot } from './reason'

interface ChangedProps {
  action: string
  label: string
  row: ActionRow
  press: PressAction
  children: ReactNode
}

/** A value with the pencil that changes it. */
export function Changed({ children, ...pencil }: ChangedProps) {
  return (
    <span className="flex items-center gap-2">
      <span className="min-w-0">{children}</span>
      <ActionPencil {...pencil} />
    </span>
  )
}

interface SwitchedProps {
  action: string
  /** What is turned on or off, within a sentence. */
  what: string
  /** Null: the pool's release does not say. */
  on: boolean | null
  row: ActionRow
  pressMany: PressMany
}

/** What is on or off, with the button that makes it the other. */
export function Switched({ action: id, what, on, row, pressMany }: SwitchedProps) {
  const asker = useAsker()
  const action = actionById(id)
  if (on === null) return <NotSaid />
  return (
    <span className="flex items-center gap-2">
      <span className="min-w-0">{on ? t('On') : t('Off')}</span>
      {action && (
        <Button
          size="s"
          tone="quiet"
          aria-label={on ? t('Turn off: {what}', { what }) : t('Turn on: {what}', { what })}
          reason={reasonNot(action, row, asker)}
          remedy={askInstead(asker, row, action.permission, told(action.label))}
          onClick={() => pressMany(action, oneOf(row), { on: !on })}
        >
          {on ? t('Turn off') : t('Turn on')}
        </Button>
      )}
    </span>
  )
}

/** Stands where a pool is too old to say. */
export function NotSaid() {
  return <span className="text-muted">{t('This release does not say')}</span>
}
