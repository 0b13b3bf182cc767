import type { Records } from '@/server/xapi/model/records'

/**
 * Bytes a host must have free so that XAPI starts a VM there: a guest may be shrunk to its dynamic minimum, a PV guest in
 * a shim not (`vm_compute_start_memory`, policy dynamic minimum), beside what Xen takes for the domain.
 */
export function memoryToStart(
  vm: Pick<Records['VM'], 'domain_type' | 'memory_static_max' | 'memory_dynamic_min' | 'memory_overhead'>,
): number {
  return (vm.domain_type === 'pv_in_pvh' ? vm.memory_static_max : vm.memory_dynamic_min) + vm.memory_overhead
}

/** What VMs that start together need, and what hosts have, in bytes. */
export interface Room {
  needs: number
  free: number
  /** Some can't start, however they are spread. False does not say that all can: that is known when they start. */
  short: boolean
}

/** `needs`: of each VM; `free`: of each host that takes VMs. */
export function roomFor(needs: readonly number[], free: readonly number[]): Room {
  const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0)
  return {
    needs: sum(needs),
    free: sum(free),
    short: sum(needs) > sum(free) || Math.max(0, ...needs) > Math.max(0, ...free),
  }
}
