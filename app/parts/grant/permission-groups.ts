import { type Permission, permissionNames, wholePermissions } from '@/server/catalogue/permissions'
import { say } from '@/server/shared/text'

const titles: Readonly<Record<string, string>> = {
  pool: say('Pools'),
  host: say('Hosts'),
  vm: say('VMs'),
  sr: say('Storage'),
  storage: say('Storage'),
  network: say('Networks'),
  task: say('Tasks'),
  object: say('Objects of all kinds'),
  audit: say('Audit log'),
}
const itself = say('Domus itself: only over everything')

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
