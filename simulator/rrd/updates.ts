import { archiveFor, type Consolidation, newestRow, STEP, widthOf } from './archives'
import { breathing } from './breath'
import type { Measurement } from './measurements'
import { writeSample } from './numbers'
import { type Column, sampled } from './table'

export interface UpdatesQuery {
  /** Seconds since the epoch; negative: before the newest sample. */
  readonly start: number
  /** Seconds a row shall at least stand for. */
  readonly interval: number
  /** Undefined: all there are. */
  readonly consolidation: Consolidation | undefined
}

/** Rows of several objects in one table, newest first, as texts. */
export interface Updates {
  readonly start: number
  readonly step: number
  readonly end: number
  readonly legend: readonly string[]
  readonly rows: readonly { readonly at: number; readonly values: readonly string[] }[]
}

/** What was measured since a time. Undefined when nothing at all is recorded that was asked for. */
export async function updatesOf(
  measurements: readonly Measurement[],
  query: UpdatesQuery,
  sampledAt: number,
): Promise<Updates | undefined> {
  const columns: Column[] = []
  const legend: string[] = []
  for (const { type, uuid, sources, consolidations, isRecorded } of measurements) {
    for (const consolidation of consolidations) {
      if (query.consolidation && query.consolidation !== consolidation) continue
      for (const source of sources) {
        if (!isRecorded(source)) continue
        columns.push({ source, consolidation })
        legend.push(`${consolidation}:${type}:${uuid}:${source.name}`)
      }
    }
  }
  if (columns.length === 0) return undefined
  const newest = sampledAt - (sampledAt % STEP)
  const start = query.start < 0 ? newest + query.start : query.start
  const archive = archiveFor(start, query.interval, newest)
  const step = widthOf(archive)
  const end = newestRow(archive, newest)
  const first = Math.max(start - (start % step) + step, end - (archive.rows - 1) * step)
  const rows: { at: number; values: string[] }[] = []
  const breath = breathing()
  for (const { at, values } of sampled(columns, first, end, step)) {
    rows.push({ at, values: values.map(writeSample) })
    await breath()
  }
  return { start: first, step, end, legend, rows: rows.reverse() }
}

export function updatesAsXml({ start, step, end, legend, rows }: Updates): string {
  const entries = legend.map(name => `<entry>${name}</entry>`).join('')
  const meta = `<start>${start}</start><step>${step}</step><end>${end}</end><rows>${rows.length}</rows><columns>${legend.length}</columns><legend>${entries}</legend>`
  const data = rows.map(
    ({ at, values }) => `<row><t>${at}</t>${values.map(value => `<v>${value}</v>`).join('')}</row>`,
  )
  const table = data.length === 0 ? '<data/>' : `<data>${data.join('')}</data>`
  return `<?xml version="1.0" encoding="UTF-8"?>\n<xport><meta>${meta}</meta>${table}</xport>`
}

/** Every number is a text. */
export function updatesAsJson({ start, step, end, legend, rows }: Updates): string {
  const meta = {
    start: String(start),
    step: String(step),
    end: String(end),
    rows: String(rows.length),
    columns: String(legend.length),
    legend,
  }
  return JSON.stringify({ meta, data: rows.map(({ at, values }) => ({ t: String(at), values })) })
}
