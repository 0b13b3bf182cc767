'use client'

import type { ReactNode } from 'react'
import { useHostDetail } from '@/app/lib/detail'
import { paths } from '@/app/lib/paths'
import { ObjectPage } from '@/app/parts/object-page'
import type { PageTab } from '@/app/parts/page-tabs'
import type { HostRow, ObjectId } from '@/server/api/types'

/** Head and tabs of a host's page. */
export function HostPage({ id, children }: { id: ObjectId; children: ReactNode }) {
  const detail = useHostDetail(id)
  const tabs = (host: HostRow): PageTab[] => [
    { href: paths.host(id), label: 'Summary' },
    { href: paths.host(id, 'vms'), label: 'VMs', count: host.vms },
    { href: paths.host(id, 'networks'), label: 'NICs', ...(detail ? { count: detail.nics.length } : {}) },
    {
      href: paths.host(id, 'storage'),
      label: 'Storage',
      ...(detail ? { count: detail.storage.length } : {}),
    },
    { href: paths.host(id, 'access'), label: 'Access' },
    { href: paths.host(id, 'tasks'), label: 'Tasks & events' },
  ]
  return (
    <ObjectPage cls="host" id={id} noun="host" list={{ href: paths.hosts, label: 'All hosts' }} tabs={tabs}>
      {children}
    </ObjectPage>
  )
}
