import { type Consolidation, rowTimes } from './archives'
import { Moment } from './moment'
import type { Source } from './source'

/** A series of a table with how its rows were made from samples. */
export interface Column {
  readonly source: Source
  readonly consolidation: Consolidation
}

/** Values of the columns in rows that end at `first`, `first + width`, … `last`: oldest first. Seconds. */
export function* sampled(
  columns: readonly Column[],
  first: number,
  last: number,
  width: number,
): Generator<{ readonly at: number; readonly values: readonly number[] }> {
  const extremes = columns.some(column => column.consolidation !== 'AVERAGE')
  for (const at of rowTimes(first, last, width)) {
    const moment = new Moment(at, width)
    const parts = extremes ? moment.parts() : []
    yield { at, values: columns.map(column => consolidate(column, moment, parts)) }
  }
}

function consolidate({ source, consolidation }: Column, moment: Moment, parts: readonly Moment[]): number {
  if (consolidation === 'AVERAGE') return source.value(moment)
  const values = parts.map(source.value)
  return consolidation === 'MIN' ? Math.min(...values) : Math.max(...values)
}
