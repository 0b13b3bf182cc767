/** What the id of a group in the tree says: see `server/inventory/query/group-places.ts`. */
export type GroupId =
  | { kind: 'folder'; path: string }
  | { kind: 'tag'; tag: string }
  | { kind: 'none' }
  | { kind: 'other' }

export function groupOf(id: string): GroupId {
  const at = id.indexOf(' ')
  const kind = at < 0 ? id : id.slice(0, at)
  const key = at < 0 ? '' : decodeURIComponent(id.slice(at + 1))
  if (kind === 'folder') return { kind, path: key }
  if (kind === 'tag') return { kind, tag: key }
  return { kind: kind === 'none' ? 'none' : 'other' }
}

/** The object of a node's id, which in groups has the group behind it. */
export function objectIdOf(nodeId: string): string {
  const at = nodeId.indexOf('@')
  return at < 0 ? nodeId : nodeId.slice(0, at)
}

/** The group a node of an object stands in; undefined outside of groups. */
export function groupIdOf(nodeId: string): string | undefined {
  const at = nodeId.indexOf('@')
  return at < 0 ? undefined : nodeId.slice(at + 1)
}

/** Whether a node is a group. */
export function isGroup(nodeId: string): boolean {
  return nodeId === 'none' || nodeId.includes(' ') ? !nodeId.includes('@') : false
}
