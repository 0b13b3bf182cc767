'use client'

import type { ReactNode } from 'react'
import { paths } from '@/app/lib/paths'
import { NewVmButton } from '@/app/parts/new-vm-button'
import { ObjectPage } from '@/app/parts/object-page'
import type { ObjectId, TemplateRow } from '@/server/api/types'
import { t } from '@/server/shared/text'

/** Head and tabs of a template's page. */
export function TemplatePage({ id, children }: { id: ObjectId; children: ReactNode }) {
  const tabs = (row: TemplateRow) => [
    { href: paths.template(id), label: t('Summary') },
    { href: paths.template(id, 'settings'), label: t('Settings') },
    { href: paths.template(id, 'disks'), label: t('Disks'), count: row.disks },
    { href: paths.template(id, 'networks'), label: t('Networks'), count: row.networks.length },
    { href: paths.template(id, 'access'), label: t('Access') },
  ]
  return (
    <ObjectPage
      cls="template"
      id={id}
      noun={t('template')}
      list={{ href: paths.templates, label: t('All templates') }}
      actions={<NewVmButton template={id} />}
      tabs={tabs}
    >
      {children}
    </ObjectPage>
  )
}
