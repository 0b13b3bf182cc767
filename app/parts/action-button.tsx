'use client'

import { useAsker } from '@/app/lib/asker'
import { IconButton } from '@/app/ui/icon-button'
import type { ActionRow } from '@/server/api/types'
import { actionById } from '@/server/catalogue/catalogue'
import { told } from '@/server/shared/text'
import type { PressAction } from './action-press'
import { askInstead } from './ask-instead'
import { reasonNot } from './reason'

/** A pencil beside what an action changes. */
export function ActionPencil({
  action: id,
  label,
  row,
  press,
}: {
  action: string
  label: string
  row: ActionRow
  press: PressAction
}) {
  const asker = useAsker()
  const action = actionById(id)
  if (!action) return null
  return (
    <IconButton
      plain
      size="s"
      icon="edit"
      label={label}
      reason={reasonNot(action, row, asker)}
      remedy={askInstead(asker, row, action.permission, told(action.label))}
      onClick={() => press(action, row)}
    />
  )
}
