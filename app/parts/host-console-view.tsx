'use client'

import { useCallback, useMemo } from 'react'
import { api } from '@/app/lib/trpc'
import type { HostRow } from '@/server/api/types'
import type { ConsoleKind } from '@/server/shared/console-kind'
import { hostTarget } from './console/console-target'
import { ConsoleView } from './console/console-view'

const none: readonly never[] = []
const nothing = () => undefined

interface HostConsoleViewProps {
  host: HostRow
  windowPath?: string
  /** One of several on a page: without its controls. */
  compact?: boolean
}

/** The console of a host with its tickets. `windowPath`: where it has a window of its own. */
export function HostConsoleView({ host, windowPath, compact }: HostConsoleViewProps) {
  const { id } = host
  const getTicket = useCallback((kind: ConsoleKind) => api.console.hostTicket.mutate({ id, kind }), [id])
  const target = useMemo(() => hostTarget(host), [host])
  return (
    <ConsoleView
      target={target}
      getTicket={getTicket}
      actions={none}
      onAction={nothing}
      {...(compact ? { compact } : windowPath ? { windowPath } : { takesKeys: true })}
    />
  )
}
