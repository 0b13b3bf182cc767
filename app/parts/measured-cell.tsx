'use client'

import { useCallback, useSyncExternalStore } from 'react'
import { bytesText, percent } from '@/app/lib/format'
import { measuredRows } from '@/app/lib/measured'
import { Meter } from '@/app/ui/meter'
import type { ObjectId } from '@/server/api/types'
import { t } from '@/server/shared/text'
import { toldError } from '@/server/shared/told-error'
import { Bytes } from './quantity'
import { UsageMeter } from './usage-meter'

export type MeasuredColumn = 'cpu' | 'memory' | 'disk' | 'network'

export interface MeasuredCellProps {
  id: ObjectId
  name: string
  what: MeasuredColumn
  /** Bytes of memory it has. */
  memory: number
}

/** What an object uses now, as long as this is shown. */
export function MeasuredCell({ id, name, what, memory }: MeasuredCellProps) {
  const now = useSyncExternalStore(
    useCallback(listener => measuredRows.watch(id, listener), [id]),
    () => measuredRows.now(id),
    () => undefined,
  )
  if (now === undefined) return null
  if ('error' in now) return <Unknown why={toldError(now.error).message} />
  const value = now.load?.[what] ?? null
  if (value === null)
    return (
      <Unknown
        why={what === 'memory' ? t('The guest agent does not tell.') : t('Its host has measured nothing.')}
      />
    )
  if (what === 'cpu')
    return <Meter label={t('CPU of {name}', { name })} share={value} text={percent(value)} />
  if (what === 'memory')
    return (
      <span title={t('{used} of {total}', { used: bytesText(value), total: bytesText(memory) })}>
        <UsageMeter label={t('Memory used in {name}', { name })} used={value} total={memory} />
      </span>
    )
  return (
    <span className="whitespace-nowrap">
      <Bytes count={value} />
      <span className="text-faint">/s</span>
    </span>
  )
}

function Unknown({ why }: { why: string }) {
  return (
    <span title={why} className="text-faint">
      <span aria-hidden>–</span>
      <span className="sr-only">{t('Not known: {why}', { why })}</span>
    </span>
  )
}

/** What was measured of a row that is in sight, for files. Null: that is not known. */
export function measuredNumber(id: ObjectId, what: MeasuredColumn): number | null {
  const now = measuredRows.now(id)
  return now && 'load' in now ? (now.load?.[what] ?? null) : null
}
