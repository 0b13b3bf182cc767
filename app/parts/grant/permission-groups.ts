import { type Permission, permissionNames, wholePermissions } from '@/server/catalogue/permissions'

const titles: Readonly<Record<string, string>> = {
  pool: 'Pools',
  host: 'Hosts',
  vm: 'VMs',
  sr: 'Storage',
  storage: 'Storage',
  network: 'Networks',
  task: 'Tasks',
  object: 'Objects of all kinds',
  audit: 'Audit log',
}
const itself = 'Domus itself: only over everything'

/** All permissions by what they are about, in the order of the pages. */
export const permissionGroups: readonly { title: string; permissions: readonly Permission[] }[] = (() => {
  const groups = new Map<string, Permission[]>()
  for (const name of permissionNames) {
    const cls = name.split('.')[0] ?? ''
    const title = wholePermissions.includes(name)
      ? itself
      : (titles[cls] ?? `${cls[0]?.toUpperCase()}${cls.slice(1)}s`)
    groups.set(title, [...(groups.get(title) ?? []), name])
  }
  const last = groups.get(itself) ?? []
  groups.delete(itself)
  return [...groups, [itself, last] as const].map(([title, permissions]) => ({ title, permissions }))
})()
