import type { AnyRow, ObjectId } from '../rows'
import { type GroupMode, showsAtFirst, type TreeShows } from '../views'
import type { Entry } from './entry'
import { folderSteps, type GroupedRow, placesOf, type Step } from './group-places'
import type { EntryChange, EntryChanges, RowTable } from './row-table'
import { isShown } from './shown'
import { naturalKey } from './sort-key'
import { SortedItems } from './sorted-items'

export interface GroupNode {
  id: string
  label: string
  key: string
  parent: GroupNode | null
  groups: SortedItems<GroupNode>
  leaves: SortedItems<LeafNode>
  /** Pools that keep it though nothing may be in it. */
  kept: number
}

export interface LeafNode {
  object: ObjectId
  class: GroupedRow['class']
  /** Its name as a sort key. */
  name: string
  label: string
  group: GroupNode
}

const groupClasses = ['pool', 'host', 'VM', 'template', 'SR', 'network', 'VDI', 'snapshot'] as const

function compare(a: { key: string; id: string }, b: { key: string; id: string }): number {
  if (a.key !== b.key) return a.key < b.key ? -1 : 1
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0
}
export const newGroups = () => new SortedItems<GroupNode>(compare)
export const newLeaves = () =>
  new SortedItems<LeafNode>((a, b) => compare({ key: a.name, id: a.object }, { key: b.name, id: b.object }))

type Edits = Map<GroupNode, { out: Set<LeafNode>; into: Set<LeafNode> }>

/**
 * All objects in groups: by their class, folder, tags, vApp, or the value of a custom field. Shared by all tabs that show
 * it and kept by what changes. An object with several tags stands in several groups.
 */
export class GroupView {
  /** Grows when an object comes, goes, moves or is named otherwise. */
  version = 0
  readonly groups = newGroups()
  private readonly byId = new Map<string, GroupNode>()
  private readonly leaves = new Map<ObjectId, LeafNode[]>()
  private readonly keptBy = new Map<ObjectId, readonly string[]>()

  constructor(
    private readonly mode: GroupMode,
    table: Pick<RowTable, 'all'>,
    private readonly shows: TreeShows = showsAtFirst,
  ) {
    const edits: Edits = new Map()
    for (const cls of groupClasses) {
      for (const after of table.all(cls).values()) this.place(after.row.id, after, edits)
    }
    this.finish(edits)
  }

  /** The places of an object, the first one first. */
  placesOf(id: ObjectId): readonly LeafNode[] {
    return this.leaves.get(id) ?? []
  }

  follow(changes: EntryChanges): void {
    const edits: Edits = new Map()
    for (const cls of groupClasses) {
      const own: readonly EntryChange<GroupedRow & AnyRow>[] = changes[cls]
      for (const { before, after } of own) {
        const id = (after ?? before)?.row.id
        if (id === undefined) continue
        // What has become something else by now, as a template a VM, stands there as that.
        const stands = this.placesOf(id)[0]
        if (after !== undefined || stands === undefined || stands.class === cls) this.place(id, after, edits)
      }
    }
    if (edits.size > 0) this.finish(edits)
  }

  private place(id: ObjectId, after: Entry<GroupedRow> | undefined, edits: Edits): void {
    const old = this.placesOf(id)
    const shown = after !== undefined && isShown(after.row, this.shows)
    const steps = shown ? placesOf(this.mode, after.row) : []
    if (this.mode === 'folder') this.keep(id, after, edits)
    const same =
      old.length === steps.length &&
      old.every(
        (leaf, at) =>
          leaf.group.id === steps[at]?.at(-1)?.id &&
          leaf.label === after?.row.name_label &&
          leaf.class === after.row.class,
      ) &&
      steps.every(way => way.every(step => this.byId.get(step.id)?.label === step.label))
    if (same) return
    for (const leaf of old) {
      const edit = editOf(edits, leaf.group)
      if (!edit.into.delete(leaf)) edit.out.add(leaf)
    }
    this.leaves.delete(id)
    if (after === undefined || steps.length === 0) return
    const made = steps.map((way): LeafNode => {
      const label = after.row.name_label
      const leaf = {
        object: id,
        class: after.row.class,
        name: after.nameKey,
        label,
        group: this.groupAt(way),
      }
      editOf(edits, leaf.group).into.add(leaf)
      return leaf
    })
    this.leaves.set(id, made)
  }

  /** Folders that are there with nothing in them. */
  private keep(id: ObjectId, after: Entry<GroupedRow> | undefined, edits: Edits): void {
    const before = this.keptBy.get(id) ?? []
    const paths = after?.row.class === 'pool' ? after.row.emptyFolders : []
    if (before.length === 0 && paths.length === 0) return
    if (before.length === paths.length && before.every((path, at) => path === paths[at])) return
    const count = (path: string, by: number) => {
      const group = this.groupAt(folderSteps(path))
      group.kept += by
      editOf(edits, group)
    }
    for (const path of paths) count(path, 1)
    for (const path of before) count(path, -1)
    this.keptBy.set(id, paths)
  }

  private groupAt(way: readonly Step[]): GroupNode {
    let parent: GroupNode | null = null
    for (const step of way) parent = this.groupOf(step, parent)
    if (parent === null) throw new Error('A place is in some group.')
    return parent
  }

  private groupOf({ id, label, order }: Step, parent: GroupNode | null): GroupNode {
    const known = this.byId.get(id)
    if (known?.label === label) return known
    const siblings = parent?.groups ?? this.groups
    const key = order + naturalKey(label)
    if (known) {
      siblings.change([known], [])
      known.label = label
      known.key = key
      siblings.change([], [known])
      return known
    }
    const made: GroupNode = { id, label, key, parent, groups: newGroups(), leaves: newLeaves(), kept: 0 }
    this.byId.set(id, made)
    siblings.change([], [made])
    return made
  }

  private finish(edits: Edits): void {
    for (const [{ leaves }, { out, into }] of edits) {
      if (out.size > 0 || into.size > 0) leaves.change([...out], [...into])
    }
    for (const group of edits.keys()) this.prune(group)
    this.version += 1
  }

  /** A group with nothing in it that nobody keeps is gone, and so may be those above it. */
  private prune(group: GroupNode): void {
    let at: GroupNode | null = group
    while (at !== null && at.kept === 0 && at.leaves.size === 0 && at.groups.size === 0) {
      if (this.byId.get(at.id) !== at) return
      this.byId.delete(at.id)
      const siblings: SortedItems<GroupNode> = at.parent?.groups ?? this.groups
      siblings.change([at], [])
      at = at.parent
    }
  }
}

function editOf(edits: Edits, group: GroupNode) {
  const edit = edits.get(group) ?? { out: new Set<LeafNode>(), into: new Set<LeafNode>() }
  edits.set(group, edit)
  return edit
}
