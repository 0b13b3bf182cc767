import type { AppErrorShape } from '@/server/shared/app-error'
import type { GpuObstacle } from '@/server/shared/gpu'
import type { Enlightenment } from '@/server/shared/guest-system'
import type { VtpmObstacle } from '@/server/shared/vtpm'
import type { GpuKind, VmGpu } from './gpus'
import type { MemoryRoom } from './memory-room'
import type {
  HostRow,
  NetworkRow,
  ObjectId,
  RowClass,
  SnapshotKind,
  SrRow,
  TaskRow,
  TemplateRow,
  VmRow,
} from './rows'

/** Something the pool noted of an object: XAPI's message. */
export interface PoolMessage {
  ref: string
  /** XAPI's name of its kind, as VM_STARTED. */
  name: string
  /** 1 is the gravest, 5 is for information. */
  priority: number
  /** ISO 8601, UTC. */
  at: string
  /** As the pool wrote it: text or XML. */
  body: string
}

/** What a pool has noted of an object, newest first. `complete`: there is nothing older. */
export interface ObjectMessages {
  messages: readonly PoolMessage[]
  complete: boolean
}

/** A part of a task. */
export interface PoolTaskPart {
  id: string
  name: string
  status: string
  progress: number
  created: string
  finished: string | null
  /** XAPI's code and parameters. */
  error: readonly string[]
  parts: readonly PoolTaskPart[]
}

/** All that is known of a task of a pool. */
export interface PoolTaskDetail {
  row: TaskRow
  /** The audit line of the operation of Domus that it is; null: none of ours. */
  operation: string | null
  object: { class: RowClass; id: ObjectId; name: string } | null
  /** The program that began it, where it left a mark. */
  startedBy: string | null
  error: AppErrorShape | null
  parts: readonly PoolTaskPart[]
}

/** A VM as it was, kept beside it. */
export interface VmSnapshot {
  id: ObjectId
  name: string
  description: string
  /** '' where the pool does not say. */
  time: string
  kind: SnapshotKind
  /** Whether the VM ran when it was taken. */
  wasRunning: boolean
  /** The snapshot that the VM came from when this one was taken. */
  parent: ObjectId | null
  disks: number
  /** What its disks and its memory take of their storage. */
  used: number
  allowed_operations: readonly string[]
  /** Operations under way on it. */
  running: readonly string[]
  /** Taken by a schedule. */
  scheduled: boolean
  tags: readonly string[]
  /** '' where it is in none. */
  folder: string
  /** Values of custom fields by name, as they are kept. */
  fields: Readonly<Record<string, string>>
}

/**
 * What of the tools is in a guest: nothing, its drivers for disks and network cards, its management agent, both, or both of
 * an older release than the pool's.
 */
export type GuestTools = 'unknown' | 'none' | 'drivers' | 'agent' | 'both' | 'old'

/** What VMs and templates have alike. */
export interface MachineDetail {
  row: VmRow | TemplateRow
  domainType: string
  firmware: string
  bootOrder: string
  vcpusMax: number
  /** Those that it has from its next start; while it runs its row says how many it has. */
  vcpusAtStart: number
  coresPerSocket: number
  /** Of its vCPUs, beside those of other VMs: 1…65,535. */
  vcpuWeight: number
  memoryStaticMin: number
  memoryStaticMax: number
  memoryDynamicMin: number
  memoryDynamicMax: number
  memoryRoom: MemoryRoom
  /** Of one that boots paravirtualised: what its kernel is told, and whether it boots from its drive. */
  bootArguments: string
  bootsFromDisc: boolean
  /** Drives by position; `id` is the VBD's. */
  disks: {
    id: ObjectId
    name: string
    description: string
    /** The guest's name for it, "xvda"; empty while detached. */
    device: string
    position: string
    type: 'Disk' | 'CD' | 'Floppy' | string
    mode: string
    attached: boolean
    empty: boolean
    /** The disk it names is gone or its storage has lost it. */
    missing: boolean
    size: number
    used: number
    sr: { id: ObjectId; name: string } | null
    bootable: boolean
    /** What the pool would do with the drive now, as XAPI calls it: "plug", "eject"; and with the disk in it: "resize". */
    operations: readonly string[]
    diskOperations: readonly string[]
  }[]
  /** By number; `id` is the VIF's. */
  nics: {
    id: ObjectId
    device: string
    mac: string
    network: { id: ObjectId; name: string } | null
    attached: boolean
    mtu: number
    addresses: string[]
    /** Kilobytes a second that it is held to; null: none. */
    limit: number | null
    /** What the pool would do with it now, as XAPI calls it: "unplug". */
    operations: readonly string[]
  }[]
  otherConfig: Readonly<Record<string, string>>
}

/** The page of one VM: its row and everything around it. Subscribed to by the page that shows it. */
export interface VmDetail extends MachineDetail {
  row: VmRow
  hostName: string | null
  secureBoot: boolean
  /** Which of what Hyper-V would offer its system finds, and by how many seconds its clock is ahead of UTC. */
  enlightenments: readonly Enlightenment[]
  clock: number
  /** Its trusted modules: one at most as pools are now. `obstacle`: why it can't be removed now. */
  vtpms: {
    id: ObjectId
    /** Copies of the VM get an empty one of their own, not what is in this one. */
    unique: boolean
    /** What is in it is secured as the TPM specification asks. */
    isProtected: boolean
    obstacle: VtpmObstacle | null
  }[]
  /** Why it can't get one now; null: it can. */
  vtpmObstacle: VtpmObstacle | null
  /** What it has of graphics cards. `gpuRemoval`: why it can't lose one now. */
  gpus: readonly VmGpu[]
  gpuRemoval: GpuObstacle | null
  /** What it could be given besides, and why not now; null: it can. */
  gpuKinds: readonly GpuKind[]
  gpuObstacle: GpuObstacle | null
  installTime: string | null
  haRestartPriority: string
  /** Among those that start one after the other, the lowest first; delays are seconds. */
  order: number
  startDelay: number
  shutdownDelay: number
  /** Times what a VM of its size has by itself; counts for one that does not boot paravirtualised. */
  shadowMultiplier: number
  vendorDevice: boolean
  guestTools: GuestTools
  toolsVersion: string | null
  /** Whether its pool keeps a disc with them. */
  toolsDisc: boolean
  kernel: string | null
  /** Newest first. */
  snapshots: VmSnapshot[]
  /** The snapshot that it is as it was at, changed since. */
  parent: ObjectId | null
}

/** The page of one template: what VMs that are made of it get. */
export interface TemplateDetail extends MachineDetail {
  row: TemplateRow
}

/** A disk or a disc that could be put into a VM. `size`: bytes. */
export interface Medium {
  id: ObjectId
  name: string
  size: number
  sr: { id: ObjectId; name: string }
}

/** How much of its host's memory a VM has: now, between which limits, and how far these can be raised while it runs. */
export interface HostMemoryVm {
  id: ObjectId
  name: string
  now: number
  least: number
  most: number
  limit: number
}

export interface PoolCertificate {
  /** XAPI's: "ca", "host", "host_internal". */
  kind: string
  name: string
  from: string | null
  until: string | null
  sha256: string
}

interface Link {
  id: ObjectId
  name: string
}

/** The page of one pool, beside its row. Null: its release does not say. */
export interface PoolDetail {
  id: ObjectId
  defaultStorage: Link | null
  migrationCompression: boolean | null
  igmpSnooping: boolean | null
  livePatching: boolean | null
  tlsVerification: boolean | null
  /** Those it trusts. */
  certificates: readonly PoolCertificate[] | null
  /** Products and versions of its hosts: one, unless an upgrade is half done. */
  releases: readonly string[]
  updates: {
    /** Whether its hosts have all updates that its repositories had when they were last looked at. */
    applied: 'yes' | 'no' | 'unknown'
    lastSynced: string | null
    /** Hosts on which something is left to do. */
    pending: readonly { id: ObjectId; name: string; tasks: readonly string[] }[]
  }
  otherConfig: Readonly<Record<string, string>>
}

/** The page of one storage repository, beside its row. */
export interface SrDetail {
  row: SrRow
  /** Of the LUNs it is made of, as far as it says. */
  scsiIds: readonly string[]
  multipathable: boolean
  /** The hosts that are meant to have it; of each LUN how many of its paths are up where it has several. */
  links: readonly {
    host: Link | null
    attached: boolean
    paths: readonly { lun: string; up: number; all: number }[]
  }[]
  otherConfig: Readonly<Record<string, string>>
}

/** The page of one network, beside its row. */
export interface NetworkDetail {
  row: NetworkRow
  /** Whether new VMs get a NIC on it by themselves. */
  automatic: boolean
  /** Of its hosts; `link` null: not said. Speeds are Mbit/s. */
  nics: readonly {
    host: Link | null
    device: string
    mac: string
    attached: boolean
    link: boolean | null
    speed: number
    ip: string
    management: boolean
  }[]
  otherConfig: Readonly<Record<string, string>>
}

/** The page of one host. */
export interface HostDetail {
  row: HostRow
  edition: string
  licence: {
    /** What the vendor calls it: "Citrix XenServer Premium"; '' when nothing is said. */
    name: string
    /** Null: it never ends, as free editions say. */
    expiry: string | null
    /** Counted by the host; null: not said. */
    sockets: number | null
    /** The licence server, "lic.example:27000"; '' for none. */
    server: string
  }
  /** Where it sends its logs besides its own disk; '' for nowhere. */
  logTo: string
  /** The directory it is joined to; '' for none. */
  domain: string
  /** Whether it checks the certificates of other hosts; null, as the next: its release does not say. */
  tlsVerification: boolean | null
  certificates: readonly PoolCertificate[] | null
  multipathing: boolean
  updates: {
    /** What has to be done for updates that are applied: "reboot_host"; as XAPI calls it. */
    pending: readonly string[]
    /** Whether it has all updates of its repositories: "yes", "no", "unknown"; '' where nothing is said. */
    state: string
    lastApplied: string | null
  }
  softwareVersion: Readonly<Record<string, string>>
  biosVendor: string
  system: string
  serial: string
  cpu: {
    model: string
    vendor: string
    sockets: number
    threads: number
    speedMhz: number
    flagsHvm: boolean
  }
  /** What Xen keeps for itself. */
  memoryOverhead: number
  memory: {
    /** What its control domain has, and others of its own. */
    ownDomains: number
    /** VMs on it, who has most first. */
    vms: readonly HostMemoryVm[]
    /** VMs that are in nobody's list, and those that who looks does not see, whose limits are not told: `promised` is null. */
    unnamed: { now: number; promised: { least: number; most: number } | null }
  }
  iscsiIqn: string
  agentStartTime: string | null
  nics: {
    device: string
    mac: string
    carrier: boolean
    speed: number
    management: boolean
    network: { id: ObjectId; name: string } | null
    vlan: number | null
    ip: string
    physical: boolean
  }[]
  storage: { id: ObjectId; name: string; type: string; attached: boolean; size: number; used: number }[]
  otherConfig: Readonly<Record<string, string>>
}
