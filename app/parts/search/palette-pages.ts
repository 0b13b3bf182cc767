import { paths } from '@/app/lib/paths'
import type { IconName } from '@/app/ui/symbol'
import type { Permission } from '@/server/catalogue/permissions'
import { say } from '@/server/shared/text'

export interface PalettePage {
  label: string
  href: string
  icon: IconName
  /** What else somebody may type who looks for it. */
  also: string
  /** Who may not see it does not find it. */
  permission?: Permission
}

/** Every place that is none of an object's. */
export const palettePages: readonly PalettePage[] = [
  { label: say('Overview'), href: paths.home, icon: 'overview', also: 'home start dashboard' },
  { label: say('Pools'), href: paths.pools, icon: 'pool', also: 'connections clusters' },
  { label: say('Hosts'), href: paths.hosts, icon: 'host', also: 'servers' },
  { label: say('VMs'), href: paths.vms, icon: 'vm', also: 'virtual machines guests' },
  {
    label: say('vApps'),
    href: paths.vapps,
    icon: 'boot',
    also: 'appliances start order delays groups of VMs',
  },
  {
    label: say('Snapshot schedules'),
    href: paths.schedules,
    icon: 'snapshot',
    also: 'VMSS scheduled snapshots hourly daily weekly retention',
  },
  {
    label: say('Scheduled actions'),
    href: paths.scheduledActions,
    icon: 'power',
    also: 'jobs scheduled tasks cron timer recurring',
  },
  { label: say('Templates'), href: paths.templates, icon: 'copy', also: 'images golden master' },
  { label: say('Storage'), href: paths.storage, icon: 'storage', also: say('SR repositories disks') },
  {
    label: say('Disks'),
    href: paths.disks,
    icon: 'disk',
    also: 'VDI virtual disks volumes ISO discs unattached',
  },
  { label: say('Snapshots'), href: paths.snapshots, icon: 'snapshot', also: 'checkpoints age' },
  { label: say('Networks'), href: paths.networks, icon: 'network', also: 'VLAN bridges' },
  {
    label: say('Alerts'),
    href: paths.alerts,
    icon: 'warning',
    also: 'alarms messages notifications attention',
  },
  { label: say('Tasks'), href: paths.tasks, icon: 'tasks', also: 'events history operations' },
  { label: say('Tasks of the pools'), href: paths.poolTasks, icon: 'tasks', also: 'events others' },
  {
    label: say('Audit log'),
    href: paths.audit,
    icon: 'audit',
    also: 'who did what history',
    permission: 'audit.read',
  },
  {
    label: say('Connect a pool'),
    href: paths.connectPool,
    icon: 'connect',
    also: 'add server new connection',
    permission: 'pool.connect',
  },
  {
    label: say('Preferences'),
    href: paths.preferences,
    icon: 'preferences',
    also: 'settings options theme dark light contrast density time zone start page confirmations notices',
  },
  { label: say('Account'), href: paths.settings, icon: 'settings', also: 'settings sessions sign-ins' },
  { label: say('Change password'), href: paths.changePassword, icon: 'key', also: 'settings' },
  {
    label: say('Users'),
    href: paths.users,
    icon: 'user',
    also: 'settings accounts people',
    permission: 'user.manage',
  },
  {
    label: say('Access'),
    href: paths.access,
    icon: 'lock',
    also: 'settings grants who may do what explain why',
  },
  { label: say('Roles'), href: paths.roles, icon: 'lock', also: 'settings permissions matrix compose' },
  {
    label: say('Groups'),
    href: paths.groups,
    icon: 'user',
    also: 'settings teams',
    permission: 'group.manage',
  },
  {
    label: say('Projects'),
    href: paths.projects,
    icon: 'group',
    also: 'settings quotas limits teams tenants',
    permission: 'project.manage',
  },
  {
    label: say('Requests'),
    href: paths.requests,
    icon: 'alarm',
    also: 'ask for access rights approvals answers',
  },
  {
    label: say('If you come from XenCenter'),
    href: paths.fromXenCenter,
    icon: 'info',
    also: 'help where is menu guide',
  },
  { label: say('Manual'), href: paths.manual(), icon: 'info', also: 'help documentation search docs how' },
  { label: say('Help'), href: paths.help, icon: 'info', also: 'documentation manual guide how' },
]
