import { paths } from '@/app/lib/paths'

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
  { menu: 'File', entry: 'Import, Export', here: 'Not in Domus yet', missing: true },
  {
    menu: 'View',
    entry: 'Default templates, Custom templates, Local storage, Hidden objects',
    here: 'Not in Domus yet: hidden objects and templates are left out everywhere',
    missing: true,
  },
  {
    menu: 'View',
    entry: 'Infrastructure',
    here: 'The tree at the left; Ctrl K finds any object from anywhere',
  },
  {
    menu: 'View',
    entry: 'Toolbar',
    here: 'The buttons in the head of each object’s page: at most three next steps, the rest under “…”',
  },
  {
    menu: 'Pool',
    entry: 'New pool, Add server',
    here: 'Connecting to a pool or host is Pools, Connect a pool; forming a pool is not in Domus yet',
    href: paths.connectPool,
  },
  {
    menu: 'Pool',
    entry: 'Disconnect, Reconnect',
    here: 'The page of the pool, or the menu of its row',
    href: paths.pools,
  },
  { menu: 'Pool', entry: 'High availability', here: 'Not in Domus yet', missing: true },
  { menu: 'Pool', entry: 'Properties', here: 'The page of the pool', href: paths.pools },
  { menu: 'Server', entry: 'Add', here: 'Pools, Connect a pool', href: paths.connectPool },
  {
    menu: 'Server',
    entry: 'Connect, Disconnect, Reconnect',
    here: 'Domus connects to pools, and follows all of their hosts by itself',
    href: paths.pools,
  },
  {
    menu: 'Server',
    entry: 'Reboot, Shut down, Enter maintenance mode',
    here: 'Not in Domus yet',
    missing: true,
  },
  {
    menu: 'Server',
    entry: 'Change the root password of the connection',
    here: 'Change credentials in the menu of the pool’s row',
    href: paths.pools,
  },
  {
    menu: 'VM',
    entry: 'Start, Shut down, Reboot, Suspend, Resume',
    here: 'The head of the VM’s page, the menu of its row or tree node (right click, or m), and Ctrl K',
    href: paths.vms,
  },
  {
    menu: 'VM',
    entry: 'Force shut down, Force reboot',
    here: 'The same menus, in their last part',
    href: paths.vms,
  },
  { menu: 'VM', entry: 'New VM, Copy, Move, Migrate', here: 'Not in Domus yet', missing: true },
  {
    menu: 'VM',
    entry: 'Take a snapshot',
    here: 'Not in Domus yet: the VM’s tab Snapshots lists those there are',
    missing: true,
  },
  {
    menu: 'VM',
    entry: 'Install Citrix VM Tools',
    here: 'The column Tools of the list of VMs says where they are missing',
    href: paths.vms,
  },
  {
    menu: 'Storage',
    entry: 'New SR, Repair, Detach',
    here: 'Not in Domus yet: the list of storage says what is detached or nearly full',
    href: paths.storage,
    missing: true,
  },
  { menu: 'Templates', entry: 'New VM from template', here: 'Not in Domus yet', missing: true },
  {
    menu: 'Tools',
    entry: 'Options: display, confirmations',
    here: 'Settings, Preferences: theme, contrast, time zone, start page, when you are asked',
    href: paths.preferences,
  },
  {
    menu: 'Tools',
    entry: 'Options: security',
    here: 'Nothing is saved on your computer: Domus keeps the passwords of pools, encrypted',
    href: paths.settings,
  },
  { menu: 'Tools', entry: 'Licence manager, Updates, Health check', here: 'Not in Domus yet', missing: true },
  { menu: 'Window and help', entry: 'Help, F1', here: 'This help, and ? for the keys', href: paths.help },
  {
    menu: 'Tabs',
    entry: 'Search',
    here: 'The lists at the left; their filter understands state:running host:xen3',
    href: paths.vms,
  },
  { menu: 'Tabs', entry: 'General', here: 'The first tab of each object, Summary' },
  { menu: 'Tabs', entry: 'Console', here: 'The VM’s tab Console; it can be a window of its own' },
  {
    menu: 'Tabs',
    entry: 'Storage, Virtual disks',
    here: 'The VM’s tab Disks, the host’s tab Storage',
    href: paths.storage,
  },
  {
    menu: 'Tabs',
    entry: 'Networking, NICs',
    here: 'The tab Networks of VMs and hosts',
    href: paths.networks,
  },
  { menu: 'Tabs', entry: 'Snapshots', here: 'The VM’s tab Snapshots' },
  { menu: 'Tabs', entry: 'Performance', here: 'Not in Domus yet', missing: true },
  {
    menu: 'Tabs',
    entry: 'Users',
    here: 'Settings, Users: Domus has users and roles of its own, for all pools',
    href: paths.users,
  },
  {
    menu: 'Notifications',
    entry: 'Events',
    here: 'Tasks, and the strip at the foot of every page; what others begin is under Tasks of the pools',
    href: paths.tasks,
  },
  { menu: 'Notifications', entry: 'Alerts', here: 'Needs attention, on the overview', href: paths.home },
  { menu: 'Notifications', entry: 'Log of what was done', here: 'Audit log', href: paths.audit },
  {
    menu: 'Keys',
    entry: 'Ctrl B, Ctrl E, Ctrl R, Ctrl Y',
    here: 'Ctrl K, then the first letters of the action: no single key stops a VM',
  },
  { menu: 'Keys', entry: 'F5 in the search', here: 'Everything is live, nothing has to be asked for again' },
]
