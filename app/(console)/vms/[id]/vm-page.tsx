'use client'

import type { ReactNode } from 'react'
import { useVmDetail } from '@/app/lib/detail'
import { paths } from '@/app/lib/paths'
import { ObjectPage } from '@/app/parts/object-page'
import type { PageTab } from '@/app/parts/page-tabs'
import type { ObjectId, VmRow } from '@/server/api/types'
import { t } from '@/server/shared/text'

/** Head and tabs of a VM's page. */
export function VmPage({ id, children }: { id: ObjectId; children: ReactNode }) {
  const snapshots = useVmDetail(id)?.snapshots.length
  const tabs = (vm: VmRow): PageTab[] => [
    { href: paths.vm(id), label: t('Summary') },
    { href: paths.vm(id, 'console'), label: t('Console') },
    { href: paths.vm(id, 'settings'), label: t('Settings') },
    { href: paths.vm(id, 'disks'), label: t('Disks'), count: vm.disks },
    { href: paths.vm(id, 'networks'), label: t('Networks'), count: vm.networks.length },
    {
      href: paths.vm(id, 'snapshots'),
      label: t('Snapshots'),
      ...(snapshots === undefined ? {} : { count: snapshots }),
    },
    { href: paths.vm(id, 'access'), label: t('Access') },
    { href: paths.vm(id, 'tasks'), label: t('Tasks & events') },
  ]
  return (
    <ObjectPage cls="VM" id={id} noun={t('VM')} list={{ href: paths.vms, label: t('All VMs') }} tabs={tabs}>
      {children}
    </ObjectPage>
  )
}
