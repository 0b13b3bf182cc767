'use client'

import { type ReactNode, useCallback, useEffect, useState } from 'react'
import { useRemembered } from '@/app/ui/remembered'
import type { ConsoleKind } from '@/server/shared/console-kind'
import { ConsoleScreen } from './console-screen'
import type { ConsoleTicket } from './console-session'
import type { ConsoleTarget } from './console-target'
import { consoleOf, type OpenConsole } from './open-consoles'
import type { ConsoleAction } from './situation-card'

export interface ConsoleViewProps {
  target: ConsoleTarget
  /** Asks the server for a one-time ticket; rejects with the server's error. */
  getTicket: (kind: ConsoleKind) => Promise<ConsoleTicket>
  /** What can be done to the VM, of which the console offers the one step that brings it back. */
  actions: readonly ConsoleAction[]
  onAction: (id: string) => void
  /** Where the console has a window of its own; absent in that window. */
  windowPath?: string
  /** Further controls of the toolbar. */
  tools?: ReactNode
  takesKeys?: boolean
  compact?: boolean
}

const isKind = (found: unknown): ConsoleKind | undefined =>
  found === 'screen' || found === 'text' ? found : undefined

/** The console of a VM or host: fills the height it is given. The connection outlives the component for a while. */
export function ConsoleView({ target, ...rest }: ConsoleViewProps) {
  const { cls, id, kinds } = target
  // A host is worked with in its shell; a VM has a picture, but for some that have nothing else than lines.
  const [wished, setKind] = useRemembered<ConsoleKind>(
    `console.kind.${cls}`,
    cls === 'host' ? 'text' : 'screen',
    isKind,
  )
  const kind = kinds.includes(wished) ? wished : (kinds[0] ?? wished)
  return <BrowserConsole key={`${kind} ${id}`} target={target} kind={kind} onKind={setKind} {...rest} />
}

interface BrowserConsoleProps extends ConsoleViewProps {
  kind: ConsoleKind
  onKind: (kind: ConsoleKind) => void
}

function BrowserConsole({
  target,
  kind,
  getTicket,
  takesKeys = false,
  compact = false,
  ...rest
}: BrowserConsoleProps) {
  const [open, setOpen] = useState<OpenConsole | null>(null)
  const { id, name } = target
  const ticket = useCallback(() => getTicket(kind), [getTicket, kind])
  // The libraries and their elements exist in browsers only, so not before the page is there.
  useEffect(() => {
    const found = consoleOf(id, kind, name, ticket)
    found.session.setTicketSource(ticket)
    setOpen(found)
  }, [id, kind, name, ticket])
  if (!open) return <div className="h-full min-h-80 bg-sunken" />
  return (
    <ConsoleScreen
      target={target}
      kind={kind}
      console={open}
      takesKeys={takesKeys}
      compact={compact}
      {...rest}
    />
  )
}
