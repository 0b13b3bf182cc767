import type { Ref } from '../../server/xapi/model/records'
import { deviceName } from '../devices/rows'
import { memoryOverhead } from '../lifecycle/memory'
import type { Database } from '../tables/database'
import { seedOf } from './noise'

/** A disk or drive of a VM, as its series see it. */
export interface MeasuredDisk {
  /** `xvda` */
  readonly device: string
  /** First eight characters of the uuid of its SR; empty for an empty drive. */
  readonly sr: string
  /** Optical drives are hardly ever read. */
  readonly drive: boolean
  readonly seed: number
}

export interface MeasuredCard {
  /** Its number: `0` */
  readonly device: string
  readonly network: string
  readonly seed: number
}

/** What of a VM is measured. */
export interface Machine {
  readonly uuid: string
  readonly seed: number
  readonly vcpus: number
  /** Bytes the guest has, and those Xen takes beside them. */
  readonly memory: number
  readonly overhead: number
  /** A control domain, which moves the data of all others. */
  readonly control: boolean
  /** Its agent tells what the guest does with its memory. */
  readonly agent: boolean
  readonly disks: readonly MeasuredDisk[]
  readonly cards: readonly MeasuredCard[]
}

/** Undefined when there is no such VM. */
export function machineOf(db: Database, ref: Ref<'VM'>): Machine | undefined {
  const vm = db.find('VM', ref)
  if (!vm) return undefined
  const disks: MeasuredDisk[] = []
  for (const one of vm.VBDs) {
    const vbd = db.find('VBD', one)
    if (!vbd) continue
    const sr = db.find('SR', db.find('VDI', vbd.VDI)?.SR ?? '')?.uuid.slice(0, 8) ?? ''
    const device = vbd.device || deviceName(vbd.userdevice)
    disks.push({ device, sr, drive: vbd.type === 'CD', seed: seedOf(vbd.uuid) })
  }
  const cards: MeasuredCard[] = []
  for (const one of vm.VIFs) {
    const vif = db.find('VIF', one)
    if (vif) cards.push({ device: vif.device, network: vif.network, seed: seedOf(vif.uuid) })
  }
  disks.sort((a, b) => a.device.localeCompare(b.device))
  cards.sort((a, b) => Number(a.device) - Number(b.device))
  return {
    uuid: vm.uuid,
    seed: seedOf(vm.uuid),
    vcpus: Math.max(1, vm.VCPUs_at_startup),
    memory: vm.memory_target || vm.memory_dynamic_max,
    overhead: memoryOverhead(vm),
    control: vm.is_control_domain,
    agent: db.find('VM_guest_metrics', vm.guest_metrics) !== undefined,
    disks,
    cards,
  }
}
