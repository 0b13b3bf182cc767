import type { AnyRow, ObjectId, RowClass } from '@/server/api/types'
import { hidden } from '@/server/shared/hidden'

/** So many consoles on one page: each is a connection and a picture that is drawn all the time. */
export const mostConsoles = 10

/** Every address of the console. Nothing else in the app writes one out. */
export const paths = {
  home: '/',
  pools: '/pools',
  hosts: '/hosts',
  vms: '/vms',
  storage: '/storage',
  templates: '/templates',
  vapps: '/vapps',
  disks: '/disks',
  snapshots: '/snapshots',
  schedules: '/snapshot-schedules',
  scheduledActions: '/scheduled-actions',
  scheduledAction: (id: string) => `/scheduled-actions/${id}`,
  /** The form of a new one, for these VMs. */
  scheduleActionFor: (vms: readonly ObjectId[]) =>
    `/scheduled-actions?for=${vms.map(encodeURIComponent).join(',')}`,
  networks: '/networks',
  tasks: '/tasks',
  alerts: '/alerts',
  poolTasks: '/tasks/pools',
  audit: '/audit',
  settings: '/settings',
  access: '/settings/access',
  requests: '/requests',
  projects: '/settings/projects',
  project: (id: string) => `/settings/projects/${id}`,
  roles: '/settings/roles',
  preferences: '/settings/preferences',
  users: '/settings/users',
  groups: '/settings/groups',
  group: (id: string) => `/settings/groups/${id}`,
  serviceAccounts: '/settings/service-accounts',
  serviceAccount: (id: string) => `/settings/service-accounts/${id}`,
  directories: '/settings/directories',
  auditSettings: '/settings/audit',
  help: '/help',
  fromXenCenter: '/help/from-xencenter',
  /** A page of the manual, with "#" a part of it; absent: its first page. */
  manual: (slug?: string) => (slug ? `/help/docs/${slug}` : '/help/docs'),
  manualIndex: '/help/docs.json',
  changePassword: '/change-password',
  secondFactor: '/second-factor',
  /** The secret stands after the #, which browsers send to nobody. */
  resetPassword: (token: string) => `/reset-password#${token}`,
  security: '/settings/security',
  connectPool: '/pools?panel=connect',
  /** `from` is the path (with its query) to return to. */
  signIn: (from?: string) =>
    from && from !== '/' ? `/sign-in?next=${encodeURIComponent(from)}` : '/sign-in',
  pool: (id: ObjectId, tab?: 'access') => `/pools/${id}${tail(tab)}`,
  host: (id: ObjectId, tab?: HostTab) => `/hosts/${id}${tail(tab)}`,
  vm: (id: ObjectId, tab?: VmTab) => `/vms/${id}${tail(tab)}`,
  vmConsoleWindow: (id: ObjectId) => `/vms/${id}/console-window`,
  /** Several consoles beside each other, of VMs and hosts. */
  consoles: (ids: readonly ObjectId[], at?: ObjectId) =>
    `/consoles?of=${ids.map(encodeURIComponent).join(',')}${at ? `&at=${encodeURIComponent(at)}` : ''}`,
  hostConsoleWindow: (id: ObjectId) => `/hosts/${id}/console-window`,
  sr: (id: ObjectId, tab?: 'disks' | 'access') => `/storage/${id}${tail(tab)}`,
  template: (id: ObjectId, tab?: TemplateTab) => `/templates/${id}${tail(tab)}`,
  vapp: (id: ObjectId, tab?: 'access') => `/vapps/${id}${tail(tab)}`,
  schedule: (id: ObjectId, tab?: 'access') => `/snapshot-schedules/${id}${tail(tab)}`,
  network: (id: ObjectId, tab?: 'access') => `/networks/${id}${tail(tab)}`,
  auditBy: (user: string) => `/audit?user=${encodeURIComponent(user)}`,
  auditOfPool: (pool: string) => `/audit?pool=${encodeURIComponent(pool)}`,
  /** `object`: words of a name, or a uuid. */
  auditOf: (object: string) => `/audit?object=${encodeURIComponent(object)}`,
}

export type VmTab =
  | 'summary'
  | 'console'
  | 'settings'
  | 'disks'
  | 'networks'
  | 'snapshots'
  | 'access'
  | 'tasks'
export type TemplateTab = 'summary' | 'settings' | 'disks' | 'networks' | 'access'
export type HostTab = 'summary' | 'console' | 'vms' | 'memory' | 'networks' | 'storage' | 'access' | 'tasks'

/** The page of an object; tasks have none of their own and lead to the list, disks and snapshots to their line in theirs. */
export function pathOf(cls: RowClass, id: ObjectId): string {
  switch (cls) {
    case 'pool':
      return paths.pool(id)
    case 'host':
      return paths.host(id)
    case 'VM':
      return paths.vm(id)
    case 'template':
      return paths.template(id)
    case 'VM_appliance':
      return paths.vapp(id)
    case 'VMSS':
      return paths.schedule(id)
    case 'SR':
      return paths.sr(id)
    case 'network':
      return paths.network(id)
    case 'VDI':
      return `${paths.disks}?peek=${encodeURIComponent(id)}`
    case 'snapshot':
      return `${paths.snapshots}?peek=${encodeURIComponent(id)}`
    case 'task':
      return paths.tasks
  }
}

/** The same where more is known of it: a disk is found where its one VM or its storage is, a snapshot where its VM is. */
export function pathOfRow(row: AnyRow): string {
  if (row.class === 'snapshot' && row.vm !== null) return paths.vm(row.vm.id, 'snapshots')
  if (row.class === 'VDI') {
    const [user, another] = row.users
    if (user?.class === 'VM' && another === undefined) return paths.vm(user.id, 'disks')
    if (row.sr !== null && row.sr !== hidden) return paths.sr(row.sr, 'disks')
  }
  return pathOf(row.class, row.id)
}

/** The list of all objects of a class, of which the filter finds some. */
export function listOf(cls: RowClass, filter: string): string {
  const lists = {
    pool: paths.pools,
    host: paths.hosts,
    VM: paths.vms,
    template: paths.templates,
    VM_appliance: paths.vapps,
    VMSS: paths.schedules,
    SR: paths.storage,
    network: paths.networks,
    VDI: paths.disks,
    snapshot: paths.snapshots,
    task: paths.poolTasks,
  }
  return `${lists[cls]}?filter=${encodeURIComponent(filter)}`
}

/**
 * Where to go after signing in: a path of ours, or the start page for anything that could lead elsewhere ("//host"
 * and "/\host" are other sites to a browser).
 */
export function safeNext(next: string | null | undefined): string {
  if (!next || !/^\/(?![/\\])/.test(next)) return paths.home
  const url = new URL(next, 'http://here.invalid')
  if (url.host !== 'here.invalid') return paths.home
  return /^\/(sign-in|second-factor|reset-password|api)(\/|$)/.test(url.pathname)
    ? paths.home
    : url.pathname + url.search + url.hash
}

function tail(tab: string | undefined): string {
  return tab && tab !== 'summary' ? `/${tab}` : ''
}
