import type { Records } from '../../server/xapi/model/records'
import type { Pool } from '../pool'

const MiB = 1024 * 1024

const PAGE = 4096
/** Pages of shadow tables for each vCPU, and what Xen itself takes for one. */
const SHADOW_PAGES = 256
const VCPU_PAGES = 38

const up = (bytes: number) => Math.trunc((bytes + MiB - 1) / MiB)

/** What Xen takes for each kind of domain beside its shadow tables, in MiB; a PV guest in a shim also pays for that. */
function fixedPart(type: Records['VM']['domain_type'], memory: number): number {
  switch (type) {
    case 'pv':
      return 1
    case 'pv_in_pvh':
      return 2 + 23 + Math.floor(memory / 90)
    default:
      return 2
  }
}

/**
 * What Xen takes for a domain beside the guest's own memory, in bytes: two pages of shadow tables for each MiB, more for
 * each vCPU, and a fixed part that is larger with a device model.
 */
export function memoryOverhead(
  vm: Pick<Records['VM'], 'memory_static_max' | 'VCPUs_max' | 'HVM_shadow_multiplier' | 'domain_type'>,
): number {
  const memory = up(vm.memory_static_max)
  const shadow = up((SHADOW_PAGES * vm.VCPUs_max + 2 * memory) * PAGE)
  const tables = Math.max(1, Math.trunc(shadow * vm.HVM_shadow_multiplier))
  return (tables + up(VCPU_PAGES * vm.VCPUs_max * PAGE) + fixedPart(vm.domain_type, memory)) * MiB
}

/** The most memory a VM can have so that it fits into `total` bytes with what Xen takes for it. */
export function mostMemory(vm: Records['VM'], total: number, VCPUs_max: number): number {
  const fits = (memory_static_max: number) =>
    memory_static_max + memoryOverhead({ ...vm, VCPUs_max, memory_static_max }) <= total
  let most = 0
  for (let step = 2 ** Math.floor(Math.log2(Math.max(1, total))); step >= 1; step /= 2)
    if (fits(most + step)) most += step
  return most
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
