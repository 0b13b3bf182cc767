import type { AppErrorShape } from '@/server/shared/app-error'
import type { ConsoleKind } from '@/server/shared/console-kind'
import type { CustomFieldDefinition } from '@/server/shared/custom-fields'
import type { SavedSearch } from '@/server/shared/saved-searches'
import type { SnapshotTimes } from '@/server/shared/snapshot-times'
import type { Worded } from '@/server/shared/text'
import type { Enums } from '@/server/xapi/model/records'

/**
 * What trees and lists need of each object: small, flat, ready to show, made from XenAPI records by
 * project.ts and sent to browsers. XAPI's spelling stays where a value is XAPI's. Sizes are bytes, times are
 * ISO 8601 UTC text, shares are 0…1. `id` is unique over all pools: `<pool>.<uuid>`; links and lookups use it.
 */
export type ObjectId = string
export type PoolId = string

export const rowClasses = [
  'pool',
  'host',
  'VM',
  'template',
  'VM_appliance',
  'VMSS',
  'SR',
  'network',
  'VDI',
  'snapshot',
  'task',
] as const
export type RowClass = (typeof rowClasses)[number]

/**
 * Parts of VMs and of storage. There may be twenty thousand of them, and few look at all of them together: their rows are
 * there only while somebody shows a list of them.
 */
export const partClasses = ['VDI', 'snapshot'] as const satisfies readonly RowClass[]
export type PartClass = (typeof partClasses)[number]

export function isPartClass(cls: RowClass): cls is PartClass {
  return cls === 'VDI' || cls === 'snapshot'
}

/** Those whose rows are always there. */
export const standingClasses = rowClasses.filter(cls => cls !== 'VDI' && cls !== 'snapshot')

export function isRowClass(text: string): text is RowClass {
  return rowClasses.some(cls => cls === text)
}

/**
 * How much what is shown can be trusted. `stale`: the pool stopped answering and is being tried again, or what
 * is known of it was kept from before a restart. `failed`: it has
 * never answered, or only a person can help (password, certificate). `since` is when the pool last answered; for one
 * that never did, when it was first found not to.
 */
export type Freshness =
  | { state: 'connecting' }
  | { state: 'live' }
  | { state: 'stale'; since: string; error: AppErrorShape }
  | { state: 'failed'; since: string; error: AppErrorShape }

interface Row {
  id: ObjectId
  /** The connection it was read through. */
  pool: PoolId
  /** XAPI's reference; empty for a pool that has never answered. */
  ref: string
  uuid: string
  name_label: string
  name_description: string
  allowed_operations: readonly string[]
  /** Operations under way: task reference → operation. */
  current_operations: Readonly<Record<string, string>>
  tags: readonly string[]
}

/** How an object that a person has in a list is organised, besides its tags. */
interface Organised extends Row {
  /** The path of its folder, "/Web/Front"; '' for none. */
  folder: string
  /** Values of custom fields by name, as they are kept: dates are texts. Those nobody has defined are among them. */
  fields: Readonly<Record<string, string>>
  /** Its owner keeps it out of sight (`other_config:HideFromXenCenter`): only told where hidden objects are asked for. */
  hidden?: true
}

/** One connected pool. Its `id` is the connection's id: it exists before the pool has ever answered. */
export interface PoolRow extends Organised {
  class: 'pool'
  address: string
  freshness: Freshness
  coordinator: ObjectId | null
  hosts: number
  vms: number
  runningVms: number
  /** vCPUs of running VMs. */
  runningVcpus: number
  /** Product and version of the coordinator, "XCP-ng 8.3.0". */
  product: string
  apiVersion: string
  /** Editions that its hosts are licensed as: one, unless they differ. */
  editions: readonly string[]
  /** CPU sockets of all hosts, by which some editions are paid; null: some host does not say. */
  sockets: number | null
  /** Whether its hosts check each other's certificates; null: not known. */
  tlsVerification: boolean | null
  /** Whether workload balancing chooses the hosts that VMs start on: their home servers count for nothing then. */
  balanced: boolean
  /** Folders that are there with nothing in them, as this pool keeps them. */
  emptyFolders: readonly string[]
  /** The custom fields that objects of this pool may have. */
  fieldDefinitions: readonly CustomFieldDefinition[]
  /** Searches over VMs that are kept in it. */
  searches: readonly SavedSearch[]
}

export interface HostRow extends Organised {
  class: 'host'
  hostname: string
  address: string
  enabled: boolean
  /** host_metrics.live: false when the coordinator cannot reach it. */
  live: boolean
  maintenance: boolean
  coordinator: boolean
  memoryTotal: number
  /** In whole steps of 16 MiB. */
  memoryFree: number
  cpus: number
  cpuModel: string
  vms: number
  product: string
  bootTime: string | null
  /** Of its control domain: those that can be opened now. */
  consoles: readonly ConsoleKind[]
}

export interface VmRow extends Organised {
  class: 'VM'
  power_state: string
  /** Where it runs; null when it does not. */
  host: ObjectId | null
  /** The host it prefers, or its local storage ties it to; null: any. The tree hangs a halted VM below it. */
  home: ObjectId | null
  vcpus: number
  /** Running: what it has now; else what it would get (dynamic maximum). */
  memory: number
  disks: number
  diskBytes: number
  /** Networks it is connected to. */
  networks: readonly ObjectId[]
  /** The vApp it belongs to. */
  appliance: { id: ObjectId; name: string } | null
  /** The snapshot schedule it has. */
  snapshotSchedule: { id: ObjectId; name: string } | null
  addresses: readonly string[]
  os: string
  family: 'windows' | 'linux' | 'other'
  tools: 'installed' | 'not installed' | 'unknown'
  startTime: string | null
  isHvm: boolean
  /** Those that can be opened now. */
  consoles: readonly ConsoleKind[]
  /** A sentence when something is wrong with it, else null. */
  trouble: Worded | null
  /** True when its owner has blocked operations. */
  protected: boolean
  /** Operation → why it is blocked, as its owner put it. */
  blocked_operations: Readonly<Record<string, string>>
  /** High availability is on and starts it again wherever it stops by itself. */
  ha: boolean
}

/** What VMs are made of: of the product's own, or one that somebody has made. */
export interface TemplateRow extends Organised {
  class: 'template'
  kind: 'default' | 'custom'
  /** Made of a VM, with all that one needs: VMs can be made of it without asking for anything. */
  instant: boolean
  /** "Windows", "Debian", "Other". */
  family: string
  /** The host that it, and VMs made of it, start on at first; null: any. */
  home: ObjectId | null
  isHvm: boolean
  firmware: 'bios' | 'uefi' | 'secure'
  vcpus: number
  memory: number
  /** Those that it has itself. */
  disks: number
  diskBytes: number
  networks: readonly ObjectId[]
}

/** A VM of a vApp: when it starts among the others. */
export interface VappMember {
  id: ObjectId
  power_state: string
  /** Those of a lower order start first; those of the same start together. They shut down the other way round. */
  order: number
  /** Seconds before the next ones start, and before the next ones shut down. */
  startDelay: number
  shutdownDelay: number
  /** XAPI's `ha_restart_priority`. */
  restart: string
}

/** A vApp: VMs that start and shut down as one. XAPI keeps neither tags nor folders of it. */
export interface VappRow extends Organised {
  class: 'VM_appliance'
  /** In the order of starting. */
  members: readonly VappMember[]
}

/** A snapshot schedule. XAPI keeps neither tags nor folders of it. */
export interface ScheduleRow extends Organised, SnapshotTimes {
  class: 'VMSS'
  enabled: boolean
  type: Enums['vmss_type']
  /** So many scheduled snapshots of each VM are kept, 1 to 10. */
  retained: number
  /** When it ran last, ISO 8601; null: never. Set by the pool's own plugin, where it does. */
  lastRun: string | null
  /** By name. */
  members: readonly { id: ObjectId }[]
}

export interface SrRow extends Organised {
  class: 'SR'
  type: string
  content_type: string
  shared: boolean
  /** The one host that has it, for storage that is not shared. */
  host: ObjectId | null
  physicalSize: number
  physicalUsed: number
  /** Sum of the virtual sizes of its disks: what it has promised. Null, as the next: not for who does not see them all. */
  virtualAllocation: number | null
  vdis: number | null
  isDefault: boolean
  /** PBDs: how many hosts are meant to see it, and how many do. Null for who does not see them all. */
  hosts: number | null
  attached: number | null
  attachment: 'all' | 'some' | 'none'
}

export interface NetworkRow extends Organised {
  class: 'network'
  bridge: string
  vlan: number | null
  mtu: number
  vms: number
  /** NICs behind it, "eth0", "bond0"; empty: internal to each host. */
  devices: readonly string[]
  /** Names of hosts whose NIC has no carrier. */
  disconnected: readonly string[]
}

/** What has a disk: a VM or a template. */
export interface DiskUser {
  class: 'VM' | 'template'
  id: ObjectId
  name: string
}

/** A disk, or a disc in a library: none that a snapshot keeps, and no base copy. A pool keeps no date of them. */
export interface VdiRow extends Organised {
  class: 'VDI'
  /** Bytes: what a guest sees, and what it takes of its storage. */
  size: number
  used: number
  /** Null: it is not known any more. */
  sr: ObjectId | null
  /** Which of the two it is: what libraries hold, VMs can only read. */
  kind: 'disk' | 'disc'
  /** XAPI's: "user", "system", "suspend", "ha_statefile". */
  type: string
  /** Who has it, by name. */
  users: readonly DiskUser[]
  shareable: boolean
  /** Its storage has lost it. */
  missing: boolean
}

/** A VM as it was, kept beside it. */
export interface SnapshotRow extends Organised {
  class: 'snapshot'
  /** Null: it is gone. */
  vm: { id: ObjectId; name: string } | null
  /** Null: the pool does not say. */
  time: string | null
  /** `memory`: with what the guest was doing; `quiesced`: the guest had written everything to its disks. */
  kind: SnapshotKind
  /** Taken by a schedule. */
  scheduled: boolean
  disks: number
  /** Bytes: what guests see of its disks, and what those and its memory take of their storage. */
  size: number
  used: number
  /** Where these lie. */
  storage: readonly ObjectId[]
}
export type SnapshotKind = 'disks' | 'quiesced' | 'memory'

/** A task of the pool, whoever started it. */
export interface TaskRow extends Row {
  class: 'task'
  status: string
  progress: number
  created: string
  finished: string | null
  error_info: readonly string[]
  host: ObjectId | null
}

export type AnyRow =
  | PoolRow
  | HostRow
  | VmRow
  | TemplateRow
  | VappRow
  | ScheduleRow
  | SrRow
  | NetworkRow
  | VdiRow
  | SnapshotRow
  | TaskRow
export interface Rows {
  pool: PoolRow
  host: HostRow
  VM: VmRow
  SR: SrRow
  template: TemplateRow
  VM_appliance: VappRow
  VMSS: ScheduleRow
  network: NetworkRow
  VDI: VdiRow
  snapshot: SnapshotRow
  task: TaskRow
}

/** Something that a pool has noted and somebody should see, as they may see it. */
export interface Alert {
  /** `<pool>.<uuid of the message>` */
  id: ObjectId
  pool: PoolId
  name: string
  /** XAPI's, from 1, the gravest, to 5. */
  priority: number
  /** ISO 8601 UTC. */
  at: string
  /** '' for who does not see the whole pool: it may name others. */
  body: string
  /** What it is about; null: something that has no page here, or is gone. */
  object: { class: RowClass; id: ObjectId; name: string } | null
  /** Whether who looks may put it away. */
  dismissible: boolean
}

/** A run of a catalogue action, from the press of the button to its outcome. The task strip shows these. */
export interface OperationRow {
  /** Same as the audit row's id. */
  id: string
  action: string
  /** "Shut down web-01" */
  title: string
  /** What the title is made of, for readers of other languages. */
  told?: Worded
  pool: PoolId
  object: { class: RowClass; id: ObjectId; name: string }
  user: string
  state: 'running' | 'succeeded' | 'failed' | 'cancelled' | 'unknown'
  /** 0…1, null while nothing is known. */
  progress: number | null
  startedAt: string
  finishedAt: string | null
  error: AppErrorShape | null
  /** XAPI's task while there is one. */
  task: string | null
  /** The run over many objects that this one is part of. */
  bulk?: string
  /** For a run over many objects: what came of them so far. Its `object` is the first of them, and names how many they are. */
  parts?: OperationParts
  /** Which snapshots of its object it is done to, where it is about some of them. */
  snapshots?: readonly ObjectId[]
}

export interface OperationParts {
  total: number
  succeeded: number
  failed: number
  cancelled: number
  /** The first of those that did not succeed, refused ones before them: at most 50. */
  problems: readonly { id: ObjectId; name: string; reason: string }[]
}
