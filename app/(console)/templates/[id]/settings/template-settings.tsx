'use client'

import { MemorySettings } from '@/app/forms/vm/settings/memory'
import { VcpusSettings } from '@/app/forms/vm/settings/vcpus'
import { useTemplateDetail } from '@/app/lib/detail'
import { ActionPencil } from '@/app/parts/action-button'
import { useActionPress } from '@/app/parts/action-press'
import { DetailGate } from '@/app/parts/detail-gate'
import { Banner } from '@/app/ui/banner'
import { Card } from '@/app/ui/card'
import { Facts } from '@/app/ui/facts'
import { Panels } from '@/app/ui/panels'
import type { ObjectId, TemplateDetail } from '@/server/api/types'
import { bootOrderTold } from '@/server/shared/boot-order'
import { t } from '@/server/shared/text'

/** What VMs made of a template get, as far as it can be set, each part saved by itself. */
export function TemplateSettings({ id }: { id: ObjectId }) {
  return (
    <div className="p-4">
      <DetailGate detail={useTemplateDetail(id)}>{detail => <Settings detail={detail} />}</DetailGate>
    </div>
  )
}

function Settings({ detail }: { detail: TemplateDetail }) {
  return (
    <div className="flex flex-col gap-4">
      {detail.row.kind === 'default' && (
        <Banner
          tone="info"
          title={t('It comes with the product and stays as it is: copy it, and change the copy.')}
        />
      )}
      <Panels className="grid items-start gap-4 lg:grid-cols-2">
        <MemorySettings detail={detail} />
        <Panels className="flex min-w-0 flex-col gap-4">
          <VcpusSettings detail={detail} />
          <Boot detail={detail} />
        </Panels>
      </Panels>
    </div>
  )
}

/** What VMs made of it start from. */
function Boot({ detail: { row, bootOrder, firmware, bootArguments } }: { detail: TemplateDetail }) {
  const { press, dialog } = useActionPress()
  return (
    <Card title={t('Boot')}>
      <Facts
        facts={
          row.isHvm
            ? [
                {
                  label: t('Boot order'),
                  value: (
                    <span className="flex items-center gap-1">
                      {bootOrderTold(bootOrder)}
                      <ActionPencil
                        action="vm.setBootOrder"
                        label={t('Change boot order')}
                        row={row}
                        press={press}
                      />
                    </span>
                  ),
                },
                { label: t('Firmware'), value: firmware.toUpperCase() },
              ]
            : [{ label: t('Boot parameters'), value: bootArguments }]
        }
      />
      {dialog}
    </Card>
  )
}
