import type { AnyRow, ObjectId, PoolId, SrRow, VmRow } from '../rows'
import { type InfrastructureClass, showsAtFirst, type TreeShows } from '../views'
import type { Entry } from './entry'
import type { EntryChange, EntryChanges, RowTable } from './row-table'
import { isShown } from './shown'
import { SortedItems } from './sorted-items'

export interface TreeNode {
  id: ObjectId
  class: InfrastructureClass | 'VM' | 'template'
  /** Its name as a sort key. */
  name: string
  label: string
  pool: ObjectId
  /** The object it hangs below; null: it stands at the top. A network or a template hangs below a group of its pool. */
  parent: ObjectId | null
  /** The list it stands in. */
  list: TreeList
}
export type TreeList = SortedItems<TreeNode>

/** What hangs below a pool or a host, each in the order of names. Hosts, networks and templates hang below pools only. */
export interface Branch {
  hosts: TreeList
  vms: TreeList
  srs: TreeList
  networks: TreeList
  templates: TreeList
}

type Edits = Map<TreeList, { out: Set<TreeNode>; into: Set<TreeNode> }>

export const newTreeList = (): TreeList =>
  new SortedItems<TreeNode>((a, b) => {
    if (a.name !== b.name) return a.name < b.name ? -1 : 1
    return a.id < b.id ? -1 : a.id > b.id ? 1 : 0
  })
const newBranch = (): Branch => ({
  hosts: newTreeList(),
  vms: newTreeList(),
  srs: newTreeList(),
  networks: newTreeList(),
  templates: newTreeList(),
})
/** What hangs below what has nothing below it. */
export const emptyBranch: Readonly<Branch> = newBranch()
/** No object's id. */
const topId = ''

/**
 * What hangs below what, shared by all tabs and kept by what changes: pools by name; in each its hosts with the VMs
 * that run or belong there and their own storage; then VMs that may start anywhere, storage that is shared,
 * templates and networks. What names a host that is not there hangs below the pool, so that nothing is lost from sight while a pool
 * is half known. Where a pool itself is not to be seen, what hangs below it stands at the top.
 */
export class TreeView {
  /** Grows when an object comes, goes, moves or is named otherwise. */
  version = 0
  readonly pools = newTreeList()
  private readonly branches = new Map<ObjectId, Branch>()
  private readonly nodes = new Map<ObjectId, TreeNode>()

  constructor(
    private readonly table: RowTable,
    /** Whether a pool will not come, as it is hidden. */
    private readonly isVeiled: (pool: PoolId) => boolean = () => false,
    private readonly shows: TreeShows = showsAtFirst,
  ) {}

  below(id: ObjectId): Readonly<Branch> {
    return this.branches.get(id) ?? emptyBranch
  }

  /** What stands at the top beside the pools. */
  get top(): Readonly<Branch> {
    return this.below(topId)
  }

  node(id: ObjectId): TreeNode | undefined {
    return this.nodes.get(id)
  }

  follow(changes: EntryChanges): void {
    const edits: Edits = new Map()
    for (const change of changes.pool) this.take(change, edits, () => null)
    // Where VMs and storage hang depends on which hosts there are.
    for (const change of changes.host) this.take(change, edits, row => this.placeInPool(row.pool))
    for (const change of changes.VM) this.take(change, edits, vm => this.placeOfVm(vm))
    for (const change of changes.template) this.take(change, edits, row => this.placeInPool(row.pool))
    for (const change of changes.SR) this.take(change, edits, sr => this.placeOfSr(sr))
    for (const change of changes.network) this.take(change, edits, row => this.placeInPool(row.pool))
    this.placeAgain(changes, edits)
    let edited = false
    for (const [list, { out, into }] of edits) {
      if (out.size === 0 && into.size === 0) continue
      list.change([...out], [...into])
      edited = true
    }
    if (!edited) return
    this.version += 1
    for (const change of [...changes.pool, ...changes.host]) this.prune(change)
  }

  private placeInPool(pool: PoolId): ObjectId {
    return this.isVeiled(pool) ? topId : pool
  }

  private placeOfVm(vm: VmRow): ObjectId {
    return this.knownHost(vm.host) ?? this.knownHost(vm.home) ?? this.placeInPool(vm.pool)
  }

  private placeOfSr(sr: SrRow): ObjectId {
    return (sr.shared ? null : this.knownHost(sr.host)) ?? this.placeInPool(sr.pool)
  }

  private knownHost(id: ObjectId | null): ObjectId | null {
    return id !== null && this.nodes.get(id)?.class === 'host' ? id : null
  }

  private take<R extends AnyRow & { class: TreeNode['class'] }>(
    { before, after }: { before?: { row: R } | undefined; after?: { row: R; nameKey: string } | undefined },
    edits: Edits,
    parentOf: (row: R) => ObjectId | null,
  ): void {
    if (after === undefined || !isShown(after.row, this.shows)) {
      const gone = before?.row
      // What has become something else by now, as a template a VM, stands there as that.
      if (gone && this.nodes.get(gone.id)?.class === gone.class) this.move(gone.id, undefined, edits)
      return
    }
    const { id, class: cls, pool, name_label: label } = after.row
    const parent = parentOf(after.row)
    this.move(
      id,
      { id, class: cls, name: after.nameKey, label, pool, parent, list: this.listOf(cls, parent) },
      edits,
    )
  }

  private listOf(cls: TreeNode['class'], parent: ObjectId | null): TreeList {
    if (parent === null) return this.pools
    const branch = this.branches.get(parent) ?? newBranch()
    this.branches.set(parent, branch)
    switch (cls) {
      case 'VM':
        return branch.vms
      case 'SR':
        return branch.srs
      case 'network':
        return branch.networks
      case 'template':
        return branch.templates
      default:
        return branch.hosts
    }
  }

  private move(id: ObjectId, node: TreeNode | undefined, edits: Edits): void {
    const old = this.nodes.get(id)
    const same = old?.list === node?.list && old?.name === node?.name && old?.label === node?.label
    if (same && old !== undefined) return
    if (old !== undefined) {
      const edit = editOf(edits, old.list)
      if (!edit.into.delete(old)) edit.out.add(old)
      this.nodes.delete(id)
    }
    if (node === undefined) return
    editOf(edits, node.list).into.add(node)
    this.nodes.set(id, node)
  }

  /** A host that came or went takes along what names it, and a pool that came into sight or went all that is in it. */
  private placeAgain({ pool, host }: EntryChanges, edits: Edits): void {
    const turned = poolsOfTurned(pool)
    const pools = new Set([...poolsOfTurned(host), ...turned])
    if (pools.size === 0) return
    const inPools = (after: Entry) => pools.has(after.row.pool)
    if (turned.size > 0) {
      for (const after of this.table.all('host').values()) {
        if (turned.has(after.row.pool)) this.take({ after }, edits, row => this.placeInPool(row.pool))
      }
      for (const after of this.table.all('network').values()) {
        if (turned.has(after.row.pool)) this.take({ after }, edits, row => this.placeInPool(row.pool))
      }
      for (const after of this.table.all('template').values()) {
        if (turned.has(after.row.pool)) this.take({ after }, edits, row => this.placeInPool(row.pool))
      }
    }
    for (const after of this.table.all('VM').values()) {
      if (inPools(after)) this.take({ after }, edits, vm => this.placeOfVm(vm))
    }
    for (const after of this.table.all('SR').values()) {
      if (inPools(after)) this.take({ after }, edits, sr => this.placeOfSr(sr))
    }
  }

  /** Forgets the empty branch of an object that is gone. */
  private prune({ before, after }: Pick<EntryChange, 'before' | 'after'>): void {
    if (before === undefined || after !== undefined) return
    const branch = this.branches.get(before.row.id)
    if (branch !== undefined && Object.values(branch).every(list => list.size === 0)) {
      this.branches.delete(before.row.id)
    }
  }
}

/** The pools of rows that came or went. */
function poolsOfTurned(changes: readonly EntryChange[]): Set<PoolId> {
  const pools = new Set<PoolId>()
  for (const { before, after } of changes) {
    const row = (before === undefined) === (after === undefined) ? undefined : (before ?? after)?.row
    if (row !== undefined) pools.add(row.pool)
  }
  return pools
}

function editOf(edits: Edits, list: TreeList) {
  const edit = edits.get(list) ?? { out: new Set<TreeNode>(), into: new Set<TreeNode>() }
  edits.set(list, edit)
  return edit
}
