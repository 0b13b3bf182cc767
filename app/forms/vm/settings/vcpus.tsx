'use client'

import { useState } from 'react'
import type { MachineDetail } from '@/server/api/types'
import { t } from '@/server/shared/text'
import { useVcpusFields } from '../vcpus-fields'
import { SettingCard } from './setting-card'

/** How many vCPUs a VM has and how they look to its guest. */
export function VcpusSettings({ detail }: { detail: MachineDetail }) {
  const [times, setTimes] = useState(0)
  const { vcpusAtStart, vcpusMax, coresPerSocket, vcpuWeight } = detail
  // Another form where the pool has something else than when it was begun: what was typed had been about that.
  const kept = [times, vcpusAtStart, vcpusMax, coresPerSocket, vcpuWeight].join(' ')
  return <Form key={kept} detail={detail} onReset={() => setTimes(times + 1)} />
}

function Form({ detail, onReset }: { detail: MachineDetail; onReset: () => void }) {
  const { told, issue, fields } = useVcpusFields(detail, { objects: [detail.row.id] })
  return (
    <SettingCard
      title={t('vCPUs')}
      vm={detail.row}
      action="vm.setVcpus"
      told={told}
      issue={issue}
      onReset={onReset}
    >
      {fields}
    </SettingCard>
  )
}
