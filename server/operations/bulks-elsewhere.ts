import type { OperationRow } from '@/server/inventory/rows'
import type { Caller } from './operations'

/** Runs over many objects that other processes do, as they tell of them. */
export function createBulksElsewhere({
  rows,
  show,
  cancelOne,
}: {
  rows: ReadonlyMap<string, OperationRow>
  show: (row: OperationRow) => void
  cancelOne: (caller: Caller, id: string) => Promise<void>
}) {
  /** The processes of those that are under way. */
  const running = new Map<string, number>()
  return {
    heard(process: number, row: OperationRow): void {
      if (row.state === 'running') running.set(row.id, process)
      else running.delete(row.id)
      show(row)
    },

    waits: (): boolean => running.size > 0,

    /** Nobody will tell the end of what a process ran that is gone: what it had begun has lines of its own. */
    endGone(present: readonly number[]): void {
      for (const [id, process] of running) {
        if (present.includes(process)) continue
        running.delete(id)
        const row = rows.get(id)
        if (row) show({ ...row, state: 'unknown', finishedAt: new Date().toISOString() })
      }
    },

    /** A line of a run over many is shown as its part where that run is shown, else by itself. */
    partOf({ bulk, ...row }: OperationRow): OperationRow {
      return bulk !== undefined && rows.has(bulk) ? { ...row, bulk } : row
    },

    /** Asks the pools to stop what is under way of a run. Throws the first refusal. */
    async cancelUnderWay(caller: Caller, id: string): Promise<void> {
      const parts = [...rows.values()].filter(
        row => row.bulk === id && row.state === 'running' && row.task !== null,
      )
      const ends = await Promise.allSettled(parts.map(part => cancelOne(caller, part.id)))
      for (const end of ends) if (end.status === 'rejected') throw end.reason
    },
  }
}
