import { nameTest } from '@/server/shared/name-test'
import type { ObjectId } from '../rows'
import { type GroupNode, type GroupView, type LeafNode, newGroups, newLeaves } from './group-view'
import { keptByName } from './tree-names'

/** A tree of groups as parts are cut of it. */
export interface GroupShape {
  readonly groups: Iterable<GroupNode> & { readonly size: number }
  placesOf(id: ObjectId): readonly LeafNode[]
  /** How many nodes have the name that was asked for; absent: none was. */
  readonly matched?: number
}

/** Groups that are named by people: of the others everybody knows what is in them. */
const isNamed = (id: string) => id !== 'none' && !id.startsWith('type ')

/** What has a name, in its groups; a group that has it keeps all that is in it. */
class NarrowedGroups implements GroupShape {
  matched = 0
  readonly groups = newGroups()
  private readonly places = new Map<ObjectId, LeafNode[]>()

  constructor(
    view: GroupView,
    private readonly fits: (name: string) => boolean,
  ) {
    this.groups.fill([...view.groups].flatMap(group => this.kept(group, null, false)))
  }

  placesOf(id: ObjectId): readonly LeafNode[] {
    return this.places.get(id) ?? []
  }

  private kept(group: GroupNode, parent: GroupNode | null, all: boolean): GroupNode[] {
    const fits = isNamed(group.id) && this.fits(group.label)
    if (fits) this.matched += 1
    const own: GroupNode = { ...group, parent, groups: newGroups(), leaves: newLeaves() }
    own.groups.fill([...group.groups].flatMap(inner => this.kept(inner, own, all || fits)))
    const leaves: LeafNode[] = []
    for (const leaf of group.leaves) {
      const leafFits = this.fits(leaf.label)
      if (leafFits) this.matched += 1
      if (!leafFits && !all && !fits) continue
      const kept = { ...leaf, group: own }
      leaves.push(kept)
      const places = this.places.get(leaf.object)
      if (places === undefined) this.places.set(leaf.object, [kept])
      else places.push(kept)
    }
    own.leaves.fill(leaves)
    return all || fits || own.groups.size + own.leaves.size > 0 ? [own] : []
  }
}

const narrowed = keptByName((view: GroupView, text: string): GroupShape => {
  const fits = nameTest(text)
  return fits === null ? view : new NarrowedGroups(view, fits)
})

/** The groups, or what is left of them by a name. */
export function groupsByName(view: GroupView, name: string | undefined): GroupShape {
  return name === undefined ? view : narrowed(view, name)
}
