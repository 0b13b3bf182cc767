import { paths } from '@/app/lib/paths'
import { say } from '@/server/shared/text'

export interface XenCenterPlace {
  /** The menu, tab or window in XenCenter. */
  menu: string
  entry: string
  /** Where the same is done in Domus. */
  here: string
  /** The page it leads to, where there is one that does not depend on an object. */
  href?: string
  /** Domus does not have it so far. */
  missing?: boolean
}

/** Where those who know XenCenter find things, in the order of its menus. */
export const xenCenterPlaces: readonly XenCenterPlace[] = [
  { menu: say('File'), entry: say('Import, Export'), here: say('Not in Domus yet'), missing: true },
  {
    menu: say('View'),
    entry: say('Default templates, Custom templates, Local storage, Hidden objects'),
    here: say('The eye above the tree; lists have hidden objects where the tree has'),
  },
  {
    menu: say('View'),
    entry: say('Infrastructure'),
    here: say('The tree at the left; Ctrl K finds any object from anywhere'),
  },
  {
    menu: say('View'),
    entry: say('Objects, Organization views'),
    here: say('The word above the tree: by type, folder, tag, custom field or vApp'),
  },
  {
    menu: say('View'),
    entry: say('Saved searches'),
    here: say(
      'Searches, beside the filter of each list: those of XenCenter are there, and it has those of Domus',
    ),
    href: paths.vms,
  },
  {
    menu: say('View'),
    entry: say('Toolbar'),
    here: say('The buttons in the head of each object’s page: at most three next steps, the rest under “…”'),
  },
  {
    menu: say('Pool'),
    entry: say('New pool, Add server'),
    here: say('Connecting to a pool or host is Pools, Connect a pool; forming a pool is not in Domus yet'),
    href: paths.connectPool,
  },
  {
    menu: say('Pool'),
    entry: say('Disconnect, Reconnect'),
    here: say('The page of the pool, or the menu of its row'),
    href: paths.pools,
  },
  { menu: say('Pool'), entry: say('High availability'), here: say('Not in Domus yet'), missing: true },
  { menu: say('Pool'), entry: say('Properties'), here: say('The page of the pool'), href: paths.pools },
  { menu: say('Server'), entry: say('Add'), here: say('Pools, Connect a pool'), href: paths.connectPool },
  {
    menu: say('Server'),
    entry: say('Connect, Disconnect, Reconnect'),
    here: say('Domus connects to pools, and follows all of their hosts by itself'),
    href: paths.pools,
  },
  {
    menu: say('Server'),
    entry: say('Reboot, Shut down, Enter maintenance mode'),
    here: say('Not in Domus yet'),
    missing: true,
  },
  {
    menu: say('Server'),
    entry: say('Properties'),
    here: say('The page of the host: a pencil stands beside what can be changed'),
    href: paths.hosts,
  },
  {
    menu: say('Server'),
    entry: say('Change the root password of the connection'),
    here: say('Change credentials in the menu of the pool’s row'),
    href: paths.pools,
  },
  {
    menu: say('VM'),
    entry: say('Start, Shut down, Reboot, Suspend, Resume'),
    here: say('The head of the VM’s page, the menu of its row or tree node (right click, or m), and Ctrl K'),
    href: paths.vms,
  },
  {
    menu: say('VM'),
    entry: say('Force shut down, Force reboot'),
    here: say('The same menus, below what asks the guest first'),
    href: paths.vms,
  },
  {
    menu: say('VM'),
    entry: say('New VM'),
    here: say('The head of the list of VMs, and the menus of pools and hosts'),
    href: paths.vms,
  },
  {
    menu: say('VM'),
    entry: say('Migrate, Move, Home server'),
    here: say('Where it runs, in the menu of the VM; it can be dropped on a host too, also of another pool'),
    href: paths.vms,
  },
  {
    menu: say('VM'),
    entry: say('Start on server, Recovery mode, Copy, Convert to template, Delete'),
    here: say('The menu of the VM, in lists, in the tree and on its page, some under More power actions'),
    href: paths.vms,
  },
  {
    menu: say('VM'),
    entry: say('Take a snapshot, Revert, Delete snapshot'),
    here: say('The menu of the VM takes one; its tab Snapshots has them all'),
    href: paths.vms,
  },
  {
    menu: say('VM'),
    entry: say('Properties'),
    here: say('The Settings tab of the VM'),
    href: paths.vms,
  },
  {
    menu: say('VM'),
    entry: say('Install Citrix VM Tools'),
    here: say('The column Tools of the list of VMs says where they are missing'),
    href: paths.vms,
  },
  {
    menu: say('Storage'),
    entry: say('New SR, Repair, Detach'),
    here: say('Not in Domus yet: the list of storage says what is detached or nearly full'),
    href: paths.storage,
    missing: true,
  },
  {
    menu: say('Templates'),
    entry: say('New VM from template'),
    here: say('The head of the template’s page; all templates stand in a list of their own'),
    href: paths.templates,
  },
  {
    menu: say('Templates'),
    entry: say('Copy, Delete, Properties'),
    here: say('The page of the template, and its menu in lists and in the tree'),
    href: paths.templates,
  },
  {
    menu: say('Tools'),
    entry: say('Options: display, confirmations'),
    here: say('Settings, Preferences: theme, contrast, time zone, start page, when you are asked'),
    href: paths.preferences,
  },
  {
    menu: say('Tools'),
    entry: say('Options: security'),
    here: say('Nothing is saved on your computer: Domus keeps the passwords of pools, encrypted'),
    href: paths.settings,
  },
  {
    menu: say('Tools'),
    entry: say('Licence manager, Updates, Health check'),
    here: say('Not in Domus yet'),
    missing: true,
  },
  {
    menu: say('Window and help'),
    entry: say('Help, F1'),
    here: say('This help, and ? for the keys'),
    href: paths.help,
  },
  {
    menu: say('Tabs'),
    entry: say('Search'),
    here: say('The lists at the left; their filter understands state:running host:xen3'),
    href: paths.vms,
  },
  { menu: say('Tabs'), entry: say('General'), here: say('The first tab of each object, Summary') },
  {
    menu: say('Tabs'),
    entry: say('Console'),
    here: say('The VM’s tab Console; it can be a window of its own'),
  },
  {
    menu: say('Tabs'),
    entry: say('Storage, Virtual disks'),
    here: say('The VM’s tab Disks, the host’s tab Storage'),
    href: paths.storage,
  },
  {
    menu: say('Tabs'),
    entry: say('Networking, NICs'),
    here: say('The tab Networks of VMs and hosts'),
    href: paths.networks,
  },
  { menu: say('Tabs'), entry: say('Snapshots'), here: say('The VM’s tab Snapshots') },
  { menu: say('Tabs'), entry: say('Performance'), here: say('Not in Domus yet'), missing: true },
  {
    menu: say('Tabs'),
    entry: say('Users'),
    here: say('Settings, Users: Domus has users and roles of its own, for all pools'),
    href: paths.users,
  },
  {
    menu: say('Notifications'),
    entry: say('Events'),
    here: say(
      'Tasks, and the strip at the foot of every page; what others begin is under Tasks of the pools',
    ),
    href: paths.tasks,
  },
  {
    menu: say('Notifications'),
    entry: say('Alerts'),
    here: say('Alerts, at the left or by the number at the top'),
    href: paths.alerts,
  },
  {
    menu: say('Notifications'),
    entry: say('Log of what was done'),
    here: say('Audit log'),
    href: paths.audit,
  },
  {
    menu: say('Keys'),
    entry: say('Ctrl B, Ctrl E, Ctrl R, Ctrl Y'),
    here: say('Ctrl K, then the first letters of the action: no single key stops a VM'),
  },
  {
    menu: say('Keys'),
    entry: 'F5 in the search',
    here: say('Everything is live, nothing has to be asked for again'),
  },
]
