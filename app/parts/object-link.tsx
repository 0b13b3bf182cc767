'use client'

import { useRow, useVeiledPools } from '@/app/lib/inventory'
import { pathOf, pathOfRow } from '@/app/lib/paths'
import { useCellTabIndex } from '@/app/ui/cell-focus'
import type { AnyRow, ObjectId, RowClass } from '@/server/api/types'
import { hidden } from '@/server/shared/hidden'
import { t } from '@/server/shared/text'
import { PageLink } from './page-link'

interface ObjectLinkProps {
  cls: RowClass
  id: ObjectId | null
  /** What it was called, for an object that is not here any more. Its present name goes before. */
  name?: string | undefined
  /** Where the name is what a line is about. */
  strong?: boolean
}

const looks = { plain: 'text-accent hover:underline', strong: 'font-medium text-strong hover:underline' }

/** An object's name, leading to its page; plain text once the object is gone. */
export function ObjectLink({ cls, id, name, strong = false }: ObjectLinkProps) {
  const row = useRow(id)
  const veiled = useVeiledPools()
  const tabIndex = useCellTabIndex()
  const label = row?.name_label || name
  const isVeiled = cls === 'pool' && id !== null && id in veiled
  if (id === hidden || (isVeiled && !row))
    return <span className="text-faint">{t('Not visible to you')}</span>
  if (!id || !label) return <span className="text-faint">–</span>
  if (!row) return <span className="text-muted">{label}</span>
  return (
    <PageLink href={pathOf(cls, id)} tabIndex={tabIndex} className={strong ? looks.strong : looks.plain}>
      {label}
    </PageLink>
  )
}

/**
 * The name that a row of a table is about, leading to the object's page. The row is at hand and follows what changes:
 * asking for the object as well would tell the server of each row that is scrolled by.
 */
export function RowLink({ row }: { row: AnyRow }) {
  const tabIndex = useCellTabIndex()
  return (
    <PageLink href={pathOfRow(row)} tabIndex={tabIndex} className={looks.strong}>
      {row.name_label || t('(no name)')}
    </PageLink>
  )
}

/** Another object that a row of a table tells the name of, as it does for objects that are not all here. */
export function NamedLink({ cls, id, name }: { cls: RowClass; id: ObjectId; name: string }) {
  const tabIndex = useCellTabIndex()
  return (
    <PageLink href={pathOf(cls, id)} tabIndex={tabIndex} className={`truncate ${looks.plain}`}>
      {name || t('(no name)')}
    </PageLink>
  )
}
