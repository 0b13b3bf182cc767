'use client'

import type { ReactNode } from 'react'
import { useHostDetail } from '@/app/lib/detail'
import { paths } from '@/app/lib/paths'
import { ObjectPage } from '@/app/parts/object-page'
import type { PageTab } from '@/app/parts/page-tabs'
import type { HostRow, ObjectId } from '@/server/api/types'
import { t } from '@/server/shared/text'

/** Head and tabs of a host's page. */
export function HostPage({ id, children }: { id: ObjectId; children: ReactNode }) {
  const detail = useHostDetail(id)
  const tabs = (host: HostRow): PageTab[] => [
    { href: paths.host(id), label: t('Summary') },
    { href: paths.host(id, 'vms'), label: t('VMs'), count: host.vms },
    { href: paths.host(id, 'memory'), label: t('Memory') },
    { href: paths.host(id, 'networks'), label: t('NICs'), ...(detail ? { count: detail.nics.length } : {}) },
    {
      href: paths.host(id, 'storage'),
      label: t('Storage'),
      ...(detail ? { count: detail.storage.length } : {}),
    },
    { href: paths.host(id, 'console'), label: t('Console') },
    { href: paths.host(id, 'access'), label: t('Access') },
    { href: paths.host(id, 'tasks'), label: t('Tasks & events') },
  ]
  return (
    <ObjectPage
      cls="host"
      id={id}
      noun={t('host')}
      list={{ href: paths.hosts, label: t('All hosts') }}
      tabs={tabs}
    >
      {children}
    </ObjectPage>
  )
}
