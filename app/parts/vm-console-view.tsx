'use client'

import { useCallback, useMemo } from 'react'
import { useAsker } from '@/app/lib/asker'
import { api } from '@/app/lib/trpc'
import type { VmRow } from '@/server/api/types'
import { actionsFor } from '@/server/catalogue/catalogue'
import { told } from '@/server/shared/text'
import { iconOf } from './action-menu'
import { useActionPress } from './action-press'
import { askInstead } from './ask-instead'
import { ConsoleView } from './console/console-view'
import { reasonNot } from './reason'

/** A VM's console with its tickets and its actions. `windowPath`: where it has a window of its own. */
export function VmConsoleView({ vm, windowPath }: { vm: VmRow; windowPath?: string }) {
  const { press, dialog } = useActionPress()
  const asker = useAsker()
  const { id } = vm
  const getTicket = useCallback(() => api.console.ticket.mutate({ id }), [id])
  const actions = useMemo(
    () =>
      actionsFor('VM').map(action => {
        const reason = reasonNot(action, vm, asker)
        const remedy = askInstead(asker, vm, action.permission, told(action.label))
        return { id: action.id, label: told(action.label), ...iconOf(action), reason, remedy }
      }),
    [vm, asker],
  )
  const run = (actionId: string) => {
    const action = actionsFor('VM').find(one => one.id === actionId)
    if (action) press(action, vm)
  }
  return (
    <>
      <ConsoleView
        vm={vm}
        getTicket={getTicket}
        actions={actions}
        onAction={run}
        {...(windowPath ? { windowPath } : {})}
      />
      {dialog}
    </>
  )
}
