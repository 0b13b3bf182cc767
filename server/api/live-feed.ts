import type { Inventory } from '@/server/inventory/inventory'
import type { AnyRow, LiveMessage, ObjectId, OperationRow, RowClass } from '@/server/inventory/rows'
import type { Operations } from '@/server/operations/operations'

/**
 * What one browser tab is told, as fast as it takes it: what piles up meanwhile is coalesced to the last state of
 * each row, so a slow tab costs no more than one copy of what it sees. Ends when the signal does.
 */
export async function* liveFeed(
  { inventory, operations }: { inventory: Inventory; operations: Operations },
  lastRevision: string | undefined,
  signal: AbortSignal,
): AsyncGenerator<LiveMessage> {
  let set = new Map<ObjectId, AnyRow>()
  let gone = new Map<ObjectId, { class: RowClass; id: ObjectId }>()
  let runs = new Map<string, OperationRow>()
  let revision = ''
  let wake = () => {}
  const stopRows = inventory.subscribe(change => {
    for (const row of change.set) {
      set.set(row.id, row)
      gone.delete(row.id)
    }
    for (const row of change.gone) {
      gone.set(row.id, row)
      set.delete(row.id)
    }
    revision = change.revision
    wake()
  })
  const stopRuns = operations.subscribe(row => {
    runs.set(row.id, row)
    wake()
  })
  signal.addEventListener('abort', () => wake(), { once: true })
  try {
    const missed = lastRevision === undefined ? null : inventory.since(lastRevision)
    if (missed) {
      revision = missed.revision
      yield { type: 'changes', ...missed, operations: operations.rows() }
    } else {
      const snapshot = inventory.snapshot()
      revision = snapshot.revision
      yield { type: 'snapshot', ...snapshot, operations: operations.rows() }
    }
    while (!signal.aborted) {
      if (set.size === 0 && gone.size === 0 && runs.size === 0) {
        await new Promise<void>(resolve => {
          wake = resolve
        })
        continue
      }
      const message: LiveMessage = {
        type: 'changes',
        revision,
        set: [...set.values()],
        gone: [...gone.values()],
        operations: [...runs.values()],
      }
      set = new Map()
      gone = new Map()
      runs = new Map()
      yield message
    }
  } finally {
    stopRows()
    stopRuns()
  }
}
