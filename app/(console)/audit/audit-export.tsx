'use client'

import type { AuditListQuery } from '@/app/parts/audit/audit-table'
import { Button } from '@/app/ui/button'
import { Menu } from '@/app/ui/menu'
import { t } from '@/server/shared/text'

/** The lines that the filter finds, as a file. */
export function AuditExport({ query }: { query: AuditListQuery }) {
  const href = (format: string) => `/api/audit/export?${new URLSearchParams({ ...query, format })}`
  const link = (format: string) => (
    // The file is the server's to name; no page is left for it.
    <a href={href(format)} download>
      {/* the menu writes the label */}
    </a>
  )
  return (
    <Menu
      align="end"
      trigger={
        <Button size="s" icon="download">
          {t('Export')}
        </Button>
      }
      entries={[
        { type: 'link', id: 'csv', label: t('CSV'), render: link('csv') },
        { type: 'link', id: 'jsonl', label: t('JSON Lines'), render: link('jsonl') },
      ]}
    />
  )
}
