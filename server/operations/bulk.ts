import { randomUUID } from 'node:crypto'
import type { Action, ActionRow } from '@/server/catalogue/define'
import { AppError, describe } from '@/server/errors'
import type { ObjectId, OperationParts, OperationRow } from '@/server/inventory/rows'
import type { Pools } from '@/server/pools/pools'
import type { Deed } from './deed'
import type { Caller } from './operations'
import { countOf, type Sorted } from './plan'
import { sentenceOf } from './spoken'

/** So many at a time: pools queue much of what they are asked for themselves. */
const atOnce = 8
const shownProblems = 50
/** Other processes are told of a run at its start, at its end, and meanwhile no oftener than this. */
const spreadMs = 500

export interface BulkStart {
  id: string
  started: number
  refused: { id: ObjectId; name: string; reason: string }[]
}

interface Bulk {
  row: OperationRow
  parts: OperationParts
  cancelled: boolean
  /** Runs under way, and how far each is: 0…1. */
  running: Map<string, number>
  spreadAt: number
}

type Execute = (caller: Caller, deed: Deed) => Promise<{ id: string; ended: Promise<OperationRow['state']> }>

/** Runs over many objects: each is executed by itself, some at a time, and all of them are shown as one operation. */
export function createBulks({
  show,
  spread,
  execute,
  refuse,
  cancelOne,
  hold,
}: {
  show: (row: OperationRow) => void
  /** Tells other processes. */
  spread: (row: OperationRow) => void
  execute: Execute
  refuse: (caller: Caller, deed: Deed, reason: string, allowed: boolean) => Promise<AppError>
  cancelOne: (caller: Caller, id: string) => Promise<void>
  hold: Pools['hold']
}) {
  const bulks = new Map<string, Bulk>()

  function tell(bulk: Bulk, change: Partial<OperationRow> = {}): void {
    const { total, succeeded, failed, cancelled } = bulk.parts
    const begun = [...bulk.running.values()].reduce((sum, share) => sum + share, 0)
    const progress = total === 0 ? 1 : Math.min(1, (succeeded + failed + cancelled + begun) / total)
    bulk.row = { ...bulk.row, progress, parts: bulk.parts, ...change }
    show(bulk.row)
    if (bulk.row.state === 'running' && Date.now() - bulk.spreadAt < spreadMs) return
    bulk.spreadAt = Date.now()
    spread(bulk.row)
  }

  function count(bulk: Bulk, state: OperationRow['state']): void {
    const part = state === 'succeeded' ? 'succeeded' : state === 'cancelled' ? 'cancelled' : 'failed'
    bulk.parts = { ...bulk.parts, [part]: bulk.parts[part] + 1 }
  }

  function note(bulk: Bulk, { id, name_label }: Deed['row'], reason: string): void {
    const { problems } = bulk.parts
    if (problems.length >= shownProblems) return
    bulk.parts = { ...bulk.parts, problems: [...problems, { id, name: name_label, reason }] }
  }

  async function runOne(bulk: Bulk, caller: Caller, deed: Deed): Promise<void> {
    if (bulk.cancelled) return count(bulk, 'cancelled')
    try {
      const { id, ended } = await execute(caller, deed)
      if (!bulk.running.has(id)) bulk.running.set(id, 0)
      // Between the two a cancel would find nothing to cancel.
      if (bulk.cancelled) await cancelOne(caller, id).catch(() => undefined)
      const state = await ended
      bulk.running.delete(id)
      count(bulk, state)
      if (state === 'failed' || state === 'unknown')
        note(bulk, deed.row, state === 'failed' ? 'It failed: see its tasks.' : 'The outcome is not known.')
    } catch (error) {
      count(bulk, 'failed')
      note(bulk, deed.row, error instanceof AppError ? error.shape.message : describe(error).message)
    }
    tell(bulk)
  }

  async function runAll(bulk: Bulk, caller: Caller, deeds: Deed[]): Promise<void> {
    const waiting = deeds.values()
    const worker = async () => {
      for (const deed of waiting) await runOne(bulk, caller, deed)
    }
    await Promise.all(Array.from({ length: atOnce }, worker))
    const { failed, cancelled } = bulk.parts
    const state = failed > 0 ? 'failed' : cancelled > 0 ? 'cancelled' : 'succeeded'
    tell(bulk, { state, finishedAt: new Date().toISOString(), progress: 1 })
    bulks.delete(bulk.row.id)
  }

  return {
    start(
      caller: Caller,
      { action, input, sorted: { can, cannot } }: { action: Action; input: unknown; sorted: Sorted },
    ): BulkStart {
      const id = `bulk-${randomUUID()}`
      const refused = cannot.map(({ row, reason }) => ({ id: row.id, name: row.name_label, reason }))
      const rows = [...can, ...cannot.map(({ row }) => row)]
      const [first] = rows
      const bulk: Bulk = {
        cancelled: false,
        running: new Map(),
        spreadAt: 0,
        parts: {
          total: can.length,
          succeeded: 0,
          failed: 0,
          cancelled: 0,
          problems: refused.slice(0, shownProblems),
        },
        row: {
          id,
          action: action.id,
          ...sentenceOf(action, countOf(can), input),
          pool: first?.pool ?? '',
          object: { class: first?.class ?? 'VM', id: first?.id ?? '', name: countOf(can) },
          user: caller.user.username,
          state: 'running',
          progress: 0,
          startedAt: new Date().toISOString(),
          finishedAt: null,
          error: null,
          task: null,
        },
      }
      bulks.set(id, bulk)
      tell(bulk)
      const deeds = can.map((row): Deed => ({ action, input, row, bulk: id }))
      const letGo = hold(new Set(can.map(({ pool }) => pool)))
      void noteRefused(caller, { action, input, cannot, bulk: id })
        .then(() => runAll(bulk, caller, deeds))
        .catch(error => {
          console.error('A run over many objects ended early:', error)
          tell(bulk, { state: 'unknown', finishedAt: new Date().toISOString() })
          bulks.delete(id)
        })
        .finally(letGo)
      return { id, started: can.length, refused }
    },

    /** One of its runs has come further. */
    heard({ id, bulk: of, state, progress }: OperationRow): void {
      const bulk = of === undefined ? undefined : bulks.get(of)
      if (!bulk || state !== 'running' || progress === null) return
      if (progress === bulk.running.get(id)) return
      bulk.running.set(id, progress)
      tell(bulk)
    },

    /** Whether it runs in this process. */
    has: (id: string): boolean => bulks.has(id),

    /** What has not begun does not begin. */
    halt(id: string): void {
      const bulk = bulks.get(id)
      if (bulk) bulk.cancelled = true
    },

    /** What has not begun does not begin; what is under way is asked to stop where the pool lets it. */
    async cancel(caller: Caller, id: string): Promise<void> {
      const bulk = bulks.get(id)
      if (!bulk) return
      bulk.cancelled = true
      const ends = [...bulk.running.keys()].map(one => cancelOne(caller, one))
      const [refusal] = (await Promise.allSettled(ends)).flatMap(end =>
        end.status === 'rejected' ? [end.reason] : [],
      )
      if (refusal !== undefined && ends.length > 0) throw refusal
    },
  }

  /** What was asked for and refused stands in the log, as it does for one object. */
  async function noteRefused(
    caller: Caller,
    { cannot, ...about }: { action: Action; input: unknown; cannot: Sorted['cannot']; bulk: string },
  ): Promise<void> {
    for (const { row, reason, lacks } of cannot)
      if (isActionRow(row)) await refuse(caller, { ...about, row }, reason, lacks === undefined)
  }
}

function isActionRow(row: Sorted['cannot'][number]['row']): row is ActionRow {
  return row.class !== 'task'
}
