'use client'

import { useState } from 'react'
import { Button } from '@/app/ui/button'
import { onDemandPart } from '@/app/ui/on-demand-part'
import type { OperationRow } from '@/server/api/types'
import { t } from '@/server/shared/text'

const Diagnosis = onDemandPart(() => import('./start-diagnosis').then(found => found.StartDiagnosis))

/** The way to the reason of each host, where none of them would take a VM; else nothing. */
export function StartWhy({ operation: { error, object } }: { operation: OperationRow }) {
  const [asks, setAsks] = useState(false)
  if (object.class !== 'VM' || error?.xapi?.code !== 'NO_HOSTS_AVAILABLE') return null
  return (
    <>
      <Button size="s" onClick={() => setAsks(true)}>
        {t('Why, server by server…')}
      </Button>
      {asks && <Diagnosis object={object.id} name={object.name} onClose={() => setAsks(false)} />}
    </>
  )
}
