import { setTimeout as delay } from 'node:timers/promises'
import { createDueRuns } from '@/server/operations/schedules/run-due'

/** How late something may be that is due. */
const lookMs = 1000

/** Does what scheduled actions say when they are due, until the signal says so; then nothing more is begun. */
export async function keepSchedules(
  rooms: Parameters<typeof createDueRuns>[0],
  signal: AbortSignal,
): Promise<void> {
  const due = createDueRuns(rooms)
  while (!signal.aborted) {
    try {
      await due.step((what, error) => console.error(`${what}:`, error))
    } catch (error) {
      console.error('What is due could not be looked for:', error)
    }
    await delay(lookMs, undefined, { signal }).catch(() => undefined)
  }
}
