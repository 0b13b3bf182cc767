'use client'

import { useRowOf } from '@/app/lib/inventory'
import { paths } from '@/app/lib/paths'
import { VmConsoleView } from '@/app/parts/vm-console-view'
import type { ObjectId } from '@/server/api/types'

/** The console tab: as high as the page leaves room for. */
export function VmConsole({ id }: { id: ObjectId }) {
  const vm = useRowOf('VM', id)
  if (!vm) return null
  return (
    <div className="min-h-80 grow">
      <VmConsoleView vm={vm} windowPath={paths.vmConsoleWindow(id)} />
    </div>
  )
}
