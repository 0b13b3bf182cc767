import { readOf, readPermissions } from '@/server/catalogue/permissions'
import type {
  HostDetail,
  NetworkDetail,
  ObjectMessages,
  PoolDetail,
  SrDetail,
  TemplateDetail,
  VmDetail,
} from '@/server/inventory/details'
import { equal } from '@/server/inventory/equal'
import { splitId } from '@/server/inventory/ids'
import type { Inventory } from '@/server/inventory/inventory'
import type { Entry } from '@/server/inventory/query/entry'
import { type EntryChanges, RowTable, type RowUpdate } from '@/server/inventory/query/row-table'
import { TreeView } from '@/server/inventory/query/tree-view'
import { SharedGroups, SharedLists, SharedTrees } from '@/server/inventory/query/views'
import {
  type Freshness,
  type ObjectId,
  type OperationParts,
  type OperationRow,
  type PoolId,
  partClasses,
  type RowClass,
  rowClasses,
  type SnapshotRow,
  type VdiRow,
} from '@/server/inventory/rows'
import type { Access } from '../engine/access'
import { placeOfRow } from '../places'
import { Counts } from './counts'
import {
  veiledHostDetail,
  veiledNetworkDetail,
  veiledPoolDetail,
  veiledSrDetail,
  veiledTemplateDetail,
  veiledVmDetail,
} from './detail'
import type { Sight } from './sight'
import { Texts } from './texts'
import { type Looker, veiled, veiledFreshness } from './veil'

/** What a sight is made of. */
export type SightSource = Pick<
  Inventory,
  'table' | 'idOf' | 'nameOf' | 'store' | 'subjects' | 'pool' | 'parts'
>

/** Classes that rows of others name. */
const named: ReadonlySet<RowClass> = new Set(['pool', 'host', 'SR', 'network', 'VM_appliance', 'VMSS'])
/** Classes that have parts. */
const owning: ReadonlySet<RowClass> = new Set(['VM', 'template', 'SR'])

/** A part of the inventory, kept by what changes in the whole. */
export class FilteredSight implements Sight {
  readonly whole = false
  readonly table = new RowTable()
  readonly lists: SharedLists
  readonly tree: TreeView
  readonly trees: SharedTrees
  readonly groups: SharedGroups
  /** What is seen, as it really is. */
  private readonly seen = new Map<ObjectId, Entry>()
  private readonly inPool = new Map<PoolId, number>()
  private readonly counts = new Counts()
  private readonly texts: Texts
  private readonly looker: Looker
  private operations = new WeakMap<OperationRow, OperationRow>()
  private readonly stopFollowing: () => void

  /** `access` must stay as it is: with other rights one sees by another sight. */
  constructor(
    private readonly source: SightSource,
    private readonly access: Access,
  ) {
    this.lists = new SharedLists(this.table, source.parts)
    this.groups = new SharedGroups(this.table, source.parts)
    const isVeiled = (pool: PoolId) => !this.seen.has(pool)
    this.tree = new TreeView(this.table, isVeiled)
    this.trees = new SharedTrees(this.table, this.tree, isVeiled)
    this.table.follow(changes => this.lists.follow(changes))
    this.table.follow(changes => this.tree.follow(changes))
    this.table.follow(changes => this.trees.follow(changes))
    this.table.follow(changes => this.groups.follow(changes))
    this.texts = new Texts(source, access, id => this.seen.has(id))
    this.looker = {
      seesId: id => this.seen.has(id),
      seesPool: pool => this.seesPool(pool),
      seesTasksOf: ({ row, extra }) => access.at(placeOfRow(row, extra)).has('task.read'),
      clean: (text, pool) => this.texts.clean(text, pool),
      withoutIds: (text, pool) => this.texts.withoutIds(text, pool),
      counted: id => this.counts.of(id),
      hostNames: pool => this.hostNames(pool),
    }
    this.take(rowClasses.flatMap(cls => [...source.table.all(cls).keys()]))
    this.stopFollowing = source.table.follow(changes => this.follow(changes))
  }

  release(): void {
    this.stopFollowing()
  }

  idOf(pool: PoolId, ref: string): ObjectId | undefined {
    const id = this.source.idOf(pool, ref)
    return id !== undefined && this.seen.has(id) ? id : undefined
  }

  operation(row: OperationRow): OperationRow | null {
    if (!this.seen.has(row.object.id)) return null
    if (this.seesPool(row.pool) || (row.error === null && row.parts === undefined)) return row
    const known = this.operations.get(row)
    if (known) return known
    const made = {
      ...row,
      error: row.error && this.error(row.error, row.pool),
      ...(row.parts && { parts: this.partsOf(row.parts) }),
    }
    this.operations.set(row, made)
    return made
  }

  /** Of a run over many nobody is told of objects that they do not see. */
  private partsOf(parts: OperationParts): OperationParts {
    return { ...parts, problems: parts.problems.filter(({ id }) => this.seen.has(id)) }
  }

  vm(detail: VmDetail | null): VmDetail | null {
    const row = detail && this.table.get(detail.row.id)?.row
    return row?.class === 'VM' && detail ? veiledVmDetail(detail, row, this.looker) : null
  }

  template(detail: TemplateDetail | null): TemplateDetail | null {
    const row = detail && this.table.get(detail.row.id)?.row
    return row?.class === 'template' && detail ? veiledTemplateDetail(detail, row, this.looker) : null
  }

  host(detail: HostDetail | null): HostDetail | null {
    const row = detail && this.table.get(detail.row.id)?.row
    return row?.class === 'host' && detail ? veiledHostDetail(detail, row, this.looker) : null
  }

  pool(detail: PoolDetail | null): PoolDetail | null {
    return detail && this.seen.has(detail.id) ? veiledPoolDetail(detail, this.looker) : null
  }

  storage(detail: SrDetail | null): SrDetail | null {
    const row = detail && this.table.get(detail.row.id)?.row
    return row?.class === 'SR' && detail ? veiledSrDetail(detail, row, this.looker) : null
  }

  network(detail: NetworkDetail | null): NetworkDetail | null {
    const row = detail && this.table.get(detail.row.id)?.row
    return row?.class === 'network' && detail ? veiledNetworkDetail(detail, row, this.looker) : null
  }

  messages<M extends Pick<ObjectMessages, 'messages'>>(id: ObjectId, noted: M | null): M | null {
    const row = this.table.get(id)?.row
    if (row === undefined || noted === null || this.seesPool(row.pool))
      return row === undefined ? null : noted
    // A text may name hosts that are hidden, or were there once.
    return { ...noted, messages: noted.messages.map(message => ({ ...message, body: '' })) }
  }

  nameOf(pool: PoolId, refOrUuid: string): string | undefined {
    return this.texts.nameOf(pool, refOrUuid)
  }

  error: Sight['error'] = (shape, pool) => {
    return this.seesPool(pool) ? shape : this.texts.error(shape, pool, this.seen.has(pool))
  }

  veiledPools(): ReadonlyMap<PoolId, Freshness> {
    const pools = new Map<PoolId, Freshness>()
    for (const [pool, rows] of this.inPool) {
      const freshness = rows > 0 && !this.seen.has(pool) && this.source.pool(pool)?.freshness
      if (freshness) pools.set(pool, veiledFreshness(freshness))
    }
    return pools
  }

  private seesPool(pool: PoolId): boolean {
    const anywhere = { ids: [], pool, host: null, vapp: null, folder: '', tags: [] }
    const held = this.access.at(anywhere)
    return readPermissions.every(read => held.has(read))
  }

  private hostNames(pool: PoolId): ReadonlySet<string> {
    const names = new Set<string>()
    for (const { row } of this.source.table.all('host').values()) {
      if (row.pool === pool && this.seen.has(row.id)) names.add(row.name_label)
    }
    return names
  }

  private isSeen(entry: Entry): boolean {
    const { row, extra } = entry
    if (row.class === 'VDI' || row.class === 'snapshot') return this.seesOwner(row)
    const read = readOf[row.class]
    if (this.access.at(placeOfRow(row, extra)).has(read)) return true
    if (row.class !== 'task') return false
    for (const id of this.source.subjects.of(row.pool, row.ref)) {
      const subject = this.source.table.get(id)
      if (subject && this.access.at(placeOfRow(subject.row, subject.extra)).has(read)) return true
    }
    return false
  }

  /** A part is seen by who sees what it is a part of: a disk that nobody has, by who sees its storage. */
  private seesOwner(row: VdiRow | SnapshotRow): boolean {
    if (row.class === 'snapshot') return row.vm === null ? this.seesPool(row.pool) : this.seen.has(row.vm.id)
    if (row.users.length > 0) return row.users.some(({ id }) => this.seen.has(id))
    return row.sr === null ? this.seesPool(row.pool) : this.seen.has(row.sr)
  }

  private follow(changes: EntryChanges): void {
    const ids: ObjectId[] = []
    for (const cls of rowClasses) {
      for (const { before, after } of changes[cls]) {
        const row = (after ?? before)?.row
        if (row) ids.push(row.id)
      }
    }
    this.take(ids)
  }

  /** Looks anew at these, and at what looks different because of them. */
  private take(ids: Iterable<ObjectId>): void {
    const touched = new Set<ObjectId>()
    const turned = new Set<PoolId>()
    const owners = new Set<PoolId>()
    const pending = new Set(ids)
    for (const id of pending) {
      const entry = this.source.table.get(id)
      const before = this.seen.get(id)
      const after = entry !== undefined && this.isSeen(entry) ? entry : undefined
      if (entry) {
        for (const task in entry.row.current_operations) {
          const taskId = this.source.idOf(entry.row.pool, task)
          if (taskId !== undefined && !this.seen.has(taskId)) pending.add(taskId)
        }
      }
      if (before === undefined && after === undefined) continue
      this.countInPool(splitId(id).pool, before, after)
      if (after === undefined) this.seen.delete(id)
      else this.seen.set(id, after)
      this.counts.follow(before?.row, after?.row, touched)
      touched.add(id)
      const row = (after ?? before)?.row
      if (row === undefined || (before === undefined) === (after === undefined)) continue
      if (named.has(row.class)) turned.add(row.pool)
      if (owning.has(row.class)) owners.add(row.pool)
    }
    if (owners.size > 0) this.takeParts(owners)
    // Rows name hosts, networks, storage and pools: when one of these comes into sight or goes, they look different.
    if (turned.size > 0) {
      for (const [id, { row }] of this.seen) if (turned.has(row.pool)) touched.add(id)
    }
    this.show(touched)
  }

  /** Looks anew at the parts in these pools, some of whose owners came into sight or went. */
  private takeParts(pools: ReadonlySet<PoolId>): void {
    const parts = partClasses.flatMap(cls =>
      [...this.source.table.all(cls).values()].filter(({ row }) => pools.has(row.pool)),
    )
    if (parts.length > 0) this.take(parts.map(({ row }) => row.id))
  }

  private countInPool(pool: PoolId, before: Entry | undefined, after: Entry | undefined): void {
    const by = Number(after !== undefined) - Number(before !== undefined)
    if (by !== 0) this.inPool.set(pool, (this.inPool.get(pool) ?? 0) + by)
  }

  private show(touched: Iterable<ObjectId>): void {
    const updates: RowUpdate[] = []
    for (const id of touched) {
      const entry = this.seen.get(id)
      const shown = this.table.get(id)
      if (entry === undefined) {
        if (shown) updates.push({ id, row: undefined, extra: shown.extra })
        continue
      }
      const row = veiled(entry, this.looker)
      if (shown && shown.extra === entry.extra && equal(shown.row, row)) continue
      updates.push({ id, row, extra: entry.extra })
    }
    if (updates.length === 0) return
    this.operations = new WeakMap()
    this.table.apply(updates)
  }
}
