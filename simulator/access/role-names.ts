/** What a call may need, from the most to the least. `local-root`: only the superuser of the hosts themselves. */
export const roleNames = [
  'local-root',
  'pool-admin',
  'pool-operator',
  'vm-power-admin',
  'vm-admin',
  'vm-operator',
  'read-only',
] as const

export type RoleName = (typeof roleNames)[number]

/** Roles as hosts list them, which is no order of rank: it follows from how xapi builds its table. */
export const listedRoles = [
  'vm-power-admin',
  'vm-admin',
  'vm-operator',
  'read-only',
  'client-cert',
  'pool-admin',
  'pool-operator',
] as const

export type ListedRole = (typeof listedRoles)[number]

export function isRoleName(name: string | undefined): name is RoleName {
  return roleNames.some(one => one === name)
}

/** Whether `role` may do what `needed` may. */
export function includes(role: RoleName, needed: RoleName): boolean {
  return roleNames.indexOf(role) <= roleNames.indexOf(needed)
}
