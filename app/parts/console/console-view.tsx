'use client'

import { useEffect, useState } from 'react'
import type { VmRow } from '@/server/api/types'
import { ConsoleScreen } from './console-screen'
import type { ConsoleTicket } from './console-session'
import { consoleOf, type OpenConsole } from './open-consoles'
import type { ConsoleAction } from './situation-card'

export interface ConsoleViewProps {
  vm: VmRow
  /** Asks the server for a one-time ticket; rejects with the server's error. */
  getTicket: () => Promise<ConsoleTicket>
  /** What can be done to the VM, of which the console offers the one step that brings it back. */
  actions: readonly ConsoleAction[]
  onAction: (id: string) => void
  /** Where the console has a window of its own; absent in that window. */
  windowPath?: string
}

/** The console of a VM: fills the height it is given. The connection outlives the component for a while. */
export function ConsoleView({ vm, ...rest }: ConsoleViewProps) {
  return <BrowserConsole key={vm.id} vm={vm} {...rest} />
}

function BrowserConsole({ vm, getTicket, ...rest }: ConsoleViewProps) {
  const [open, setOpen] = useState<OpenConsole | null>(null)
  const { id, name_label } = vm
  // noVNC and its elements exist in browsers only, so not before the page is there.
  useEffect(() => {
    const found = consoleOf(id, name_label, getTicket)
    found.session.setTicketSource(getTicket)
    setOpen(found)
  }, [id, name_label, getTicket])
  if (!open) return <div className="h-full min-h-80 bg-sunken" />
  return <ConsoleScreen vm={vm} console={open} {...rest} />
}
