'use client'

import { useDeviceActions } from '@/app/parts/device-actions'
import { ObjectLink } from '@/app/parts/object-link'
import { Card } from '@/app/ui/card'
import { Facts } from '@/app/ui/facts'
import type { VmDetail } from '@/server/api/types'
import { gpuKindName, gpuReason } from '@/server/shared/gpu'
import { t } from '@/server/shared/text'

/** What a VM has of the graphics cards of its hosts. Nothing where there are none to give. */
export function GpuSettings({ detail }: { detail: VmDetail }) {
  const { row, gpus, gpuKinds, gpuObstacle, gpuRemoval } = detail
  const { button, dialog } = useDeviceActions(row)
  if (gpus.length === 0 && (gpuObstacle === 'none' || gpuObstacle === 'licence' || gpuObstacle === 'hidden'))
    return null
  return (
    <Card title={t('Graphics cards')}>
      <div className="flex flex-col gap-4">
        {gpus.map(gpu => (
          <div key={gpu.id} className="flex flex-col gap-2">
            <Facts
              facts={[
                { label: t('Cards'), value: gpu.groupName },
                { label: t('Kind'), value: gpuKindName(gpu) },
                ...(gpu.host
                  ? [{ label: t('Runs on'), value: <ObjectLink cls="host" id={gpu.host.id} /> }]
                  : []),
              ]}
            />
            <div>
              {button('vm.removeGpu', {
                known: gpu,
                reason: gpuRemoval === null ? undefined : gpuReason(gpuRemoval),
              })}
            </div>
          </div>
        ))}
        {gpus.length === 0 && (
          <p className="text-m text-muted">{t('This VM has none: its picture is drawn by the processor.')}</p>
        )}
        <div>
          {button('vm.addGpu', {
            known: gpuKinds,
            reason: gpuObstacle === null ? undefined : gpuReason(gpuObstacle),
          })}
        </div>
      </div>
      {dialog}
    </Card>
  )
}
