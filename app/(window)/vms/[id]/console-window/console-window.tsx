'use client'

import { useRowOf } from '@/app/lib/inventory'
import { ConsoleWindowFrame } from '@/app/parts/console-window-frame'
import { VmConsoleView } from '@/app/parts/vm-console-view'
import type { ObjectId } from '@/server/api/types'
import { t } from '@/server/shared/text'

/** The console of one VM and nothing else. */
export function ConsoleWindow({ id }: { id: ObjectId }) {
  const vm = useRowOf('VM', id)
  return (
    <ConsoleWindowFrame id={id} row={vm} absent={t('There is no such VM')}>
      {vm && <VmConsoleView vm={vm} />}
    </ConsoleWindowFrame>
  )
}
