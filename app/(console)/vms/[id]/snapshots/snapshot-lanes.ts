import type { ObjectId, VmSnapshot } from '@/server/api/types'

/** A line of the drawn tree: a snapshot, or the VM as it is now (null). */
export interface LaneRow {
  snapshot: VmSnapshot | null
  /** What it came from, as far as that is shown. */
  parent: ObjectId | null
  /** How far it is from its root, from 1. */
  level: number
  /** The lane it is drawn in, from 0. */
  lane: number
  /** Lanes left of it that go on past it. */
  past: readonly number[]
  /** How a line comes to it: from above in its lane, from the lane left of it, or not at all. */
  from: 'above' | 'left' | 'nowhere'
  /** Whether a line goes on below it. */
  goesOn: boolean
  /** One that is being taken and is no snapshot yet. */
  making?: true
}

interface Node {
  snapshot: VmSnapshot | null
  parent: ObjectId | null
  children: Node[]
  /** The VM as it is now is below it, or is it. */
  leadsToNow: boolean
}

/**
 * The tree of a VM's snapshots as lines, the oldest first: what leads to now stays in the first lane, every other branch
 * stands right of where it left. Snapshots whose parent is not among them hang where the nearest one above is.
 */
export function lanesOf(
  snapshots: readonly VmSnapshot[],
  nowParent: ObjectId | null,
  isShown: (snapshot: VmSnapshot) => boolean = () => true,
): LaneRow[] {
  const all = new Map(snapshots.map(one => [one.id, one]))
  const shownAbove = (id: ObjectId | null): ObjectId | null => {
    const met = new Set<ObjectId>()
    for (let at = id; at !== null && !met.has(at); ) {
      met.add(at)
      const one = all.get(at)
      if (!one) return null
      if (isShown(one)) return at
      at = one.parent
    }
    return null
  }
  const nodes = new Map<ObjectId, Node>()
  for (const one of [...snapshots].filter(isShown).sort((a, b) => (a.time < b.time ? -1 : 1)))
    nodes.set(one.id, {
      snapshot: one,
      parent: shownAbove(one.parent),
      children: [],
      leadsToNow: false,
    })
  const now: Node = { snapshot: null, parent: shownAbove(nowParent), children: [], leadsToNow: true }
  const roots: Node[] = []
  for (const node of [...nodes.values(), now]) {
    const parent = node.parent === null ? undefined : nodes.get(node.parent)
    if (parent && parent !== node) parent.children.push(node)
    else roots.push(node)
  }
  for (let at = now.parent; at !== null; ) {
    const node = nodes.get(at)
    if (!node || node.leadsToNow) break
    node.leadsToNow = true
    at = node.parent
  }
  const rows: LaneRow[] = []
  const draw = (
    first: Node,
    lane: number,
    start: number,
    past: readonly number[],
    begin: LaneRow['from'],
  ) => {
    let node: Node | undefined = first
    let from = begin
    for (let level = start; node; level++) {
      const main: Node | undefined = node.children.find(one => one.leadsToNow) ?? node.children.at(-1)
      const { snapshot, parent, children } = node
      rows.push({ snapshot, parent, level, lane, past, from, goesOn: main !== undefined })
      for (const side of children) if (side !== main) draw(side, lane + 1, level + 1, [...past, lane], 'left')
      from = 'above'
      node = main
    }
  }
  // What leads to now stands last, where one looks for it.
  for (const root of [...roots].sort((a, b) => Number(a.leadsToNow) - Number(b.leadsToNow)))
    draw(root, 0, 1, [], 'nowhere')
  return rows
}

/** The same while a snapshot is being taken: it stands where it will, just before now. */
export function withMaking(rows: readonly LaneRow[]): LaneRow[] {
  const now = rows.at(-1)
  if (now?.snapshot !== null) return [...rows]
  return [
    ...rows.slice(0, -1),
    { ...now, goesOn: true, making: true },
    { ...now, parent: null, level: now.level + 1, from: 'above' },
  ]
}
