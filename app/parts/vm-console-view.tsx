'use client'

import { useCallback, useMemo } from 'react'
import { useAsker } from '@/app/lib/asker'
import { api } from '@/app/lib/trpc'
import type { VmRow } from '@/server/api/types'
import { actionsFor } from '@/server/catalogue/catalogue'
import type { ConsoleKind } from '@/server/shared/console-kind'
import { told } from '@/server/shared/text'
import { iconOf } from './action-menu'
import { useActionPress } from './action-press'
import { askInstead } from './ask-instead'
import { vmTarget } from './console/console-target'
import { ConsoleView } from './console/console-view'
import { DiscMenu } from './disc-menu'
import { reasonNot } from './reason'
import { RemoteDesktop } from './remote-desktop'

interface VmConsoleViewProps {
  vm: VmRow
  windowPath?: string
  /** One of several on a page: without its controls. */
  compact?: boolean
}

/** A VM's console with its tickets and its actions. `windowPath`: where it has a window of its own. */
export function VmConsoleView({ vm, windowPath, compact }: VmConsoleViewProps) {
  const { press, dialog } = useActionPress()
  const asker = useAsker()
  const { id } = vm
  const getTicket = useCallback((kind: ConsoleKind) => api.console.ticket.mutate({ id, kind }), [id])
  const target = useMemo(() => vmTarget(vm), [vm])
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
        target={target}
        getTicket={getTicket}
        actions={actions}
        onAction={run}
        tools={
          compact ? null : (
            <>
              <DiscMenu id={id} />
              <RemoteDesktop vm={vm} press={press} />
            </>
          )
        }
        {...(compact ? { compact } : windowPath ? { windowPath } : { takesKeys: true })}
      />
      {dialog}
    </>
  )
}
