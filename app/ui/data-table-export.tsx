'use client'

import { type ReactNode, useState } from 'react'
import { t } from '@/server/shared/text'
import { Banner } from './banner'
import { csvOf, saveCsv } from './csv'
import type { ShownRows } from './data-table-shown'
import type { Column, ListRows } from './data-table-types'
import { IconButton } from './icon-button'

interface ExportOptions<R> {
  /** What the table lists: the file is called by it. */
  label: string
  /** Shown columns, in order. */
  columns: readonly Column<R>[]
  shown: ShownRows<R>
  elsewhere: ListRows<R> | undefined
}

type Standing = { rows: number } | { failed: string } | null

/** Saves every row that the filter finds, with the columns that are shown, as a file. */
export function useExport<R>({ label, columns, shown, elsewhere }: ExportOptions<R>): {
  /** Undefined: the table cannot have all its rows. */
  start: (() => void) | undefined
  note: ReactNode
} {
  const [standing, setStanding] = useState<Standing>(null)
  const all = elsewhere?.all

  const save = async () => {
    const rows: R[] = []
    try {
      if (all) {
        setStanding({ rows: 0 })
        for await (const part of all()) {
          rows.push(...part)
          setStanding({ rows: rows.length })
        }
      } else rows.push(...shown.every())
      const day = new Date().toISOString().slice(0, 10)
      saveCsv(`${label.toLowerCase().replace(/[^a-z0-9]+/g, '-')}-${day}.csv`, csvOf(columns, rows))
      setStanding(null)
    } catch (error) {
      setStanding({ failed: error instanceof Error ? error.message : String(error) })
    }
  }
  return {
    start: elsewhere && !all ? undefined : () => void save(),
    note: standing && <Note standing={standing} of={shown.count} onClose={() => setStanding(null)} />,
  }
}

function Note({
  standing,
  of,
  onClose,
}: {
  standing: NonNullable<Standing>
  of: number
  onClose: () => void
}) {
  if ('rows' in standing) {
    return (
      <p role="status" className="px-4 pb-2 text-muted">
        {t('Gathering rows for the file: {rows} of {of}', { rows: standing.rows, of })}
      </p>
    )
  }
  return (
    <Banner
      tone="trouble"
      live="alert"
      className="mx-4 mb-2"
      title={t('The file could not be made')}
      actions={<IconButton size="s" icon="close" label={t('Dismiss')} onClick={onClose} />}
    >
      {standing.failed}
    </Banner>
  )
}
