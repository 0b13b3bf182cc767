import type { Records, Ref } from '../../server/xapi/model/records'
import { GiB, type SeedBuilder } from './builder'
import type { Line } from './demo-line'
import { linuxLines } from './demo-linux'
import type { Hosts, Networks, Storage } from './demo-places'
import { windowsLines } from './demo-windows'
import { addVm, type Vm } from './machines'
import { addSnapshot } from './snapshots'
import { addDisk } from './storage'

export interface Places {
  readonly hosts: Hosts
  readonly networks: Networks
  readonly storage: Storage
}

/** The VMs by name, with their uuids. */
export type Machines = ReadonlyMap<string, Vm>

const DAY = 86_400

/** The VMs of the demo pool, what is wrong with some of them, and their snapshots. */
export function demoMachines(builder: SeedBuilder, places: Places): Machines {
  const shop = builder.add('VM_appliance', {
    name_label: 'Web shop',
    name_description: 'Started in order: databases, backends, web servers, load balancers',
  })
  const machines = new Map<string, Vm>()
  for (const line of [...windowsLines, ...linuxLines])
    machines.set(line.name, addLine(builder, places, line, peculiarities(builder, places, shop, line)))
  const trouble = machines.get('mail-archive')
  if (trouble) {
    const text = 'The VDI is not available [opterr=Logical volume is damaged]'
    builder.troubles.push(
      { uuid: trouble.uuid, operation: 'start', code: 'SR_BACKEND_FAILURE_46', params: ['', text, ''] },
      { uuid: trouble.uuid, operation: 'start_on', code: 'SR_BACKEND_FAILURE_46', params: ['', text, ''] },
    )
  }
  addSnapshot(builder, machines.get('sql-01')?.ref, {
    name: 'before CU14',
    text: 'Keep until the update is confirmed',
    ago: 9 * DAY,
  })
  addSnapshot(builder, machines.get('sql-01')?.ref, { name: 'nightly', text: '', ago: DAY / 2 })
  addSnapshot(builder, machines.get('gitlab')?.ref, {
    name: 'before 18.1',
    text: 'Upgrade of GitLab',
    ago: 6 * DAY,
  })
  addSnapshot(builder, machines.get('dc-01')?.ref, { name: 'schema extension', text: '', ago: 20 * DAY })
  addOwnTemplate(builder, places)
  addSchedule(builder, machines)
  return machines
}

const scheduled = ['file-01', 'exch-01']

/** Last of all, and written into rows that are there: whatever else the pool has is drawn as it was without. */
function addSchedule(builder: SeedBuilder, machines: Machines): void {
  const nightly = builder.add('VMSS', {
    name_label: 'Nightly',
    name_description: 'Mail and files, before the backup',
    ...{ enabled: true, type: 'snapshot', retained_snapshots: 3 },
    ...{ frequency: 'daily', schedule: { hour: '2', min: '30' } },
  })
  for (const name of scheduled) {
    const ref = machines.get(name)?.ref
    const at = builder.drafts.findIndex(draft => draft.cls === 'VM' && draft.ref === ref)
    const draft = builder.drafts[at]
    if (draft) builder.drafts[at] = { ...draft, row: { ...draft.row, snapshot_schedule: nightly } }
  }
}

/** Position in the vApp, last to start last. */
const shopOrder: { readonly [name: string]: number } = {
  'db-01': 0,
  'redis-01': 0,
  'app-01': 1,
  'app-02': 1,
  'web-01': 2,
  'web-02': 2,
  'web-03': 2,
  'lb-01': 3,
  'lb-02': 3,
}

function peculiarities(
  builder: SeedBuilder,
  { storage }: Places,
  shop: Ref<'VM_appliance'>,
  line: Line,
): Partial<Records['VM']> {
  const order = shopOrder[line.name]
  if (order !== undefined)
    return { appliance: shop, order, start_delay: order === 0 ? 15 : 5, shutdown_delay: 5 }
  if (line.name === 'ca-root') {
    return {
      blocked_operations: {
        start: 'Offline root CA: two people must be present',
        start_on: 'Offline root CA: two people must be present',
      },
    }
  }
  if (line.state !== 'Suspended') return {}
  const size = Math.floor(1.26 * line.memory * GiB + 100 * 1024 * 1024)
  const image = addDisk(builder, storage.nfs, 'Suspend image', size, {
    type: 'suspend',
    name_description: 'Suspend image',
  })
  return { suspend_VDI: image }
}

function addLine(builder: SeedBuilder, places: Places, line: Line, more: Partial<Records['VM']>) {
  const { hosts, networks, storage } = places
  const disks = line.disks.map(([size, where], index) => ({
    size,
    sr: storageNamed(storage, where),
    name:
      index === 0 ? `${line.name} system` : `${line.name} data${line.disks.length > 2 ? ` ${index}` : ''}`,
  }))
  return addVm(
    builder,
    {
      name: line.name,
      description: line.text,
      system: line.system,
      vcpus: line.vcpus,
      memory: line.memory,
      disks,
      network: networks[line.net],
      address: line.address,
      state: line.state,
      host: line.host === 0 ? undefined : hosts[line.host - 1],
      tags: line.tags,
      folder: line.folder,
      up: (line.days ?? 0) * DAY + builder.ground.random.between(600, 40_000),
      ...(line.name === 'k8s-node-02' && { image: storage.install }),
      ...(line.name === 'rds-01' && { image: storage.tools }),
    },
    more,
  )
}

function storageNamed(storage: Storage, name: string): Ref<'SR'> {
  if (name === 'ssd' || name === 'archive' || name === 'broken') return storage[name]
  const local = /^local(\d)$/.exec(name)
  return (local && storage.local[Number(local[1]) - 1]) || storage.nfs
}

/** One made here, beside those the product brings. */
function addOwnTemplate(builder: SeedBuilder, { networks, storage }: Places): void {
  addVm(
    builder,
    {
      name: 'tpl-debian12-base',
      description: 'Debian 12, hardened, agent installed. Cloud-init resets it at first start',
      system: 'debian12',
      vcpus: 2,
      memory: 4,
      disks: [{ size: 20, sr: storage.nfs }],
      network: networks.servers,
      address: '',
      state: 'Halted',
      host: undefined,
      tags: ['golden image'],
    },
    { is_a_template: true },
  )
}
