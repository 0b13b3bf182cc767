'use client'

import { useRowOf } from '@/app/lib/inventory'
import { ConsoleWindowFrame } from '@/app/parts/console-window-frame'
import { HostConsoleView } from '@/app/parts/host-console-view'
import type { ObjectId } from '@/server/api/types'
import { t } from '@/server/shared/text'

/** The console of one host and nothing else. */
export function HostConsoleWindow({ id }: { id: ObjectId }) {
  const host = useRowOf('host', id)
  return (
    <ConsoleWindowFrame id={id} row={host} absent={t('There is no such host')}>
      {host && <HostConsoleView host={host} />}
    </ConsoleWindowFrame>
  )
}
