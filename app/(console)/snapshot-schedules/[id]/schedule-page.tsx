'use client'

import type { ReactNode } from 'react'
import { paths } from '@/app/lib/paths'
import { ObjectPage } from '@/app/parts/object-page'
import type { ObjectId } from '@/server/api/types'
import { t } from '@/server/shared/text'

/** Head and tabs of a snapshot schedule's page. */
export function SchedulePage({ id, children }: { id: ObjectId; children: ReactNode }) {
  const tabs = [
    { href: paths.schedule(id), label: t('Summary') },
    { href: paths.schedule(id, 'access'), label: t('Access') },
  ]
  return (
    <ObjectPage
      cls="VMSS"
      id={id}
      noun={t('snapshot schedule')}
      list={{ href: paths.schedules, label: t('All snapshot schedules') }}
      tabs={() => tabs}
    >
      {children}
    </ObjectPage>
  )
}
