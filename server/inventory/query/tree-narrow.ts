import { nameTest } from '@/server/shared/name-test'
import type { ObjectId } from '../rows'
import { keptByName } from './tree-names'
import {
  type Branch,
  emptyBranch,
  newTreeList,
  type TreeList,
  type TreeNode,
  type TreeView,
} from './tree-view'

/** A tree as parts are cut of it. */
export interface TreeShape {
  readonly pools: TreeList
  readonly top: Readonly<Branch>
  below(id: ObjectId): Readonly<Branch>
  node(id: ObjectId): TreeNode | undefined
  /** How many nodes have the name that was asked for; absent: none was. */
  readonly matched?: number
}

/** What has a name, and what that hangs below. Costs what there is, once for each change of the tree. */
class NarrowedTree implements TreeShape {
  matched = 0
  readonly pools: TreeList
  readonly top: Branch
  private readonly branches = new Map<ObjectId, Branch>()
  private readonly nodes = new Map<ObjectId, TreeNode>()

  constructor(
    private readonly tree: TreeView,
    private readonly fits: (name: string) => boolean,
  ) {
    this.top = this.branch(tree.top)
    this.pools = this.list(tree.pools)
  }

  below(id: ObjectId): Readonly<Branch> {
    return this.branches.get(id) ?? emptyBranch
  }

  node(id: ObjectId): TreeNode | undefined {
    return this.nodes.get(id)
  }

  private branch({ hosts, vms, srs, networks, templates }: Readonly<Branch>): Branch {
    return {
      hosts: this.list(hosts),
      vms: this.list(vms),
      srs: this.list(srs),
      networks: this.list(networks),
      templates: this.list(templates),
    }
  }

  private list(all: TreeList): TreeList {
    const kept: TreeNode[] = []
    const list = newTreeList()
    for (const node of all) {
      const fits = this.fits(node.label)
      if (fits) this.matched += 1
      if (!this.keepBelow(node) && !fits) continue
      const own = { ...node, list }
      this.nodes.set(node.id, own)
      kept.push(own)
    }
    list.fill(kept)
    return list
  }

  /** True when there is something below that has the name. */
  private keepBelow({ id, class: cls }: TreeNode): boolean {
    if (cls !== 'pool' && cls !== 'host') return false
    const branch = this.branch(this.tree.below(id))
    if (Object.values(branch).every(list => list.size === 0)) return false
    this.branches.set(id, branch)
    return true
  }
}

const narrowed = keptByName((tree: TreeView, text: string): TreeShape => {
  const fits = nameTest(text)
  return fits === null ? tree : new NarrowedTree(tree, fits)
})

/** The tree, or what is left of it by a name. */
export function treeByName(tree: TreeView, name: string | undefined): TreeShape {
  return name === undefined ? tree : narrowed(tree, name)
}
