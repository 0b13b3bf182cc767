import { paths } from '@/app/lib/paths'
import type { IconName } from '@/app/ui/symbol'
import type { RowClass } from '@/server/api/types'
import { say } from '@/server/shared/text'

export interface Section {
  /** First part of its path. */
  id: string
  label: string
  href: string
  icon: IconName
  /** Whose rows are counted beside its name. */
  counts?: RowClass
}

/** The lists and pages of the console, in the order of the sidebar. */
export const sections: readonly Section[] = [
  { id: '', label: say('Overview'), href: paths.home, icon: 'overview' },
  { id: 'pools', label: say('Pools'), href: paths.pools, icon: 'pool', counts: 'pool' },
  { id: 'hosts', label: say('Hosts'), href: paths.hosts, icon: 'host', counts: 'host' },
  { id: 'vms', label: say('VMs'), href: paths.vms, icon: 'vm', counts: 'VM' },
  { id: 'vapps', label: say('vApps'), href: paths.vapps, icon: 'boot', counts: 'VM_appliance' },
  { id: 'snapshots', label: say('Snapshots'), href: paths.snapshots, icon: 'snapshot' },
  {
    ...{
      id: 'snapshot-schedules',
      label: say('Snapshot schedules'),
      href: paths.schedules,
      icon: 'snapshot',
    },
    counts: 'VMSS',
  },
  { id: 'scheduled-actions', label: say('Scheduled actions'), href: paths.scheduledActions, icon: 'power' },
  { id: 'templates', label: say('Templates'), href: paths.templates, icon: 'copy', counts: 'template' },
  { id: 'storage', label: say('Storage'), href: paths.storage, icon: 'storage', counts: 'SR' },
  { id: 'disks', label: say('Disks'), href: paths.disks, icon: 'disk' },
  { id: 'networks', label: say('Networks'), href: paths.networks, icon: 'network', counts: 'network' },
  { id: 'alerts', label: say('Alerts'), href: paths.alerts, icon: 'warning' },
  { id: 'tasks', label: say('Tasks'), href: paths.tasks, icon: 'tasks' },
  { id: 'audit', label: say('Audit log'), href: paths.audit, icon: 'audit' },
]

/** Pages that are reached from menus; only the breadcrumbs name them. */
export const pagesBesides: readonly Pick<Section, 'id' | 'label' | 'href'>[] = [
  { id: 'consoles', label: say('Consoles'), href: '/consoles' },
  { id: 'requests', label: say('Requests'), href: paths.requests },
  { id: 'settings', label: say('Settings'), href: paths.settings },
  { id: 'help', label: say('Help'), href: paths.help },
]
