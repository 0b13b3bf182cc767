/**
 * Rows of the feature list that no test shows yet, and why: what `npm run parity` prints beside those that are shown.
 * `comes with` names the area that builds it; `does not apply` and `otherwise` say why there will be none as it is there;
 * `in part` says what is there and what is missing. A row that a passed test shows is not looked up here.
 */
const later = (area, what) => ({ kind: `comes with ${area}`, what })
const never = what => ({ kind: 'does not apply', what })
const otherwise = what => ({ kind: 'otherwise', what })
const part = what => ({ kind: 'in part', what })

export const reasons = {
  'NAV-09': later('POOL', 'joining a pool has its own checks, which a drop shares with the form'),
  'NAV-10': later('POOL', 'ejecting a host has its own checks, which a drop shares with the form'),
  'NAV-14': part(
    'mark, name, state, place in the breadcrumbs and who is signed in; the licence comes with LIC',
  ),
  'NAV-15': part(
    'New VM and the connecting of pools stand above their lists, the next steps of an object in the head of its page; new pools come with POOL, new storage with SR',
  ),
  'NAV-16': part('the task strip and the alerts in the top bar; the number of updates comes with UPD'),
  'NAV-19': later(
    'PERF',
    'lists have all columns; disk and network are told as sums over all devices, not as average and most of one, and what is measured is not sorted by',
  ),
  'NAV-20': part(
    'nested queries over VMs, templates, disks and snapshots as text and as a form; hosts, pools, storage and networks by conditions of their own, of their pool and host, and of what is in a pool, and not yet of VMs that use them; disks and snapshots in lists of their own; all of them saved where XenCenter reads them',
  ),
  'NAV-25': otherwise('a search has an address of its own, which is sent instead of a file'),
  'VM-16': part(
    'a fast clone, or the storage that can’t clone, or a full copy to a chosen storage, under a name that nothing has; templates too; to another pool it is a wizard of its own (MIG-02)',
  ),
  'VM-20': part(
    'where the pool keeps a disc of the tools it is put into the drive, which is made where there is none, for many at once, beside the guide of the product; the storage of the tools is not repaired, and the console is a link',
  ),
  'VM-14': otherwise(
    'the steps that apply stand first in the menu of a VM and as buttons in the head of its page, the rest in “More power actions”, those of its vApp at the end',
  ),
  'NAV-28': part(
    'VMs and templates have what can be set of them on a tab; of all others name, description, tags, folder and fields are edited in place, of a host its log, iSCSI name and multipathing, of a network its MTU and whether new VMs get it, of a pool compression of migrations, IGMP snooping and live patching; the rest comes with their areas',
  ),
  'NVM-02': part(
    'memory and home server are read only with the reason where they are not allowed, and the VM gets what its template has; shown for the rights alone',
  ),
  'NVM-03': part('kinds, a mark by family, filter and description; no page of the licence of a brand'),
  'NVM-06': part('disc, address, network or nothing with boot parameters; a new ISO library comes with SR'),
  'NVM-12': part(
    'a page for what cloud-init is told, with ready texts, for all guests instead of CoreOS alone; no mapping of LUNs of a raw HBA; no answers for the setup of Windows, which looks for them on removable drives alone, where XAPI takes discs of an ISO library and nothing else (VDI_IS_NOT_ISO): they come with uploading into one (SR)',
  ),
  'PROP-01': otherwise(
    'a tab with an address instead of a window: its parts show what is set and are saved one by one, each with its own right, log line and undo',
  ),
  'PROP-13': part(
    'where it logs, its iSCSI name and multipathing; alerts, email, power on, GPU and clustering come with their areas',
  ),
  'PROP-14': part(
    'compression of migrations, IGMP snooping and live patching; email, power on, GPU, turning TLS checks on and clustering come with their areas',
  ),
  'PROP-15': part(
    'a network’s MTU and whether new VMs get it, a disk’s name, size and access, vApps and schedules; alerts and read caching come with PERF and SR',
  ),
  'PROP-06': part(
    'order, delays, restart priority with the reason why no restart can be promised, what the pool is to survive and could with it, and that it is off, not licensed, or that hosts are down; the link to where it is configured comes with HA',
  ),
  'SNAP-01': part(
    'the tree or a list, scheduled ones hidden, with description, kind, size, folder, tags and custom fields, and the schedule of the VM; no picture of the console',
  ),
  'SNAP-03': part('the console is saved as a picture by hand; none is kept with a snapshot'),
  'VAPP-01': part('a list and a page with all but import and export, which come with EXP'),
  'VAPP-02': part(
    'a wizard with the present vApp and the order of several; no test shows these two in the browser',
  ),
  'VAPP-03': part(
    'from the menu of one and many, with what will change; the form has no test in the browser',
  ),
  'VAPP-04': part('from the page, the list and a VM’s menu, with the plan; the last has no test'),
  'VAPP-07': later('EXP', 'packages and disaster recovery'),
  'CONS-02': otherwise(
    'Domus reaches no guest over its network; text consoles and pictures come from the host',
  ),
  'CONS-04': otherwise(
    'browsers speak no RDP, and Domus reaches no guest over its network: a file with the address of the guest opens it in the program that does',
  ),
  'CONS-13': part(
    'another disc, none, a first drive, several drives beside the picture; a test shows one drive only',
  ),
  'CONS-16': part('consoles of hosts, as text and as a picture; none of storage driver domains'),
  'CONS-17': otherwise('text consoles are in the page; a browser starts no program'),
  'CONS-19': otherwise(
    'ten on a page; of those that nobody looks at three are kept, for a minute, and closed instead of paused',
  ),
  'CONS-20': never('there are no plugins'),
  'ACT-02': part(
    'runs as a task with a tag, followed to its end and cleared away, with the roles asked before; what one lacks is asked of others instead of lent by another’s password',
  ),
  'ACT-05': never('building blocks inside XenCenter, which nobody sees'),
  'ACT-06': part(
    'a run over many shows its progress in a window that closes when all went well; one alone goes on in the task strip',
  ),
  'ACT-08': never('a form is a window within its page: there is no second one behind it'),
  'ACT-09': never('Domus has never enrolled a pool in health checks'),
}

/** The tabs of XenCenter and what they are here. `at`: class → the tab that has it; or a reason from the table above. */
export const tabs = [
  { name: 'Home', at: { root: 'Overview' } },
  {
    name: 'General',
    at: {
      pool: 'Summary',
      host: 'Summary',
      VM: 'Summary',
      template: 'Summary',
      SR: 'Summary',
      network: 'Summary',
    },
    later: { snapshot: 'SNAP', VDI: 'VDI' },
  },
  {
    name: 'Memory',
    at: { host: 'Memory', VM: 'Settings', template: 'Settings' },
    later: { pool: 'MEM', snapshot: 'SNAP' },
  },
  { name: 'Storage (VM disks)', at: { VM: 'Disks', template: 'Disks' } },
  { name: 'Storage (disks of the SR)', at: { SR: 'Disks' } },
  { name: 'Storage (SR list)', at: { host: 'Storage' }, later: { pool: 'SR' } },
  {
    name: 'Networking',
    at: { VM: 'Networks', template: 'Networks' },
    later: { pool: 'NET', host: 'NET', snapshot: 'SNAP' },
  },
  { name: 'NICs', at: { host: 'NICs' } },
  { name: 'GPU', later: { pool: 'GPU', host: 'GPU' } },
  { name: 'USB', later: { host: 'USB' } },
  { name: 'Console', at: { host: 'Console', VM: 'Console' }, later: { SR: 'CONS' } },
  {
    name: 'Performance',
    at: { host: 'Performance', VM: 'Performance' },
    later: { host: 'PERF', VM: 'PERF' },
  },
  { name: 'HA', later: { pool: 'HA' } },
  { name: 'Snapshots', at: { VM: 'Snapshots' } },
  { name: 'WLB', later: { pool: 'WLB' } },
  { name: 'Users', at: { pool: 'Access' }, later: { host: 'RBAC' } },
  { name: 'PVS', later: { pool: 'PVS', host: 'PVS' } },
  {
    name: 'Search',
    at: { host: 'VMs' },
    later: {},
  },
  // What XenCenter has no tab for.
  {
    name: 'Access (ours)',
    at: { pool: 'Access', host: 'Access', VM: 'Access', SR: 'Access', network: 'Access', template: 'Access' },
  },
  { name: 'Tasks & events (ours)', at: { host: 'Tasks & events', VM: 'Tasks & events' } },
]

export const tabClasses = ['root', 'pool', 'host', 'VM', 'template', 'snapshot', 'SR', 'VDI', 'network']
