import { isBeingMade } from '@/server/shared/being-made'
import type { FollowedRecord } from './classes'

interface Configured {
  other_config: Readonly<Record<string, string>>
}

/** Whether its owner keeps an object out of sight. */
export function isHidden(record: Configured): boolean {
  return record.other_config.HideFromXenCenter === 'true'
}

/** What a row says of it. */
export function hiddenOf(record: Configured): { hidden?: true } {
  return isHidden(record) ? { hidden: true } : {}
}

/** A VM in the sense of a person: no template, no snapshot, not the host's own domain, and whole. */
export function isVm(vm: FollowedRecord<'VM'>): boolean {
  return !vm.is_a_template && !vm.is_a_snapshot && !vm.is_control_domain && !isBeingMade(vm)
}

/** A VM that counts. */
export function isVisibleVm(vm: FollowedRecord<'VM'>): boolean {
  return isVm(vm) && !isHidden(vm)
}

/** What VMs are made of by a person: no snapshot, nothing that a product keeps for itself, and whole. */
export function isTemplate(vm: FollowedRecord<'VM'>): boolean {
  const { xensource_internal } = vm.other_config
  return vm.is_a_template && !vm.is_a_snapshot && xensource_internal !== 'true' && !isBeingMade(vm)
}

/** The storage of the tools disc is the pool's own affair. */
export function isVisibleSr(sr: FollowedRecord<'SR'>): boolean {
  return !sr.is_tools_sr && sr.other_config.xenserver_tools_sr !== 'true'
}

export function isVisibleNetwork(network: FollowedRecord<'network'>): boolean {
  return (
    network.other_config.is_host_internal_management_network !== 'true' &&
    network.other_config.is_guest_installer_network !== 'true'
  )
}

/** A disk somebody has: no hidden base copy, no snapshot. */
export function isVisibleDisk(vdi: FollowedRecord<'VDI'>): boolean {
  return vdi.managed && !vdi.is_a_snapshot
}
