/**
 * Permissions are `<class>.<verb>`. An action names the one it needs; reads and our own pages name theirs here.
 * Built-in roles carry XenServer's names and rise as XenServer's do: each holds what the ones before it hold.
 */
export const permissions = {
  'inventory.read': 'See pools, hosts, VMs, storage and networks',
  'vm.console': 'Open the console of a VM',
  'vm.power': 'Start, shut down and reboot VMs',
  'vm.suspend': 'Suspend and resume, pause and unpause VMs',
  'vm.force': 'Cut the power of a VM without asking its guest',
  'pool.connect': 'Connect pools, change their credentials and certificates, disconnect them',
  'task.cancel': 'Cancel tasks that others have started',
  'audit.read': 'Read the audit log',
  'audit.configure': 'Say where the audit log is sent and how long it is kept, and sign checkpoints of it',
  'group.manage': 'Create, change and delete groups, and say who is in them',
  'service.manage': 'Create, change and delete service accounts and their tokens',
  'directory.manage': 'Say which directories and OpenID providers people may sign in by',
  'security.manage': 'Say who needs a second factor and how long sign-ins last',
  'user.manage': 'Create, change, disable and delete users, and reset their passwords',
} as const
export type Permission = keyof typeof permissions

const rising: [role: string, added: Permission[]][] = [
  ['read-only', ['inventory.read']],
  ['vm-operator', ['vm.console', 'vm.power', 'vm.suspend', 'vm.force']],
  ['vm-admin', []],
  ['vm-power-admin', []],
  ['pool-operator', ['task.cancel', 'audit.read']],
  [
    'pool-admin',
    [
      'pool.connect',
      'security.manage',
      'audit.configure',
      'group.manage',
      'service.manage',
      'directory.manage',
      'user.manage',
    ],
  ],
]

export const roleNames = rising.map(([role]) => role)

/** Every permission of a role; none for a role nobody knows. */
export function permissionsOf(role: string): ReadonlySet<Permission> {
  const at = roleNames.indexOf(role)
  return new Set(rising.slice(0, at + 1).flatMap(([, added]) => added))
}

/** The lowest role that holds a permission. */
export function lowestRoleWith(permission: Permission): string {
  return rising.find(([, added]) => added.includes(permission))?.[0] ?? 'pool-admin'
}
