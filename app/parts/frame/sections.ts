import { paths } from '@/app/lib/paths'
import type { IconName } from '@/app/ui/symbol'
import type { RowClass } from '@/server/api/types'

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
  { id: '', label: 'Overview', href: paths.home, icon: 'overview' },
  { id: 'pools', label: 'Pools', href: paths.pools, icon: 'pool', counts: 'pool' },
  { id: 'hosts', label: 'Hosts', href: paths.hosts, icon: 'host', counts: 'host' },
  { id: 'vms', label: 'VMs', href: paths.vms, icon: 'vm', counts: 'VM' },
  { id: 'storage', label: 'Storage', href: paths.storage, icon: 'storage', counts: 'SR' },
  { id: 'networks', label: 'Networks', href: paths.networks, icon: 'network', counts: 'network' },
  { id: 'alerts', label: 'Alerts', href: paths.alerts, icon: 'warning' },
  { id: 'tasks', label: 'Tasks', href: paths.tasks, icon: 'tasks' },
  { id: 'audit', label: 'Audit log', href: paths.audit, icon: 'audit' },
]
