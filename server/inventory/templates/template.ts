import type { RangeObstacle } from '@/server/shared/memory-range'
import type { OsFamily } from '@/server/shared/os-family'
import type { GpuKind } from '../gpus'
import type { ObjectId } from '../rows'

/** Why a way to boot can't be had; null: it can. */
export type BootObstacle = 'template' | 'release' | 'paravirtual' | null

/** What VMs are made of, and what it lets them be. Sizes are bytes. */
export interface Template {
  id: ObjectId
  name: string
  description: string
  /** A name for what is made of it that no VM has which is seen: "Debian 12 (2)". */
  suggested: string
  kind: 'default' | 'custom' | 'snapshot'
  /** The VM whose snapshot it is. */
  snapshotOf: { id: ObjectId; name: string } | null
  family: OsFamily
  hvm: boolean
  /** How its guests are installed. 'none': they are there already, or there is nothing to be installed. */
  installs: { disc: boolean; address: boolean; network: boolean; needed: boolean }
  /** Of the kernel of a paravirtual VM; null: it is none. */
  bootParameters: string | null
  firmware: 'bios' | 'uefi' | 'secure'
  obstacles: { bios: BootObstacle; uefi: BootObstacle; secure: BootObstacle }
  /** 'needed': its guests want one. 'there': copies have it. */
  vtpm: 'needed' | 'there' | 'none'
  /** Whether it has a graphics card: copies have it too. */
  hasGpu: boolean
  /** Why no host's BIOS strings can be copied: it has some, or is paravirtual; null: they can. */
  biosObstacle: 'there' | 'paravirtual' | null
  /** Whether Windows may find drivers for it by Windows Update; null: no matter of its guests. */
  vendorDevice: boolean | null
  vcpus: { max: number; first: number }
  coresPerSocket: number
  /** Whether its guests can be given more vCPUs while they run: Windows can't, and a licence may leave it out. */
  hotplug: boolean
  /** At most; the least and the limit are the same where it has one amount. */
  memory: number
  memoryStaticMin: number
  memoryLeast: number
  memoryLimit: number
  /** Why its guests can't have memory between two limits; null: they can. */
  rangeObstacle: RangeObstacle | null
  /** The least may not be less than this part of the limit, 0…1. */
  memoryRatio: number
  /** Null: nothing is said. */
  limits: {
    memoryMin: number | null
    memoryMax: number | null
    vcpusMin: number | null
    vcpusMax: number | null
    disks: number | null
    nics: number | null
  }
  /** Disks that are made with the VM. `sr` null: anywhere. */
  described: { position: string; size: number; sr: ObjectId | null }[]
  /** Disks that it has, which are cloned or copied. `sr` null: not seen. */
  own: { position: string; name: string; size: number; sr: ObjectId | null }[]
  /** Networks of its NICs, by number, as far as they are seen. */
  networks: ObjectId[]
  home: ObjectId | null
}

/** What new VMs of a pool may be made of and with. */
export interface NewVmChoices {
  /** By name. */
  templates: Template[]
  /** Networks that VMs get where their template says nothing of NICs. */
  automaticNetworks: ObjectId[]
  /** Whether the pool has the certificates that Secure Boot checks by: null where it does not say. */
  secureBootReady: boolean | null
  /** Why no vTPM can be had; null: one can. */
  vtpmObstacle: 'release' | 'licence' | null
  /** What of graphics cards could be given to one. */
  gpuKinds: GpuKind[]
}
