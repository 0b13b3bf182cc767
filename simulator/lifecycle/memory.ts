import type { Records } from '../../server/xapi/model/records'
import type { Pool } from '../pool'

const MiB = 1024 * 1024

/**
 * What Xen takes for a domain beside the guest's own memory, in bytes: shadow tables for each page and each vCPU, and
 * a fixed part that is larger with a device model.
 */
export function memoryOverhead(vm: Records['VM']): number {
  const shadow = Math.floor(vm.memory_static_max / 128 / MiB) + vm.VCPUs_max
  return Math.floor(shadow * vm.HVM_shadow_multiplier + (vm.domain_type === 'hvm' ? 3 : 2)) * MiB
}

/** Bytes a host must have free so that the VM can start: the guest may be shrunk to its lower limit. */
export function memoryToStart(vm: Records['VM']): number {
  const guest = vm.domain_type === 'pv_in_pvh' ? vm.memory_static_max : vm.memory_dynamic_min
  return guest + memoryOverhead(vm)
}

function memoryInUse(vm: Records['VM']): number {
  return (vm.memory_target || vm.memory_dynamic_max) + memoryOverhead(vm)
}

/** Bytes of a host that no domain has, and none on its way to it. */
export function freeMemory(pool: Pool, hostRef: string): number {
  const host = pool.db.get('host', hostRef)
  const total = pool.db.find('host_metrics', host.metrics)?.memory_total ?? 0
  let free = total - host.memory_overhead
  for (const ref of host.resident_VMs) {
    const vm = pool.db.find('VM', ref)
    if (vm) free -= memoryInUse(vm)
  }
  for (const ref of pool.arriving.get(hostRef) ?? []) {
    const vm = pool.db.find('VM', ref)
    if (vm) free -= memoryToStart(vm)
  }
  return Math.max(0, free)
}
