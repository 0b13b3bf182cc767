import { isBeingMade } from '@/server/shared/being-made'
import type { FollowedRecord } from './classes'

const hidden = (record: { other_config: Readonly<Record<string, string>> }) =>
  record.other_config.HideFromXenCenter === 'true'

/** A VM in the sense of a person: no template, no snapshot, not the host's own domain, not hidden, and whole. */
export function isVisibleVm(vm: FollowedRecord<'VM'>): boolean {
  return !vm.is_a_template && !vm.is_a_snapshot && !vm.is_control_domain && !hidden(vm) && !isBeingMade(vm)
}

/** The storage of the tools disc is the pool's own affair. */
export function isVisibleSr(sr: FollowedRecord<'SR'>): boolean {
  return !hidden(sr) && !sr.is_tools_sr && sr.other_config.xenserver_tools_sr !== 'true'
}

export function isVisibleNetwork(network: FollowedRecord<'network'>): boolean {
  return (
    !hidden(network) &&
    network.other_config.is_host_internal_management_network !== 'true' &&
    network.other_config.is_guest_installer_network !== 'true'
  )
}

/** A disk somebody has: no hidden base copy, no snapshot. */
export function isVisibleDisk(vdi: FollowedRecord<'VDI'>): boolean {
  return vdi.managed && !vdi.is_a_snapshot
}
