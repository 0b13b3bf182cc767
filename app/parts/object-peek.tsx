'use client'

import { pathOfRow } from '@/app/lib/paths'
import { type Fact, Facts } from '@/app/ui/facts'
import { LinkButton } from '@/app/ui/link-button'
import type { AnyRow } from '@/server/api/types'
import { t } from '@/server/shared/text'
import { ActionToolbar } from './action-toolbar'
import { OperationNotices } from './operation-notice'
import { PageLink } from './page-link'
import { ObjectState } from './vm-state'

/** An object in short, beside the list it was found in: its state, what can be done, and what its row tells. */
export function ObjectPeek({ row, facts }: { row: AnyRow; facts: readonly Fact[] }) {
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-2">
        <ObjectState row={row} loud />
        <LinkButton size="s" render={<PageLink href={pathOfRow(row)} />}>
          {t('Open')}
        </LinkButton>
        <ActionToolbar row={row} />
      </div>
      <div className="-mx-4">
        <OperationNotices object={row.id} />
      </div>
      <Facts facts={facts} />
      {row.name_description && <p className="text-muted">{row.name_description}</p>}
    </div>
  )
}
