import { equal } from '../equal'
import type { TreeNodeRow, TreeWindow } from '../views'
import { groupsByName } from './group-narrow'
import type { GroupNode, GroupView, LeafNode } from './group-view'
import type { TreeQuery } from './tree-window'

/** The node of an object in one of the groups that it stands in. */
export function leafId({ object, group }: LeafNode): string {
  return `${object}@${group.id}`
}

/**
 * A part of a grouped tree with what is open opened. Costs what is open and what is cut, not what there is. `before`, an
 * earlier part, is given back itself when nothing in it is different.
 */
export function groupWindow(view: GroupView, query: TreeQuery, before: TreeWindow | null = null): TreeWindow {
  const shape = groupsByName(view, query.name)
  const { matched, groups } = shape
  const cut = new Cut(query, query.reveal === null ? undefined : shape.placesOf(query.reveal)[0])
  cut.siblings([...groups], null, 1, 0, groups.size)
  const { count, nodes, reveal, revealedAt } = cut
  const window = {
    count,
    from: query.from,
    nodes,
    revealed: reveal
      ? { id: reveal.object, node: leafId(reveal), path: pathTo(reveal.group), index: revealedAt }
      : null,
    ...(matched === undefined ? {} : { matched }),
  }
  return before !== null && equal(before, window) ? before : window
}

class Cut {
  count = 0
  revealedAt: number | null = null
  readonly nodes: TreeNodeRow[] = []
  private readonly places = new Map<string, number>()

  constructor(
    private readonly query: TreeQuery,
    readonly reveal: LeafNode | undefined,
  ) {}

  siblings(
    groups: readonly GroupNode[],
    parent: GroupNode | null,
    level: number,
    before: number,
    size: number,
  ): void {
    for (const [at, group] of groups.entries()) this.group(group, parent, level, before + at + 1, size)
  }

  private group(group: GroupNode, parent: GroupNode | null, level: number, position: number, size: number) {
    const children = group.groups.size + group.leaves.size
    const openAtFirst = this.query.name !== undefined || isOpenAtFirst(group.id)
    const isOpen = this.query.toggled.has(group.id) !== openAtFirst
    const expanded = children === 0 ? null : isOpen
    this.put({
      id: group.id,
      label: group.label,
      children,
      level,
      position,
      size,
      parent: parent?.id ?? null,
      parentIndex: this.placeOf(parent),
      expanded,
    })
    if (expanded !== true) return
    this.siblings([...group.groups], group, level + 1, 0, children)
    this.leaves(group, level + 1, children)
  }

  private placeOf(group: GroupNode | null): number | null {
    return group === null ? null : (this.places.get(group.id) ?? null)
  }

  private put(node: TreeNodeRow): void {
    const { from, count } = this.query
    this.places.set(node.id, this.count)
    if (this.count >= from && this.count < from + count) this.nodes.push(node)
    this.count += 1
  }

  private leaves(group: GroupNode, level: number, size: number): void {
    const { leaves } = group
    const start = this.count
    this.count += leaves.size
    if (this.reveal?.group === group) this.revealedAt = start + leaves.indexOf(this.reveal)
    const first = Math.max(this.query.from - start, 0)
    const end = Math.min(this.query.from + this.query.count - start, leaves.size)
    if (first >= end) return
    let position = group.groups.size + first
    const place = { level, size, parent: group.id, parentIndex: this.placeOf(group) }
    for (const leaf of leaves.slice(first, end)) {
      position += 1
      this.nodes.push({
        id: leafId(leaf),
        object: leaf.object,
        label: null,
        children: 0,
        expanded: null,
        position,
        ...place,
      })
    }
  }
}

/** What is in no group is seldom what one looks for, and parts are the most by far. */
export function isOpenAtFirst(id: string): boolean {
  return id !== 'none' && id !== 'type VDI' && id !== 'type snapshot'
}

function pathTo(group: GroupNode): string[] {
  const path: string[] = []
  for (let at: GroupNode | null = group; at !== null; at = at.parent) path.unshift(at.id)
  return path
}
