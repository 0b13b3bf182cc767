'use client'

import { useRowOf } from '@/app/lib/inventory'
import { paths } from '@/app/lib/paths'
import { HostConsoleView } from '@/app/parts/host-console-view'
import type { ObjectId } from '@/server/api/types'

/** The console tab: as high as the page leaves room for. */
export function HostConsole({ id }: { id: ObjectId }) {
  const host = useRowOf('host', id)
  if (!host) return null
  return (
    <div className="min-h-80 grow">
      <HostConsoleView host={host} windowPath={paths.hostConsoleWindow(id)} />
    </div>
  )
}
