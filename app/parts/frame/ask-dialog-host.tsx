'use client'

import dynamic from 'next/dynamic'
import { askFor, useAsking } from '@/app/lib/asking'

const AccessAskDialog = dynamic(() => import('@/app/forms/access-ask').then(found => found.AccessAskDialog))

/** Stands once in the frame: a row's menu may be gone by the time a right is asked for. */
export function AskDialogHost() {
  const asking = useAsking()
  return (
    asking && (
      <AccessAskDialog
        key={`${asking.permission} ${asking.object.id}`}
        asking={asking}
        onClose={() => askFor(null)}
      />
    )
  )
}
