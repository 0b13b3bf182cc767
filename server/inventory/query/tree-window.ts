import { say } from '@/server/shared/text'
import { equal } from '../equal'
import type { ObjectId } from '../rows'
import type { TreeNodeRow, TreeWindow } from '../views'
import { type TreeShape, treeByName } from './tree-narrow'
import type { TreeList, TreeNode, TreeView } from './tree-view'

/** What one tab asks of the tree. */
export interface TreeQuery {
  toggled: ReadonlySet<string>
  /** Words that names have to have: what has none of them below is left out, and all is open at first. */
  name?: string | undefined
  reveal: ObjectId | null
  from: number
  count: number
}

const networksLabel = say('Networks')
const templatesLabel = say('Templates')

/** The id of the group that holds a pool's templates. */
export function templateGroupId(pool: ObjectId): string {
  return `templates ${pool}`
}

/** The id of the group that holds a pool's networks. */
export function networkGroupId(pool: ObjectId): string {
  return `networks ${pool}`
}

/**
 * A part of the tree with what is open opened. Costs what is open and what is cut, not what there is. `before`, an earlier
 * part, is given back itself when nothing in it is different; else what is equal in it is used again.
 */
export function treeWindow(view: TreeView, query: TreeQuery, before: TreeWindow | null = null): TreeWindow {
  const tree = treeByName(view, query.name)
  const cut = new Cut(tree, query, before?.nodes ?? [])
  for (const pool of tree.pools) cut.pool(pool)
  cut.top()
  const { count, nodes, revealedAt } = cut
  const { matched } = tree
  const { from } = query
  const shown = revealed(tree, query.reveal, revealedAt)
  const same =
    before !== null &&
    before.count === count &&
    before.from === from &&
    before.matched === matched &&
    before.nodes.length === nodes.length &&
    nodes.every((node, at) => node === before.nodes[at]) &&
    equal(before.revealed, shown)
  if (same) return before
  return { count, from, nodes, revealed: shown, ...(matched === undefined ? {} : { matched }) }
}

class Cut {
  count = 0
  revealedAt: number | null = null
  readonly nodes: TreeNodeRow[] = []
  private readonly reveal: TreeNode | undefined
  private poolPosition = 0
  /** Nodes at the top. */
  private readonly topSize: number
  /** Where the nodes stand that something may hang below. */
  private readonly places = new Map<string, number>()

  constructor(
    private readonly tree: TreeShape,
    private readonly query: TreeQuery,
    private readonly before: readonly TreeNodeRow[],
  ) {
    this.reveal = query.reveal === null ? undefined : tree.node(query.reveal)
    const { hosts, vms, srs, networks, templates } = tree.top
    this.topSize = tree.pools.size + hosts.size + vms.size + srs.size + networks.size + templates.size
  }

  /** What stands beside the pools as its own is not to be seen. */
  top(): void {
    const { hosts, vms, srs, networks, templates } = this.tree.top
    let before = this.tree.pools.size
    for (const host of hosts) {
      before += 1
      this.host(host, { level: 1, position: before, size: this.topSize })
    }
    for (const list of [vms, srs, templates, networks]) {
      this.leaves(list, { parent: null, level: 1, before, size: this.topSize })
      before += list.size
    }
  }

  pool(pool: TreeNode): void {
    const { hosts, vms, srs, networks, templates } = this.tree.below(pool.id)
    const groups = (networks.size > 0 ? 1 : 0) + (templates.size > 0 ? 1 : 0)
    const size = hosts.size + vms.size + srs.size + groups
    const expanded = size === 0 ? null : !this.query.toggled.has(pool.id)
    this.poolPosition += 1
    this.branch(pool, {
      children: size,
      level: 1,
      position: this.poolPosition,
      size: this.topSize,
      expanded,
    })
    if (expanded !== true) return
    let position = 0
    for (const host of hosts) {
      position += 1
      this.host(host, { level: 2, position, size })
    }
    this.leaves(vms, { parent: pool.id, level: 2, before: hosts.size, size })
    this.leaves(srs, { parent: pool.id, level: 2, before: hosts.size + vms.size, size })
    const group = (id: string, label: string, list: TreeList, at: number) =>
      this.group({ id, label, pool: pool.id, list, position: at, size })
    if (templates.size > 0) group(templateGroupId(pool.id), templatesLabel, templates, size - groups + 1)
    if (networks.size > 0) group(networkGroupId(pool.id), networksLabel, networks, size)
  }

  private host(host: TreeNode, place: Pick<TreeNodeRow, 'level' | 'position' | 'size'>): void {
    const { vms, srs } = this.tree.below(host.id)
    const children = vms.size + srs.size
    const expanded = children === 0 ? null : !this.query.toggled.has(host.id)
    this.branch(host, { children, ...place, expanded })
    if (expanded !== true) return
    const level = place.level + 1
    this.leaves(vms, { parent: host.id, level, before: 0, size: children })
    this.leaves(srs, { parent: host.id, level, before: vms.size, size: children })
  }

  /** What there is much of that is seldom looked for: closed at first. */
  private group({
    id,
    label,
    pool,
    list,
    ...rank
  }: {
    id: string
    label: string
    pool: ObjectId
    list: TreeList
    position: number
    size: number
  }): void {
    const expanded = (this.tree.matched !== undefined) !== this.query.toggled.has(id)
    const children = list.size
    const place = { level: 2, ...rank, parent: pool, parentIndex: this.placeOf(pool) }
    this.put({ id, label, children, expanded, ...place })
    if (expanded) this.leaves(list, { parent: id, level: 3, before: 0, size: children })
  }

  private branch(
    node: TreeNode,
    facts: Pick<TreeNodeRow, 'children' | 'level' | 'position' | 'size' | 'expanded'>,
  ): void {
    if (node === this.reveal) this.revealedAt = this.count
    const { id } = node
    const parent = node.parent || null
    this.put({ id, label: null, parent, parentIndex: this.placeOf(parent), ...facts })
  }

  private placeOf(id: string | null): number | null {
    return id === null ? null : (this.places.get(id) ?? null)
  }

  private put(node: TreeNodeRow): void {
    const { from, count } = this.query
    this.places.set(node.id, this.count)
    if (this.count >= from && this.count < from + count) {
      const old = this.before[this.nodes.length]
      this.nodes.push(old !== undefined && equal(old, node) ? old : node)
    }
    this.count += 1
  }

  /** Nodes that nothing hangs below; `before` of the same parent's stand above them. */
  private leaves(
    list: TreeList,
    { parent, level, before, size }: { parent: string | null; level: number; before: number; size: number },
  ): void {
    const start = this.count
    this.count += list.size
    if (this.reveal?.list === list) this.revealedAt = start + list.indexOf(this.reveal)
    const first = Math.max(this.query.from - start, 0)
    const end = Math.min(this.query.from + this.query.count - start, list.size)
    if (first >= end) return
    let position = before + first
    const parentIndex = this.placeOf(parent)
    for (const { id } of list.slice(first, end)) {
      position += 1
      const old = this.before[this.nodes.length]
      // Of all there is these are the most by far: what is the same is not even made.
      const same =
        old?.id === id &&
        old.position === position &&
        old.size === size &&
        old.parentIndex === parentIndex &&
        old.parent === parent &&
        old.level === level &&
        old.expanded === null &&
        old.children === 0
      this.nodes.push(
        same
          ? old
          : { id, label: null, children: 0, expanded: null, level, position, size, parent, parentIndex },
      )
    }
  }
}

function revealed(tree: TreeShape, id: ObjectId | null, index: number | null): TreeWindow['revealed'] {
  const node = id === null ? undefined : tree.node(id)
  const path = node && pathTo(tree, node)
  return node && path ? { id: node.id, path, index } : null
}

/** Undefined while what it hangs below is not there. */
function pathTo(tree: TreeShape, { class: cls, parent, pool }: TreeNode): string[] | undefined {
  if (!parent) return []
  if (parent !== pool && tree.node(parent)?.parent === '') return [parent]
  if (tree.node(pool) === undefined) return undefined
  if (cls === 'network') return [pool, networkGroupId(pool)]
  if (cls === 'template') return [pool, templateGroupId(pool)]
  return parent === pool ? [pool] : [pool, parent]
}
