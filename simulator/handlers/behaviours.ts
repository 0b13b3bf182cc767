import { Failure } from '../failure'
import { appliance } from './appliance'
import { auth } from './auth'
import { blob } from './blob'
import { bond } from './bond'
import { cluster, clusterHost } from './cluster'
import { event } from './event'
import { gpuGroup, pgpu, vgpu } from './gpu'
import { host } from './host'
import { hostCrashdump } from './host-agent'
import { message } from './message'
import { network } from './network'
import { networkSriov } from './network-sriov'
import { crashdump, diagnostics, pci, sdnController, secret } from './odds'
import { pbd } from './pbd'
import { pif } from './pif'
import { pool as poolHandlers } from './pool'
import { hostPatch, poolPatch } from './pool-patch'
import { poolUpdate } from './pool-update'
import { repository } from './pool-updates'
import { pvsCacheStorage, pvsProxy, pvsServer, pvsSite } from './pvs'
import { drTask } from './recovery'
import { role } from './role'
import { session } from './session'
import { sr } from './sr'
import { subject } from './subject'
import { task } from './task'
import { tunnel } from './tunnel'
import type { Handlers } from './types'
import { pusb, usbGroup, vusb } from './usb'
import { vbd } from './vbd'
import { vdi } from './vdi'
import { vif } from './vif'
import { vlan } from './vlan'
import { vm } from './vm'
import { vmGroup } from './vm-group'
import { vmss } from './vmss'
import { vtpm } from './vtpm'

/** A class whose rows nobody makes by hand. */
const consoles: Handlers<'console'> = {
  create: () => {
    throw new Failure('NOT_IMPLEMENTED', 'Console.create')
  },
  destroy: () => {
    throw new Failure('NOT_IMPLEMENTED', 'Console.destroy')
  },
}

/** The messages that have a behaviour of their own, by class. */
export const behaviours: { readonly [cls: string]: { readonly [message: string]: unknown } } = {
  session,
  event,
  task,
  message,
  host,
  VM: vm,
  VBD: vbd,
  VIF: vif,
  SR: sr,
  PBD: pbd,
  VDI: vdi,
  network,
  VM_appliance: appliance,
  VMSS: vmss,
  VM_group: vmGroup,
  pool: poolHandlers,
  console: consoles,
  VLAN: vlan,
  PIF: pif,
  Bond: bond,
  tunnel,
  VTPM: vtpm,
  PCI: pci,
  SDN_controller: sdnController,
  secret,
  crashdump,
  Diagnostics: diagnostics,
  pool_update: poolUpdate,
  pool_patch: poolPatch,
  host_patch: hostPatch,
  Repository: repository,
  DR_task: drTask,
  host_crashdump: hostCrashdump,
  VGPU: vgpu,
  PGPU: pgpu,
  GPU_group: gpuGroup,
  PUSB: pusb,
  VUSB: vusb,
  USB_group: usbGroup,
  network_sriov: networkSriov,
  PVS_site: pvsSite,
  PVS_server: pvsServer,
  PVS_proxy: pvsProxy,
  PVS_cache_storage: pvsCacheStorage,
  Cluster: cluster,
  Cluster_host: clusterHost,
  auth,
  role,
  subject,
  blob,
}
