import { Failure } from '../failure'
import { type Pool, poolRow } from '../pool'

/** Features that licences can leave out, by the key of `pool.restrictions` that says so. */
const flags = {
  AD: 'restrict_ad',
  CBT: 'restrict_cbt',
  Checkpoint: 'restrict_checkpoint',
  Corosync: 'restrict_corosync',
  DMC: 'restrict_dmc',
  DR: 'restrict_dr',
  Guest_ip_setting: 'restrict_guest_ip_setting',
  IGMP_snooping: 'restrict_igmp_snooping',
  Live_set_vcpus: 'restrict_set_vcpus_number_live',
  Nested_virt: 'restrict_nested_virt',
  Network_sriov: 'restrict_network_sriov',
  PVS_proxy: 'restrict_pvs_proxy',
  Pool_secret_rotation: 'restrict_pool_secret_rotation',
  Pool_size: 'restrict_pool_size',
  Pooling: 'restrict_pooling',
  RBAC: 'restrict_rbac',
  Storage_motion: 'restrict_storage_xen_motion',
  USB_passthrough: 'restrict_usb_passthrough',
  Updates: 'restrict_updates',
  VGPU: 'restrict_vgpu',
  VIF_locking: 'restrict_vif_locking',
  VMSS: 'restrict_vmss',
  VM_appliance_start: 'restrict_vm_appliance_start',
  VM_groups: 'restrict_vm_groups',
  VM_start: 'restrict_vm_start',
  VSS: 'restrict_vss',
  WLB: 'restrict_wlb',
  Xen_motion: 'restrict_xen_motion',
} as const

/** `HA` is the one feature whose key says that it is there. */
export type Feature = keyof typeof flags | 'HA'

/** Whether the licences of the pool leave a feature out. A pool whose row does not say has all of them. */
export function isRestricted(pool: Pool, feature: Feature): boolean {
  const { restrictions } = poolRow(pool)[1]
  return feature === 'HA' ? restrictions.enable_xha === 'false' : restrictions[flags[feature]] === 'true'
}

/** Refuses with LICENCE_RESTRICTION what the licences of the pool leave out. */
export function assertLicensed(pool: Pool, feature: Feature): void {
  if (isRestricted(pool, feature)) throw new Failure('LICENCE_RESTRICTION', feature)
}
