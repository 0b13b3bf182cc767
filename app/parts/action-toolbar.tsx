'use client'

import { useAsker } from '@/app/lib/asker'
import { Button } from '@/app/ui/button'
import type { AnyRow } from '@/server/api/types'
import { actionsFor } from '@/server/catalogue/catalogue'
import type { Action, ActionRow } from '@/server/catalogue/define'
import { told } from '@/server/shared/text'
import { ActionMenu, iconOf, isActionRow } from './action-menu'
import { useActionPress } from './action-press'
import { askInstead } from './ask-instead'
import { reasonNot } from './reason'

const shownAtMost = 3

/** The steps that make sense next, at most three, as buttons; every action in the menu beside them. */
export function ActionToolbar({ row }: { row: AnyRow }) {
  const { press, dialog } = useActionPress()
  const asker = useAsker()
  if (!isActionRow(row)) return null
  const buttons = offered(row).map((action, at) => (
    <Button
      key={action.id}
      {...iconOf(action)}
      tone={at === 0 && action.tone === 'neutral' ? 'primary' : 'neutral'}
      size="s"
      reason={reasonNot(action, row, asker)}
      remedy={askInstead(asker, row, action.permission, told(action.label))}
      onClick={() => press(action, row)}
    >
      {told(action.label)}
    </Button>
  ))
  return (
    <div className="contents sm:flex sm:flex-wrap sm:items-center sm:gap-2">
      {buttons.slice(0, -1)}
      {/* On a narrow screen the menu never stands on a line of its own. */}
      <div className="flex items-center gap-2">
        {buttons.at(-1)}
        <ActionMenu row={row} press={press} />
      </div>
      {dialog}
    </div>
  )
}

function offered(row: ActionRow): Action[] {
  return actionsFor(row.class)
    .filter(action => action.offered?.(row) ?? false)
    .slice(0, shownAtMost)
}
