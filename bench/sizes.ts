/**
 * How many hosts a pool of so many VMs has: 64 in all sizes of the budgets; few in a pool so small that it only shows
 * that the bench works, where hosts would be most of the work.
 */
export function hostsOf(vms: number | string): number {
  return Math.max(2, Math.min(64, Math.ceil(Number(vms) / 50)))
}
