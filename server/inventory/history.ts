import type { GoneRow } from './row-set'
import type { AnyRow, ObjectId } from './rows'

/** Rows that are new or different and rows that are gone since the revision before. */
export interface InventoryChange {
  revision: string
  set: AnyRow[]
  gone: GoneRow[]
}

const longest = 2_000
const mostRows = 50_000

interface Step {
  number: number
  rows: ReadonlyMap<ObjectId, AnyRow | GoneRow>
}

/** The last changes, so that a browser that was away for a moment need not be told everything again. */
export class History {
  private readonly steps: Step[] = []
  private rows = 0
  private number = 0

  /** `boot` names this run: revisions of another one are of no use. */
  constructor(private readonly boot: string) {}

  get revision(): string {
    return `${this.boot}:${this.number}`
  }

  add(rows: ReadonlyMap<ObjectId, AnyRow | GoneRow>): InventoryChange {
    this.number += 1
    this.steps.push({ number: this.number, rows })
    this.rows += rows.size
    while (this.steps.length > longest || (this.rows > mostRows && this.steps.length > 1)) {
      this.rows -= this.steps.shift()?.rows.size ?? 0
    }
    return toChange(this.revision, rows)
  }

  /** All that changed after `revision` as one change; null when it is not known any more: send a snapshot. */
  since(revision: string): InventoryChange | null {
    const [boot, text = ''] = revision.split(':')
    const number = Number(text)
    if (boot !== this.boot || text === '' || !Number.isInteger(number) || number > this.number) return null
    const oldest = (this.steps[0]?.number ?? this.number + 1) - 1
    if (number < oldest) return null
    const rows = new Map<ObjectId, AnyRow | GoneRow>()
    for (const step of this.steps) {
      if (step.number <= number) continue
      for (const [id, row] of step.rows) rows.set(id, row)
    }
    return toChange(this.revision, rows)
  }
}

function toChange(revision: string, rows: ReadonlyMap<ObjectId, AnyRow | GoneRow>): InventoryChange {
  const change: InventoryChange = { revision, set: [], gone: [] }
  for (const row of rows.values()) {
    if ('ref' in row) change.set.push(row)
    else change.gone.push(row)
  }
  return change
}
