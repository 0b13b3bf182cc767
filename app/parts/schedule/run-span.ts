/** How far back runs of a schedule are shown: so many, or so long. */
export type RunSpan = 'ten' | 'day' | 'week'

const reach: Record<RunSpan, { most: number; hours: number }> = {
  ten: { most: 10, hours: Number.POSITIVE_INFINITY },
  day: { most: Number.POSITIVE_INFINITY, hours: 24 },
  week: { most: Number.POSITIVE_INFINITY, hours: 7 * 24 },
}
const hourMs = 3_600_000

/** A run by the message that tells of it; `at`: ISO 8601. */
interface Noted {
  message: { at: string }
}

/** Those of `runs`, newest first, that belong to the span. `now`: milliseconds since the epoch. */
export function runsOfSpan<R extends Noted>(runs: readonly R[], span: RunSpan, now: number): R[] {
  const { most, hours } = reach[span]
  return runs.filter(({ message }) => now - Date.parse(message.at) <= hours * hourMs).slice(0, most)
}

/** Whether no older run could belong to the span. */
export function reachesBack(runs: readonly Noted[], span: RunSpan, now: number): boolean {
  const { most, hours } = reach[span]
  const last = runs.at(-1)
  return runs.length >= most || (last !== undefined && now - Date.parse(last.message.at) > hours * hourMs)
}
