import { randomBytes } from 'node:crypto'
import type { Access } from '@/server/access/engine/access'
import type { Sight } from '@/server/access/sight/sight'
import type { AnyRow, ObjectId, OperationRow } from '@/server/inventory/rows'
import {
  type Interests,
  infrastructureClasses,
  type LiveMessage,
  type LiveRequests,
} from '@/server/inventory/views'
import type { Operations } from '@/server/operations/operations'
import { ShownWindows } from './shown-windows'
import { ToldPermissions } from './told-permissions'

/** What is told goes out in one message, so that a tab never sees half a change. */
type Parts = Omit<LiveMessage, 'revision' | 'fresh' | 'seq'>

/**
 * What one browser tab shows, and what it has been told. `next` compares the two when the tab is ready for more: so
 * one that reads slowly costs no more than the rows it has, and gets the last state of each.
 */
export class LiveTab {
  private readonly name = randomBytes(9).toString('base64url')
  private messages = 0
  private interests: Interests | null = null
  private answered = 0
  private readonly windows: ShownWindows
  /** What the tab has: every row of infrastructure, what it needs besides, and a rest that is not dropped yet. */
  private readonly sent = new Map<ObjectId, AnyRow>()
  /** What the tab needs besides infrastructure, with the round in which that was found last. */
  private readonly needed = new Map<ObjectId, number>()
  private round = 0
  /** What came to be needed in this round. */
  private newlyNeeded: ObjectId[] = []
  /** Up to where the table's changes have been looked at; null: everything is to be compared. */
  private seen: number | null = null
  private tasks: readonly ObjectId[] = []
  private readonly toldMissing = new Set<ObjectId>()
  private readonly toldOperations = new Map<string, OperationRow>()
  private toldCounts = ''
  private toldVeiled = '{}'
  private toldRequests = noRequests
  private readonly permissions: ToldPermissions

  /** What is not in the sight, the tab is told nothing of. */
  constructor(
    private readonly sight: Sight,
    private readonly operations: Pick<Operations, 'rows'>,
    access: Access,
    /** What its person is to be told of requests for rights. */
    private readonly requests: () => LiveRequests | null = () => null,
  ) {
    this.windows = new ShownWindows(sight)
    this.permissions = new ToldPermissions(access)
  }

  /** What the tab shows, as it said last. */
  get shown(): Interests | null {
    return this.interests
  }

  private get revision(): string {
    return `${this.name}.${this.messages}`
  }

  /** Takes what the tab shows from now on, unless something newer has come already. */
  show(interests: Interests): void {
    if (this.interests !== null && interests.seq <= this.interests.seq) return
    this.interests = interests
    this.windows.show(interests)
    const asked = new Set(interests.rows)
    for (const id of this.toldMissing) if (!asked.has(id)) this.toldMissing.delete(id)
  }

  /** The first message of a stream: what was missed after `lastRevision`, or everything when that is not known. */
  begin(lastRevision: string | undefined): LiveMessage {
    const fresh = this.messages === 0 || lastRevision !== this.revision
    if (fresh) this.forget()
    return this.message(this.compare(), fresh)
  }

  /** What the tab does not know yet, if there is anything. */
  next(): LiveMessage | null {
    const parts = this.compare()
    const empty =
      this.answered === (this.interests?.seq ?? 0) &&
      parts.tree === null &&
      parts.counts === null &&
      parts.may === null &&
      parts.veiled === null &&
      parts.requests === null &&
      [parts.set, parts.missing, parts.dropped, parts.lists, parts.operations, parts.operationsGone].every(
        part => part.length === 0,
      )
    return empty ? null : this.message(parts, false)
  }

  /** Lets go of what is shared with other tabs. */
  release(): void {
    this.windows.release()
  }

  private message(parts: Parts, fresh: boolean): LiveMessage {
    this.messages += 1
    this.answered = this.interests?.seq ?? 0
    return { revision: this.revision, fresh, seq: this.answered, ...parts }
  }

  private forget(): void {
    this.sent.clear()
    this.seen = null
    this.windows.forget()
    this.toldMissing.clear()
    this.toldOperations.clear()
    this.toldCounts = ''
    this.toldVeiled = '{}'
    this.toldRequests = noRequests
    this.permissions.forget()
  }

  private compare(): Parts {
    const { lists, tree } = this.windows.changes()
    const { operations, operationsGone } = this.newOperations()
    const needsMore = this.updateNeeds(lists.length > 0 || tree !== null)
    const dropped = needsMore ? this.dropRest() : []
    const missing = new Set<ObjectId>()
    for (const id of this.interests?.rows ?? []) {
      if (this.sight.table.get(id) !== undefined) this.toldMissing.delete(id)
      else if (!this.toldMissing.has(id)) {
        this.toldMissing.add(id)
        missing.add(id)
      }
    }
    const set: AnyRow[] = []
    for (const id of this.suspects(needsMore)) this.compareRow(id, { set, missing, dropped })
    return {
      set,
      missing: [...missing],
      dropped,
      lists,
      tree,
      counts: this.newCounts(),
      operations,
      operationsGone,
      may: this.permissions.take(),
      veiled: this.newVeiled(),
      requests: this.newRequests(),
    }
  }

  /** The ids whose rows may differ from what was sent. */
  private suspects(needsMore: boolean): Iterable<ObjectId> {
    const { table } = this.sight
    const changed = this.seen === null ? null : table.changedSince(this.seen)
    this.seen = table.revision
    if (changed === null) {
      const infrastructure = infrastructureClasses.flatMap(cls => [...table.all(cls).keys()])
      return new Set([...infrastructure, ...this.needed.keys(), ...this.sent.keys()])
    }
    // What was needed before and has not changed was told before. To look twice at a row tells nothing twice.
    return needsMore ? [...changed, ...this.newlyNeeded] : changed
  }

  private compareRow(
    id: ObjectId,
    { set, missing, dropped }: { set: AnyRow[]; missing: Set<ObjectId>; dropped: ObjectId[] },
  ): void {
    const row = this.sight.table.get(id)?.row
    const before = this.sent.get(id)
    if (before !== undefined && row !== undefined) this.permissions.look(id)
    if (row === before) return
    if (row === undefined) {
      this.sent.delete(id)
      this.permissions.drop(id)
      if (before !== undefined && isInfrastructure(before)) missing.add(id)
      else if (!missing.has(id)) dropped.push(id)
    } else if (before !== undefined || isInfrastructure(row) || this.needed.has(id)) {
      this.sent.set(id, row)
      this.permissions.look(id)
      set.push(row)
    }
  }

  /** True when the needs may have grown. */
  private updateNeeds(windowsChanged: boolean): boolean {
    const tasks = this.operations.rows().flatMap(({ state, pool, task }) => {
      const id = state === 'running' && task !== null ? this.sight.idOf(pool, task) : undefined
      return id === undefined ? [] : [id]
    })
    const sameTasks = tasks.length === this.tasks.length && tasks.every((id, at) => id === this.tasks[at])
    const sameInterests = this.answered === (this.interests?.seq ?? 0)
    if (!windowsChanged && sameTasks && sameInterests) return false
    this.tasks = tasks
    // Kept and marked, not made anew: with many changes this is most of what a tab would leave to collect.
    this.round += 1
    this.newlyNeeded = []
    this.windows.eachId(this.need)
    this.interests?.rows.forEach(this.need)
    tasks.forEach(this.need)
    for (const [id, round] of this.needed) if (round !== this.round) this.needed.delete(id)
    return true
  }

  private readonly need = (id: ObjectId): void => {
    if (!this.needed.has(id)) this.newlyNeeded.push(id)
    this.needed.set(id, this.round)
  }

  /** Rows stay for a while after their need has passed: who scrolls back and forth is not told them each time. */
  private dropRest(): ObjectId[] {
    const { pool, host, SR, network } = this.sight.table.counts()
    const enough = pool + host + SR + network + this.needed.size
    if (this.sent.size <= 2 * enough + 200) return []
    const dropped: ObjectId[] = []
    for (const [id, row] of this.sent) {
      if (isInfrastructure(row) || this.needed.has(id)) continue
      this.sent.delete(id)
      this.permissions.drop(id)
      dropped.push(id)
    }
    return dropped
  }

  private newCounts(): LiveMessage['counts'] {
    const counts = this.sight.table.counts()
    const text = Object.values(counts).join(' ')
    if (text === this.toldCounts) return null
    this.toldCounts = text
    return counts
  }

  private newOperations(): Pick<Parts, 'operations' | 'operationsGone'> {
    const rows = this.seenOperations()
    const operations = rows.filter(row => this.toldOperations.get(row.id) !== row)
    const operationsGone = this.goneOperations(rows)
    if (operations.length === 0 && operationsGone.length === 0) return { operations, operationsGone }
    this.toldOperations.clear()
    for (const row of rows) this.toldOperations.set(row.id, row)
    return { operations, operationsGone }
  }

  private seenOperations(): readonly OperationRow[] {
    const rows = this.operations.rows()
    return this.sight.whole ? rows : rows.map(row => this.sight.operation(row)).filter(row => row !== null)
  }

  /** Old ones are kept by the tab; only what has gone out of sight has to go. */
  private goneOperations(rows: readonly OperationRow[]): string[] {
    if (this.sight.whole || this.toldOperations.size === 0) return []
    const seen = new Set(rows.map(({ id }) => id))
    const all = new Set(this.operations.rows().map(({ id }) => id))
    return [...this.toldOperations.keys()].filter(id => all.has(id) && !seen.has(id))
  }

  private newRequests(): LiveMessage['requests'] {
    const requests = this.requests()
    const text = requests === null ? noRequests : JSON.stringify(requests)
    if (text === this.toldRequests) return null
    this.toldRequests = text
    return requests
  }

  private newVeiled(): LiveMessage['veiled'] {
    if (this.sight.whole) return null
    const veiled = Object.fromEntries(this.sight.veiledPools())
    const text = JSON.stringify(veiled)
    if (text === this.toldVeiled) return null
    this.toldVeiled = text
    return veiled
  }
}

/** Told to who has none: nothing. */
const noRequests = JSON.stringify({ toAnswer: [], answers: [] } satisfies LiveRequests)

const infrastructure: ReadonlySet<string> = new Set(infrastructureClasses)

function isInfrastructure(row: AnyRow): boolean {
  return infrastructure.has(row.class)
}
