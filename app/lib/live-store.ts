import type { AnyRow, LiveMessage, ObjectId, OperationRow, RowClass, Rows } from '@/server/api/types'
import { Feed, type Link, type OpenFeed } from './feed'

/** An object that was here in this tab and has been removed since. `at` is ISO 8601. */
export interface GoneObject {
  class: RowClass
  name: string
  at: string
}

/** A message and where to resume after it, as the client library hands them over. */
export interface TrackedMessage {
  id: string
  data: LiveMessage
}

const noNames: ReadonlyMap<ObjectId, string> = new Map()

/** Operations kept in a tab beyond what a snapshot brings; the audit log has them all. */
const keptOperations = 300

type Table = { [C in RowClass]: readonly Rows[C][] }
const emptyTable = (): Table => ({ pool: [], host: [], VM: [], SR: [], network: [], task: [] })

/**
 * All rows this user may see, fed by one subscription, outside React. Rows are replaced, never changed, and a row
 * that says the same stays the same object: components that compare by identity draw only what differs.
 */
export class LiveStore {
  private readonly rows = new Map<ObjectId, AnyRow>()
  private readonly gone = new Map<ObjectId, GoneObject>()
  private readonly listeners = new Map<string, Set<() => void>>()
  private readonly feed: Feed<TrackedMessage>
  private table = emptyTable()
  private readonly names = new Map<RowClass, ReadonlyMap<ObjectId, string>>()
  private operationList: readonly OperationRow[] = []
  private currentLink: Link = { state: 'connecting' }
  private isLoaded = false

  constructor(
    open: OpenFeed<TrackedMessage>,
    private readonly now: () => string = () => new Date().toISOString(),
  ) {
    this.feed = new Feed(
      open,
      {
        message: tracked => {
          this.feed.lastEventId = tracked.id
          this.receive(tracked.data)
        },
        link: link => this.setLink(link),
      },
      now,
    )
  }

  /** Calls back when what `key` names changes: a class, `row:<id>`, 'operations', 'link', 'loaded'. */
  subscribe(key: string, listener: () => void): () => void {
    const set = this.listeners.get(key) ?? new Set()
    this.listeners.set(key, set.add(listener))
    this.feed.start()
    return () => {
      set.delete(listener)
      if (set.size === 0) this.listeners.delete(key)
    }
  }

  row(id: ObjectId): AnyRow | undefined {
    return this.rows.get(id)
  }
  rowsOf<C extends RowClass>(cls: C): readonly Rows[C][] {
    return this.table[cls]
  }
  /** Names by id: the same map until a name changes, so that what sorts by name is not made anew all the time. */
  namesOf(cls: RowClass): ReadonlyMap<ObjectId, string> {
    return this.names.get(cls) ?? noNames
  }
  goneObject(id: ObjectId): GoneObject | undefined {
    return this.gone.get(id)
  }
  /** Newest first. */
  operations(): readonly OperationRow[] {
    return this.operationList
  }
  link(): Link {
    return this.currentLink
  }
  /** True once the first snapshot is here: only then is an unknown id really unknown. */
  loaded(): boolean {
    return this.isLoaded
  }

  private receive(message: LiveMessage): void {
    const touched = message.type === 'snapshot' ? this.replace(message) : this.change(message)
    for (const row of touched) this.notify(`row:${row.id}`)
    for (const cls of new Set(touched.map(row => row.class))) {
      this.table = { ...this.table, [cls]: [...this.rows.values()].filter(row => row.class === cls) }
      this.rename(cls)
      this.notify(cls)
    }
    this.setOperations(message)
    if (!this.isLoaded) {
      this.isLoaded = true
      this.notify('loaded')
    }
  }

  /** Rows that changed; a snapshot after a lost connection says mostly what is known already. */
  private replace(message: Extract<LiveMessage, { type: 'snapshot' }>): { id: ObjectId; class: RowClass }[] {
    const incoming = new Set(message.rows.map(row => row.id))
    const left = [...this.rows.values()].filter(row => !incoming.has(row.id))
    return [...this.put(message.rows), ...this.remove(left)]
  }

  private change(message: Extract<LiveMessage, { type: 'changes' }>): { id: ObjectId; class: RowClass }[] {
    return [...this.put(message.set), ...this.remove(message.gone)]
  }

  private put(rows: readonly AnyRow[]): AnyRow[] {
    const touched = rows.filter(row => {
      const known = this.rows.get(row.id)
      return !known || JSON.stringify(known) !== JSON.stringify(row)
    })
    for (const row of touched) {
      this.rows.set(row.id, row)
      this.gone.delete(row.id)
    }
    return touched
  }

  private remove(objects: readonly { id: ObjectId; class: RowClass }[]): { id: ObjectId; class: RowClass }[] {
    return objects.filter(({ id }) => {
      const known = this.rows.get(id)
      if (!known) return false
      this.rows.delete(id)
      // Tasks come and go by the thousand and nobody follows a link to one.
      if (known.class !== 'task') {
        this.gone.set(id, { class: known.class, name: known.name_label, at: this.now() })
      }
      return true
    })
  }

  private rename(cls: RowClass): void {
    const known = this.namesOf(cls)
    const rows: readonly AnyRow[] = this.table[cls]
    if (rows.length === known.size && rows.every(row => known.get(row.id) === row.name_label)) return
    this.names.set(cls, new Map(rows.map(row => [row.id, row.name_label])))
    this.notify(`names:${cls}`)
  }

  private setOperations(message: LiveMessage): void {
    if (message.type === 'changes' && message.operations.length === 0) return
    const known = message.type === 'snapshot' ? [] : this.operationList
    const byId = new Map([...known, ...message.operations].map(operation => [operation.id, operation]))
    this.operationList = [...byId.values()]
      .sort((a, b) => b.startedAt.localeCompare(a.startedAt))
      .slice(0, keptOperations)
    this.notify('operations')
  }

  private setLink(link: Link): void {
    if (JSON.stringify(link) === JSON.stringify(this.currentLink)) return
    this.currentLink = link
    this.notify('link')
  }

  private notify(key: string): void {
    for (const listener of [...(this.listeners.get(key) ?? [])]) listener()
  }
}
