'use client'

import type { ReactNode } from 'react'
import { paths } from '@/app/lib/paths'
import { ObjectPage } from '@/app/parts/object-page'
import type { ObjectId } from '@/server/api/types'
import { t } from '@/server/shared/text'

/** Head and tabs of a vApp's page. */
export function VappPage({ id, children }: { id: ObjectId; children: ReactNode }) {
  const tabs = [
    { href: paths.vapp(id), label: t('Summary') },
    { href: paths.vapp(id, 'access'), label: t('Access') },
  ]
  return (
    <ObjectPage
      cls="VM_appliance"
      id={id}
      noun={t('vApp')}
      list={{ href: paths.vapps, label: t('All vApps') }}
      tabs={() => tabs}
    >
      {children}
    </ObjectPage>
  )
}
