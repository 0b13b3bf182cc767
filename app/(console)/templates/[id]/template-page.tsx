'use client'

import type { ReactNode } from 'react'
import { paths } from '@/app/lib/paths'
import { NewVmButton } from '@/app/parts/new-vm-button'
import { ObjectPage } from '@/app/parts/object-page'
import type { ObjectId } from '@/server/api/types'
import { t } from '@/server/shared/text'

/** Head and tabs of a template's page. */
export function TemplatePage({ id, children }: { id: ObjectId; children: ReactNode }) {
  const tabs = [
    { href: paths.template(id), label: t('Summary') },
    { href: paths.template(id, 'access'), label: t('Access') },
  ]
  return (
    <ObjectPage
      cls="template"
      id={id}
      noun={t('template')}
      list={{ href: paths.templates, label: t('All templates') }}
      actions={<NewVmButton template={id} />}
      tabs={() => tabs}
    >
      {children}
    </ObjectPage>
  )
}
