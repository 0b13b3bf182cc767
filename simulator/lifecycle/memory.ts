import type { Records } from '../../server/xapi/model/records'
import type { Pool } from '../pool'

const MiB = 1024 * 1024

/** What Xen takes for a domain beside the guest's own memory: shadow tables and a fixed part. In bytes. */
export function memoryOverhead(vm: Records['VM']): number {
  if (vm.is_control_domain) return 0
  return Math.floor(vm.memory_static_max / 128 / MiB) * MiB + 4 * MiB
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
