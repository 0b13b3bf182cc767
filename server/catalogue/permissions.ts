import type { RowClass } from '@/server/inventory/rows'
import { say } from '@/server/shared/text'

/**
 * Permissions are `<class>.<verb>`. An action names the one it needs; reads and our own pages name theirs here. The
 * sentence says what it means in words.
 */
export const permissions = {
  'pool.read': say('See pools'),
  'host.read': say('See hosts'),
  'vm.read': say(
    'See VMs with their disks, network cards and snapshots, and templates, vApps and snapshot schedules',
  ),
  'sr.read': say('See storage'),
  'network.read': say('See networks'),
  'task.read': say('See what pools are doing'),
  'vm.console': say('Open the console of a VM, and turn on Remote Desktop in its guest'),
  'host.console': say('Open the console of a host, from where all that it runs can be reached'),
  'vm.power': say('Start, shut down and reboot VMs'),
  'vm.suspend': say('Suspend and resume, pause and unpause VMs'),
  'vm.force': say('Cut the power of a VM without asking its guest'),
  'vm.create': say('Make new VMs of templates'),
  'vm.copy': say('Copy VMs, and make VMs and templates of their snapshots'),
  'vm.snapshot': say('Take snapshots of VMs'),
  'vm.revert': say('Take VMs back to their snapshots'),
  'vm.delete': say('Delete VMs, their disks and snapshots, and turn VMs into templates'),
  'object.organise': say('Tag objects, put them into folders, and fill in their custom fields'),
  'vm.edit': say(
    'Rename and describe VMs, and change their vCPUs, virtual TPMs, what they boot from and what their systems find',
  ),
  'vm.disc': say('Insert and eject the discs of VMs'),
  'vm.disk': say('Add, change, attach, detach and delete the disks of VMs'),
  'vm.nic': say('Add, change and remove the NICs of VMs'),
  'vm.gpu': say('Give VMs graphics cards of hosts, and take them away'),
  'vm.migrate': say('Choose on which hosts VMs start and run, and their home servers'),
  'vm.resize': say('Change how much memory VMs have'),
  'vm.order': say('Say when VMs start among others, and which of them high availability restarts'),
  'vapp.power': say('Start and shut down vApps'),
  'vapp.edit': say('Make, rename, describe and delete vApps, and say which VMs are in them'),
  'schedule.edit': say('Make, change, run and delete snapshot schedules, and say which VMs have them'),
  'host.edit': say('Rename and describe hosts, say where they log, and how they reach storage'),
  'storage.edit': say('Rename and describe storage'),
  'network.edit': say('Rename and describe networks, and say whether new VMs get them'),
  'network.mtu': say('Change how large the packets of networks may be'),
  'pool.edit': say('Rename and describe pools, and change their settings'),
  'task.cancel': say('Cancel tasks that others have started'),
  'alert.dismiss': say('Put away what pools have noted, for everybody'),
  'audit.read': say('Read the audit log'),
  'audit.configure': say(
    'Say where the audit log is sent and how long it is kept, and sign checkpoints of it',
  ),
  'pool.connect': say('Connect pools, change their credentials and certificates, disconnect them'),
  'user.manage': say('Create, change, disable and delete users, and reset their passwords'),
  'group.manage': say('Create, change and delete groups, and say who is in them'),
  'service.manage': say('Create, change and delete service accounts and their tokens'),
  'directory.manage': say('Say which directories and OpenID providers people may sign in by'),
  'security.manage': say('Say who needs a second factor and how long sign-ins last'),
  'access.manage': say('Give and revoke any role over anything, and compose roles'),
  'access.preview': say('See the console as another user would'),
  'project.manage': say('Create projects, set their limits, and put objects into them'),
} as const
export type Permission = keyof typeof permissions

export const permissionNames = Object.keys(permissions).filter(isPermission)

export function isPermission(text: string): text is Permission {
  return Object.hasOwn(permissions, text)
}

/** What lets a person see a row of a class. */
export const readOf = {
  pool: 'pool.read',
  host: 'host.read',
  VM: 'vm.read',
  template: 'vm.read',
  VM_appliance: 'vm.read',
  VMSS: 'vm.read',
  SR: 'sr.read',
  network: 'network.read',
  VDI: 'vm.read',
  snapshot: 'vm.read',
  task: 'task.read',
} as const satisfies { [C in RowClass]: Permission }

export const readPermissions: readonly Permission[] = Object.values(readOf)

/** About Domus itself: they say something only where they are held over everything. */
export const wholePermissions: readonly Permission[] = [
  'security.manage',
  'audit.configure',
  'user.manage',
  'group.manage',
  'service.manage',
  'directory.manage',
  'access.manage',
  'access.preview',
  'project.manage',
]

/** XenServer's roles rise as XenServer's do: each holds what the ones before it hold. */
const rising: readonly (readonly [role: string, added: readonly Permission[]])[] = [
  ['read-only', readPermissions],
  ['vm-operator', ['vm.console', 'vm.power', 'vm.suspend', 'vm.force', 'vm.disc', 'object.organise']],
  ['vm-admin', ['vm.edit', 'vm.create', 'vm.copy', 'vm.delete', 'vm.disk', 'vm.nic', 'network.mtu']],
  ['vm-power-admin', ['vm.snapshot', 'vm.revert', 'vm.migrate', 'vm.resize']],
  [
    'pool-operator',
    [
      'vm.order',
      'vm.gpu',
      'vapp.power',
      'vapp.edit',
      'schedule.edit',
      'task.cancel',
      'alert.dismiss',
      'audit.read',
      'host.edit',
      'storage.edit',
      'network.edit',
      'pool.edit',
    ],
  ],
  [
    'pool-admin',
    [
      'host.console',
      'pool.connect',
      'security.manage',
      'audit.configure',
      'group.manage',
      'service.manage',
      'user.manage',
    ],
  ],
]

/** XenServer's six, the lowest first. */
export const poolRoleNames: readonly string[] = rising.map(([role]) => role)

/** Those that XenServer does not have: of all of Domus, and of those who look after it without changing it. */
const own: Readonly<Record<string, readonly Permission[]>> = {
  owner: permissionNames,
  auditor: [...readPermissions, 'audit.read'],
}

const builtIn = new Map<string, ReadonlySet<Permission>>([
  ...rising.map(
    ([role], at) => [role, new Set(rising.slice(0, at + 1).flatMap(([, added]) => added))] as const,
  ),
  ...Object.entries(own).map(([role, held]) => [role, new Set(held)] as const),
])

export const roleNames: readonly string[] = [...builtIn.keys()]

/** What each built-in role is for, in words. */
export const roleWords: Readonly<Record<string, string>> = {
  'read-only': say('Sees everything in the scope and changes nothing'),
  'vm-operator': say('Runs VMs: starts and stops them, opens their consoles'),
  'vm-admin': say('Looks after VMs and what they are made of'),
  'vm-power-admin': say('Looks after VMs, and chooses where they run'),
  'pool-operator': say('Runs hosts, storage and networks besides'),
  'pool-admin': say('Does all that can be done to pools, and manages users'),
  owner: say('Does everything, and says who may do what'),
  auditor: say('Sees everything in the scope and what was done to it, and changes nothing'),
}

const nothing: ReadonlySet<Permission> = new Set()

/** Every permission of a built-in role; none for a role nobody knows. */
export function permissionsOf(role: string): ReadonlySet<Permission> {
  return builtIn.get(role) ?? nothing
}

/** The lowest role that holds a permission. */
export function lowestRoleWith(permission: Permission): string {
  return rising.find(([, added]) => added.includes(permission))?.[0] ?? 'owner'
}
