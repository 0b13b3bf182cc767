import { paths } from '@/app/lib/paths'
import type { IconName } from '@/app/ui/symbol'
import type { Permission } from '@/server/catalogue/permissions'

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
  { label: 'Overview', href: paths.home, icon: 'overview', also: 'home start dashboard' },
  { label: 'Pools', href: paths.pools, icon: 'pool', also: 'connections clusters' },
  { label: 'Hosts', href: paths.hosts, icon: 'host', also: 'servers' },
  { label: 'VMs', href: paths.vms, icon: 'vm', also: 'virtual machines guests' },
  { label: 'Storage', href: paths.storage, icon: 'storage', also: 'SR repositories disks' },
  { label: 'Networks', href: paths.networks, icon: 'network', also: 'VLAN bridges' },
  { label: 'Alerts', href: paths.alerts, icon: 'warning', also: 'alarms messages notifications attention' },
  { label: 'Tasks', href: paths.tasks, icon: 'tasks', also: 'events history operations' },
  { label: 'Tasks of the pools', href: paths.poolTasks, icon: 'tasks', also: 'events others' },
  {
    label: 'Audit log',
    href: paths.audit,
    icon: 'audit',
    also: 'who did what history',
    permission: 'audit.read',
  },
  {
    label: 'Connect a pool',
    href: paths.connectPool,
    icon: 'connect',
    also: 'add server new connection',
    permission: 'pool.connect',
  },
  {
    label: 'Preferences',
    href: paths.preferences,
    icon: 'preferences',
    also: 'settings options theme dark light contrast density time zone start page confirmations notices',
  },
  { label: 'Account', href: paths.settings, icon: 'settings', also: 'settings sessions sign-ins' },
  { label: 'Change password', href: paths.changePassword, icon: 'key', also: 'settings' },
  {
    label: 'Users',
    href: paths.users,
    icon: 'user',
    also: 'settings accounts people',
    permission: 'user.manage',
  },
  { label: 'Access', href: paths.access, icon: 'lock', also: 'settings grants who may do what explain why' },
  { label: 'Roles', href: paths.roles, icon: 'lock', also: 'settings permissions matrix compose' },
  {
    label: 'Groups',
    href: paths.groups,
    icon: 'user',
    also: 'settings teams',
    permission: 'group.manage',
  },
  {
    label: 'Projects',
    href: paths.projects,
    icon: 'group',
    also: 'settings quotas limits teams tenants',
    permission: 'project.manage',
  },
  { label: 'Requests', href: paths.requests, icon: 'alarm', also: 'ask for access rights approvals answers' },
  {
    label: 'If you come from XenCenter',
    href: paths.fromXenCenter,
    icon: 'info',
    also: 'help where is menu guide',
  },
  { label: 'Help', href: paths.help, icon: 'info', also: 'documentation manual guide how' },
]
