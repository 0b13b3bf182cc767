'use client'

import { useCount } from '@/app/lib/inventory'
import { useTemplateColumns } from '@/app/parts/columns/template'
import { NewVmButton } from '@/app/parts/new-vm-button'
import { NothingYet } from '@/app/parts/nothing-yet'
import { LongList } from '@/app/parts/object-list'
import { PageHeader } from '@/app/parts/page-header'
import { t } from '@/server/shared/text'

const asked = { kind: 'template' } as const

export function TemplateList() {
  const columns = useTemplateColumns()
  const count = useCount('template')
  return (
    <>
      <PageHeader
        title={t('Templates')}
        aside={count > 0 && <span className="text-muted tabular-nums">{count}</span>}
        actions={<NewVmButton />}
      />
      <LongList
        cls="template"
        label={t('Templates')}
        what={t('templates')}
        example="kind:custom debian"
        storageKey="templates"
        searches
        asked={asked}
        columns={columns}
        empty={<NothingYet what={t('templates')} />}
      />
    </>
  )
}
