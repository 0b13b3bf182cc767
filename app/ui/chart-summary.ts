import type { ChartLine } from './chart-types'

export interface LineSummary {
  /** The newest value there is; null: there is none at all. */
  latest: number | null
  least: { value: number; at: number } | null
  most: { value: number; at: number } | null
}

/** What a line comes to, for who reads it instead of looking at it. `at`: an index of `values`. */
export function summaryOf({ values }: ChartLine): LineSummary {
  const summary: LineSummary = { latest: null, least: null, most: null }
  values.forEach((value, at) => {
    if (value === null) return
    summary.latest = value
    if (summary.least === null || value < summary.least.value) summary.least = { value, at }
    if (summary.most === null || value > summary.most.value) summary.most = { value, at }
  })
  return summary
}

/** The scale's top for values up to this: the next of 1, 2, 5 times a power of ten, or of two for bytes. */
export function niceTop(highest: number): number {
  if (!(highest > 0)) return 1
  const power = 10 ** Math.floor(Math.log10(highest))
  return [1, 2, 5, 10].map(step => step * power).find(top => top >= highest) ?? highest
}
