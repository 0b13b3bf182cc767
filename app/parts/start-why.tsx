'use client'

import { useState } from 'react'
import { Button } from '@/app/ui/button'
import { onDemandPart } from '@/app/ui/on-demand-part'
import type { OperationRow } from '@/server/api/types'
import { say, told } from '@/server/shared/text'

const Diagnosis = onDemandPart(() => import('./start-diagnosis').then(found => found.StartDiagnosis))

const answers: Readonly<Record<string, { of: 'hosts' | 'ha'; label: string }>> = {
  NO_HOSTS_AVAILABLE: { of: 'hosts', label: say('Why, server by server…') },
  HA_OPERATION_WOULD_BREAK_FAILOVER_PLAN: { of: 'ha', label: say('What can be done…') },
}

/** The way to why a VM does not start, where its pool can say more of that; else nothing. */
export function StartWhy({ operation: { error, object } }: { operation: OperationRow }) {
  const [asks, setAsks] = useState(false)
  const answer = answers[error?.xapi?.code ?? '']
  if (object.class !== 'VM' || !answer) return null
  return (
    <>
      <Button size="s" onClick={() => setAsks(true)}>
        {told(answer.label)}
      </Button>
      {asks && (
        <Diagnosis object={object.id} name={object.name} of={answer.of} onClose={() => setAsks(false)} />
      )}
    </>
  )
}
