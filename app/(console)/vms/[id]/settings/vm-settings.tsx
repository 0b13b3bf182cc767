'use client'

import { BootArgumentsSettings } from '@/app/forms/vm/settings/boot-arguments'
import { GpuSettings } from '@/app/forms/vm/settings/gpus'
import { MemorySettings } from '@/app/forms/vm/settings/memory'
import { ShadowSettings } from '@/app/forms/vm/settings/shadow'
import { StartSettings } from '@/app/forms/vm/settings/start'
import { SystemSettings } from '@/app/forms/vm/settings/system'
import { VcpusSettings } from '@/app/forms/vm/settings/vcpus'
import { VtpmSettings } from '@/app/forms/vm/settings/vtpm'
import { useVmDetail } from '@/app/lib/detail'
import { usePool } from '@/app/lib/inventory'
import { ActionPencil } from '@/app/parts/action-button'
import { useActionPress } from '@/app/parts/action-press'
import { DetailGate } from '@/app/parts/detail-gate'
import { ObjectLink } from '@/app/parts/object-link'
import { OrganiseCard } from '@/app/parts/organise-card'
import { Card } from '@/app/ui/card'
import { Facts } from '@/app/ui/facts'
import { Panels } from '@/app/ui/panels'
import type { ObjectId, VmDetail } from '@/server/api/types'
import { bootOrderTold } from '@/server/shared/boot-order'
import { t } from '@/server/shared/text'

/** All of a VM that can be set, each part saved by itself. */
export function VmSettings({ id }: { id: ObjectId }) {
  return (
    <div className="p-4">
      <DetailGate detail={useVmDetail(id)}>{detail => <Settings detail={detail} />}</DetailGate>
    </div>
  )
}

function Settings({ detail }: { detail: VmDetail }) {
  const { row } = detail
  return (
    <Panels className="grid items-start gap-4 lg:grid-cols-2">
      <Panels className="flex min-w-0 flex-col gap-4">
        <OrganiseCard row={row} />
        <Place detail={detail} />
        <StartSettings detail={detail} />
        {row.isHvm && <VtpmSettings detail={detail} />}
        {row.isHvm && <GpuSettings detail={detail} />}
        {row.isHvm && <SystemSettings detail={detail} />}
      </Panels>
      <Panels className="flex min-w-0 flex-col gap-4">
        <VcpusSettings detail={detail} />
        <MemorySettings detail={detail} />
        {row.isHvm ? <ShadowSettings detail={detail} /> : <BootArgumentsSettings detail={detail} />}
      </Panels>
    </Panels>
  )
}

/** Where it starts, and from what. */
function Place({ detail: { row, bootOrder, firmware } }: { detail: VmDetail }) {
  const { press, dialog } = useActionPress()
  const balanced = usePool(row.pool)?.balanced ?? false
  const pencil = (action: string, label: string) => (
    <ActionPencil action={action} label={label} row={row} press={press} />
  )
  return (
    <Card title={t('Place and boot')}>
      <Facts
        facts={[
          {
            label: t('Home server'),
            value: (
              <span className="flex items-center gap-1">
                {row.home ? <ObjectLink cls="host" id={row.home} /> : t('None')}
                {balanced ? (
                  <span className="ml-1 text-muted">{t('workload balancing chooses')}</span>
                ) : (
                  pencil('vm.setHome', t('Set home server'))
                )}
              </span>
            ),
          },
          ...(row.isHvm
            ? [
                {
                  label: t('Boot order'),
                  value: (
                    <span className="flex items-center gap-1">
                      {bootOrderTold(bootOrder)}
                      {pencil('vm.setBootOrder', t('Change boot order'))}
                    </span>
                  ),
                },
                { label: t('Firmware'), value: firmware.toUpperCase() },
              ]
            : []),
        ]}
      />
      {dialog}
    </Card>
  )
}
