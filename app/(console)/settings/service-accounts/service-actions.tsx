'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import type { ServiceDeed } from '@/app/forms/service-standing'
import { paths } from '@/app/lib/paths'
import type { MenuEntry } from '@/app/ui/menu'
import { onDemandPart } from '@/app/ui/on-demand-part'
import type { ServiceInfo } from '@/server/api/types'
import { t } from '@/server/shared/text'

const ServiceEditDialog = onDemandPart(() =>
  import('@/app/forms/service-edit').then(found => found.ServiceEditDialog),
)
const ServiceStandingDialog = onDemandPart(() =>
  import('@/app/forms/service-standing').then(found => found.ServiceStandingDialog),
)

/** What can be done to a service account, as entries of a menu; render `dialog` somewhere. */
export function useServiceActions() {
  const router = useRouter()
  const [open, setOpen] = useState<{ deed: 'edit' | ServiceDeed; service: ServiceInfo } | null>(null)
  const close = () => setOpen(null)
  const entries = (service: ServiceInfo): MenuEntry[] => {
    const ask = (deed: 'edit' | ServiceDeed) => () => setOpen({ deed, service })
    return [
      { type: 'item', id: 'edit', label: t('Edit…'), icon: 'edit', onSelect: ask('edit') },
      service.disabled
        ? { type: 'item', id: 'enable', label: t('Enable…'), icon: 'check', onSelect: ask('enable') }
        : { type: 'item', id: 'disable', label: t('Disable…'), icon: 'ban', onSelect: ask('disable') },
      { type: 'separator', id: 'before delete' },
      {
        type: 'item',
        id: 'delete',
        label: t('Delete…'),
        icon: 'delete',
        tone: 'danger',
        onSelect: ask('delete'),
      },
    ]
  }
  const dialog =
    open &&
    (open.deed === 'edit' ? (
      <ServiceEditDialog service={open.service} onClose={close} />
    ) : (
      <ServiceStandingDialog
        service={open.service}
        deed={open.deed}
        onClose={close}
        onDone={() => {
          if (open.deed === 'delete') router.push(paths.serviceAccounts)
        }}
      />
    ))
  return { entries, dialog }
}
