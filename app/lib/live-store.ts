import type {
  AnyRow,
  Freshness,
  InfrastructureClass,
  ListInterest,
  ListWindow,
  LiveMay,
  LiveMessage,
  LiveRequests,
  ObjectId,
  OperationRow,
  PoolId,
  RowClass,
  Rows,
  TaskRow,
  TreeInterest,
  TreeNodeRow,
  TreeWindow,
} from '@/server/api/types'
import { Feed, type Link, type OpenFeed } from './feed'
import { type TellInterests, Wanted } from './wanted'

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

/** A part of a list with its rows; a row that is still on its way is undefined. */
export interface ListPart {
  window: ListWindow
  rows: readonly (AnyRow | undefined)[]
}

/** A part of the tree with the rows of its nodes, undefined for groups. */
export interface TreePart {
  window: TreeWindow
  rows: readonly (AnyRow | undefined)[]
}

const connecting: Freshness = { state: 'connecting' }
const noPermissions: ReadonlySet<string> = new Set()
const noNames: ReadonlyMap<ObjectId, string> = new Map()

/** Operations kept in a tab beyond what the server brings; the audit log has them all. */
const keptOperations = 300

type Table = { [C in InfrastructureClass]: readonly Rows[C][] }
const emptyTable = (): Table => ({ pool: [], host: [], SR: [], network: [] })
const noCounts: Readonly<Record<RowClass, number>> = {
  pool: 0,
  host: 0,
  VM: 0,
  template: 0,
  VM_appliance: 0,
  VMSS: 0,
  SR: 0,
  network: 0,
  VDI: 0,
  snapshot: 0,
  task: 0,
}

function isInfrastructure(cls: RowClass): cls is InfrastructureClass {
  return cls === 'pool' || cls === 'host' || cls === 'SR' || cls === 'network'
}

/** The object that a node of the tree is; for a group its own id, which no object has. */
export function objectOf({ id, object }: TreeNodeRow): ObjectId {
  return object ?? id
}

/**
 * What this tab shows of the inventory, fed by one subscription, outside React: all pools, hosts, storage and networks,
 * and of VMs and tasks the parts of lists and of the tree that were asked for. Rows are replaced, never changed:
 * components that compare by identity draw only what differs.
 */
export class LiveStore {
  private readonly rows = new Map<ObjectId, AnyRow>()
  private readonly gone = new Map<ObjectId, GoneObject>()
  private readonly missing = new Set<ObjectId>()
  private readonly listeners = new Map<string, Set<() => void>>()
  private readonly feed: Feed<TrackedMessage>
  private readonly wanted: Wanted
  private readonly lists = new Map<string, ListPart>()
  private readonly names = new Map<RowClass, ReadonlyMap<ObjectId, string>>()
  private tree: TreePart | undefined
  private table = emptyTable()
  /** With hidden ones. */
  private allOf = emptyTable()
  private counts = noCounts
  private everywhere = noPermissions
  private readonly may = new Map<ObjectId, ReadonlySet<string>>()
  private permissionsVersion = 0
  private veiled: Readonly<Record<PoolId, Freshness>> = {}
  private freshness: ReadonlyMap<PoolId, Freshness> = new Map()
  private requestNews: LiveRequests = { toAnswer: [], answers: [] }
  private operationList: readonly OperationRow[] = []
  private currentLink: Link = { state: 'connecting' }
  /** Of everything, while the server does not answer. */
  private lost: Freshness | undefined
  private isLoaded = false
  /** Rows of an earlier connection that the new one has not told yet; undefined: there is no earlier one. */
  private untold: Set<ObjectId> | undefined

  constructor(
    open: OpenFeed<TrackedMessage>,
    tell: TellInterests,
    private readonly now: () => string = () => new Date().toISOString(),
  ) {
    this.wanted = new Wanted(tell, id => {
      const row = this.rows.get(id)
      return row !== undefined && isInfrastructure(row.class)
    })
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

  /**
   * Calls back when what `key` names changes: an infrastructure class, `row:<id>`, `list:<key>`, 'tree', 'counts',
   * 'task' (some task), 'operations', 'may', 'veiled', 'freshness', 'requests', 'link', 'loaded'. A single object is asked
   * for as long as somebody listens to it.
   */
  subscribe(key: string, listener: () => void): () => void {
    const set = this.listeners.get(key) ?? new Set()
    this.listeners.set(key, set.add(listener))
    const leave = key.startsWith('row:') && key.length > 4 ? this.wanted.row(key.slice(4)) : undefined
    this.feed.start()
    return () => {
      leave?.()
      set.delete(listener)
      if (set.size === 0) this.listeners.delete(key)
    }
  }

  /** Asks for a part of a list until `leaveList`. */
  showList(interest: ListInterest): void {
    this.wanted.list(interest)
    this.feed.start()
  }
  leaveList(key: string): void {
    this.wanted.withoutList(key)
    this.lists.delete(key)
  }
  showTree(interest: TreeInterest | null): void {
    this.wanted.treePart(interest)
    this.feed.start()
  }

  row(id: ObjectId): AnyRow | undefined {
    return this.rows.get(id)
  }
  /** True when the server has said that there is no such object. */
  isMissing(id: ObjectId): boolean {
    return this.missing.has(id)
  }
  rowsOf<C extends InfrastructureClass>(cls: C): readonly Rows[C][] {
    return this.table[cls]
  }
  /** With those that their owners keep out of sight. */
  everyRowOf<C extends InfrastructureClass>(cls: C): readonly Rows[C][] {
    return this.allOf[cls]
  }
  list(key: string): ListPart | undefined {
    return this.lists.get(key)
  }
  treePart(): TreePart | undefined {
    return this.tree
  }
  /** Rows of each class over all pools. */
  countOf(cls: RowClass): number {
    return this.counts[cls]
  }
  /** The pool's task behind an operation, while both are known. */
  taskOf(operation: OperationRow): TaskRow | undefined {
    if (operation.task === null) return undefined
    for (const row of this.rows.values()) {
      if (row.class === 'task' && row.ref === operation.task && row.pool === operation.pool) return row
    }
    return undefined
  }
  /** Names by id: the same map until a name changes, so that what sorts by name is not made anew all the time. */
  namesOf(cls: InfrastructureClass): ReadonlyMap<ObjectId, string> {
    return this.names.get(cls) ?? noNames
  }
  /** What the person may do to an object. */
  permissionsOn(id: ObjectId): ReadonlySet<string> {
    return this.may.get(id) ?? this.everywhere
  }
  /** Another number after each change of what the person may do. */
  permissionsAt(): number {
    return this.permissionsVersion
  }
  /** How far a pool can be trusted that is hidden although something in it is not. */
  veiledPools(): Readonly<Record<PoolId, Freshness>> {
    return this.veiled
  }
  /** How far each pool of which something is seen can be trusted, as it says itself: the same map until that changes. */
  freshnessByPool(): ReadonlyMap<PoolId, Freshness> {
    return this.freshness
  }
  /** How far what is shown of a pool can be trusted: what is old here is old whichever connection was lost. */
  freshnessOf(id: PoolId): Freshness {
    return this.lost ?? this.freshness.get(id) ?? connecting
  }
  /** Requests for rights that wait for this person, and answers to theirs. Another object whenever one of them changed. */
  requests(): LiveRequests {
    return this.requestNews
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
  /** True once the first message is here: infrastructure that is unknown then is really unknown. */
  loaded(): boolean {
    return this.isLoaded
  }

  private receive(message: LiveMessage): void {
    if (message.fresh) {
      this.untold = new Set(this.rows.keys())
      this.may.clear()
      if (!message.veiled) this.setVeiled({})
      this.wanted.connected(message.seq)
    }
    const touched = new Map<ObjectId, RowClass>()
    for (const row of message.set) this.put(row, touched)
    // What has just come to be shown by itself stays: the server is about to hear of that, and to say how it stands.
    for (const id of message.dropped) if (!this.wanted.hasRow(id)) this.rows.delete(id)
    for (const id of message.missing) this.remove(id, touched)
    this.forgetUntold(message, touched)
    for (const window of message.lists) this.setList(window)
    this.redrawParts(message, touched)
    this.redrawClasses(touched)
    for (const id of touched.keys()) this.notify(`row:${id}`)
    if ([...touched.values()].includes('task')) this.notify('task')
    if (message.counts) {
      this.counts = message.counts
      this.notify('counts')
    }
    this.setOperations(message)
    if (message.may) this.setMay(message.may)
    if (message.veiled) this.setVeiled(message.veiled)
    if (message.requests || message.fresh) {
      this.requestNews = message.requests ?? { toAnswer: [], answers: [] }
      this.notify('requests')
    }
    if (!this.isLoaded) {
      this.isLoaded = true
      this.notify('loaded')
    }
  }

  private put(row: AnyRow, touched: Map<ObjectId, RowClass>): void {
    this.untold?.delete(row.id)
    this.gone.delete(row.id)
    this.missing.delete(row.id)
    const known = this.rows.get(row.id)
    if (known && JSON.stringify(known) === JSON.stringify(row)) return
    this.rows.set(row.id, row)
    touched.set(row.id, row.class)
  }

  private remove(id: ObjectId, touched: Map<ObjectId, RowClass>): void {
    this.missing.add(id)
    const known = this.rows.get(id)
    this.rows.delete(id)
    if (known) this.gone.set(id, { class: known.class, name: known.name_label, at: this.now() })
    touched.set(id, known?.class ?? 'task')
  }

  /** After a new beginning: what has not been told although all that is asked for has been answered, is not there. */
  private forgetUntold(message: LiveMessage, touched: Map<ObjectId, RowClass>): void {
    if (!this.untold) return
    const answered = message.seq === this.wanted.current
    for (const id of this.untold) {
      const row = this.rows.get(id)
      if (!row || (!answered && !isInfrastructure(row.class))) continue
      this.untold.delete(id)
      if (isInfrastructure(row.class)) this.remove(id, touched)
      else this.rows.delete(id)
    }
    if (answered) this.untold = undefined
  }

  private setList(window: ListWindow): void {
    this.lists.set(window.key, { window, rows: [] })
  }

  /** Parts whose window or one of whose rows is new are made anew; the others stay the same. */
  private redrawParts(message: LiveMessage, touched: ReadonlyMap<ObjectId, RowClass>): void {
    const told = new Set(message.lists.map(window => window.key))
    for (const [key, { window }] of this.lists) {
      if (!told.has(key) && !window.ids.some(id => touched.has(id))) continue
      this.lists.set(key, { window, rows: window.ids.map(id => this.rows.get(id)) })
      this.notify(`list:${key}`)
    }
    const tree = message.tree ?? this.tree?.window
    if (!tree || (!message.tree && !tree.nodes.some(node => touched.has(objectOf(node))))) return
    this.tree = { window: tree, rows: tree.nodes.map(node => this.rows.get(objectOf(node))) }
    this.notify('tree')
  }

  private redrawClasses(touched: ReadonlyMap<ObjectId, RowClass>): void {
    for (const cls of new Set(touched.values())) {
      if (!isInfrastructure(cls)) continue
      const all = [...this.rows.values()].filter(row => row.class === cls)
      this.allOf = { ...this.allOf, [cls]: all }
      this.table = { ...this.table, [cls]: all.filter(row => !('hidden' in row)) }
      this.rename(cls)
      this.notify(cls)
      if (cls === 'pool') this.renewFreshness()
    }
  }

  private rename(cls: InfrastructureClass): void {
    const known = this.namesOf(cls)
    const rows: readonly AnyRow[] = this.allOf[cls]
    if (rows.length === known.size && rows.every(row => known.get(row.id) === row.name_label)) return
    this.names.set(cls, new Map(rows.map(row => [row.id, row.name_label])))
    this.notify(`names:${cls}`)
  }

  private setOperations(message: LiveMessage): void {
    const { operationsGone } = message
    if (!message.fresh && message.operations.length === 0 && operationsGone.length === 0) return
    const known = message.fresh ? [] : this.operationList
    const byId = new Map([...known, ...message.operations].map(operation => [operation.id, operation]))
    for (const id of operationsGone) byId.delete(id)
    this.operationList = [...byId.values()]
      .sort((a, b) => b.startedAt.localeCompare(a.startedAt))
      .slice(0, keptOperations)
    this.notify('operations')
  }

  private setMay({ everywhere, sets, of }: LiveMay): void {
    this.everywhere = new Set(everywhere)
    const held = sets.map(names => new Set(names))
    for (const [id, at] of Object.entries(of)) this.may.set(id, held[at] ?? noPermissions)
    this.permissionsVersion += 1
    this.notify('may')
  }

  private setVeiled(veiled: Readonly<Record<PoolId, Freshness>>): void {
    if (JSON.stringify(veiled) === JSON.stringify(this.veiled)) return
    this.veiled = veiled
    this.notify('veiled')
    this.renewFreshness()
  }

  /** A pool's row changes all the time, and every row in sight goes by how far it can be trusted. */
  private renewFreshness(): void {
    const before = this.freshness
    const pools = this.table.pool.map(({ pool, freshness }): [PoolId, Freshness] => [pool, freshness])
    const now = new Map([...Object.entries(this.veiled), ...pools])
    const same = (id: PoolId, to: Freshness) => JSON.stringify(before.get(id)) === JSON.stringify(to)
    if (now.size === before.size && [...now].every(([id, freshness]) => same(id, freshness))) return
    this.freshness = now
    this.notify('freshness')
  }

  private setLink(link: Link): void {
    if (JSON.stringify(link) === JSON.stringify(this.currentLink)) return
    this.currentLink = link
    const before = this.lost
    this.lost = link.state === 'lost' ? { state: 'stale', since: link.since, error: link.error } : undefined
    this.notify('link')
    if (this.lost !== before) this.notify('freshness')
  }

  private notify(key: string): void {
    for (const listener of [...(this.listeners.get(key) ?? [])]) listener()
  }
}
