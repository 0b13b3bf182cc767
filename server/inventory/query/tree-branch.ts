import { groupsByName } from './group-narrow'
import type { GroupNode, GroupView } from './group-view'
import { treeByName } from './tree-narrow'
import type { TreeView } from './tree-view'
import { networkGroupId, templateGroupId } from './tree-window'

/** More than these are not opened or closed at once: nobody finds anything in so many. */
export const mostInBranch = 2_000

/** The nodes of a tree, from `id` downwards, that can be opened, the outermost first; null: of the whole tree. */
export function treeBranch(tree: TreeView, name: string | undefined, id: string | null): string[] {
  const shape = treeByName(tree, name)
  const ids: string[] = []
  const hosts = (list: Iterable<{ id: string }>) => {
    for (const host of list) {
      const { vms, srs } = shape.below(host.id)
      if (vms.size + srs.size > 0) ids.push(host.id)
    }
  }
  const pool = (pool: string) => {
    const { hosts: own, vms, srs, networks, templates } = shape.below(pool)
    if (own.size + vms.size + srs.size + networks.size + templates.size === 0) return
    ids.push(pool)
    hosts(own)
    if (templates.size > 0) ids.push(templateGroupId(pool))
    if (networks.size > 0) ids.push(networkGroupId(pool))
  }
  if (id === null) {
    for (const node of shape.pools) pool(node.id)
    hosts(shape.top.hosts)
  } else if (shape.node(id)?.class === 'pool') pool(id)
  else if (shape.node(id)?.class === 'host') hosts([{ id }])
  else if ([...shape.pools].some(node => [networkGroupId(node.id), templateGroupId(node.id)].includes(id)))
    ids.push(id)
  return ids.slice(0, mostInBranch)
}

/** The groups from `id` downwards, the outermost first; null: all. */
export function groupBranch(view: GroupView, name: string | undefined, id: string | null): string[] {
  const ids: string[] = []
  const walk = (groups: Iterable<GroupNode>, inside: boolean) => {
    for (const group of groups) {
      const within = inside || group.id === id
      if (within && group.groups.size + group.leaves.size > 0) ids.push(group.id)
      walk(group.groups, within)
    }
  }
  walk(groupsByName(view, name).groups, id === null)
  return ids.slice(0, mostInBranch)
}
