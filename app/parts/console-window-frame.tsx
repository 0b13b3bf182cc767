'use client'

import { type ReactNode, useEffect } from 'react'
import { useGone, useLoaded } from '@/app/lib/inventory'
import type { ObjectId } from '@/server/api/types'
import { t } from '@/server/shared/text'
import { EmptyState } from '../ui/empty-state'
import { FreshnessBanner } from './freshness-banner'

interface ConsoleWindowFrameProps {
  id: ObjectId
  row: { name_label: string; pool: string } | undefined
  /** What is said where there is none. */
  absent: string
  children: ReactNode
}

/** A window that holds one console and nothing else; it is called by its object's name. */
export function ConsoleWindowFrame({ id, row, absent, children }: ConsoleWindowFrameProps) {
  const gone = useGone(id)
  const loaded = useLoaded()
  const name = row?.name_label
  useEffect(() => {
    if (name) document.title = `${name} · ${t('Console')}`
  }, [name])
  if (!row) {
    return loaded ? (
      <EmptyState
        kind="nothing-yet"
        title={gone ? t('{name} has been deleted', { name: gone.name }) : absent}
      />
    ) : (
      <h1 className="sr-only">{t('Loading the console')}</h1>
    )
  }
  return (
    <>
      <h1 className="sr-only">{t('Console of {name}', { name: row.name_label })}</h1>
      <FreshnessBanner pool={row.pool} />
      <div className="min-h-0 grow">{children}</div>
    </>
  )
}
