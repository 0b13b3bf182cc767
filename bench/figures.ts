import { appendFileSync } from 'node:fs'
import type catalogue from './catalogue.json'

/** A figure of bench/catalogue.json, which holds its words, unit and budget. */
export type FigureId = keyof typeof catalogue.figures

/**
 * Hands a figure, in the unit of the catalogue, to whoever started the bench (`BENCH_FIGURES` names the file). `peer` is
 * what the peer needed in the same run. One line at once, so that what was measured before a failure is not lost.
 */
export function tell(id: FigureId, value: number, peer?: number): void {
  const to = process.env.BENCH_FIGURES
  if (to) appendFileSync(to, `${JSON.stringify({ id, value, ...(peer === undefined ? {} : { peer }) })}\n`)
}

/** The value below which a share of the sorted values lies; NaN of none. */
export function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}
