'use client'

import { useFreshness } from '@/app/lib/inventory'
import { StatusMark, StatusShape } from '@/app/ui/status-mark'
import type { AnyRow } from '@/server/api/types'
import { statusOf } from './status'

interface ObjectStateProps {
  row: AnyRow
  /** As in a page's head: the word has the colour of its status. */
  loud?: boolean
}

/** Shape and word of any object, greyed when its pool is not heard from. */
export function ObjectState({ row, loud = false }: ObjectStateProps) {
  const { status, word, half, detail } = statusOf(row, useFreshness(row.pool))
  return (
    <span title={detail}>
      <StatusMark status={status} word={word} half={half ?? false} loud={loud} />
    </span>
  )
}

/** The word alone: the state column of a list, whose first column has the shape. */
export function StateWord({ row }: { row: AnyRow }) {
  const { status, word, detail } = statusOf(row, useFreshness(row.pool))
  const colour = { warn: 'text-warn', trouble: 'text-trouble', unknown: 'text-faint' }
  const loud = status === 'warn' || status === 'trouble' || status === 'unknown'
  return (
    <span title={detail} className={loud ? colour[status] : 'text-muted'}>
      {word}
    </span>
  )
}

/** The shape alone, named for screen readers: before a name in lists and trees. */
export function ObjectShape({ row }: { row: AnyRow }) {
  const { status, word, half, detail } = statusOf(row, useFreshness(row.pool))
  return <StatusShape status={status} half={half ?? false} label={detail ? `${word}. ${detail}` : word} />
}
