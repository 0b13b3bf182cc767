'use client'

import { askFor, useAsking } from '@/app/lib/asking'
import { onDemandPart } from '@/app/ui/on-demand-part'

const AccessAskDialog = onDemandPart(() =>
  import('@/app/forms/access-ask').then(found => found.AccessAskDialog),
)

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
