import type { HostDetail, HostRow } from '@/server/api/types'

/**
 * What stands on the page of a host's memory, in bytes. `promised`: what its VMs have at least and at most, with what is the
 * host's own beside all it has; null for who does not see them all.
 */
export function sharesOf(
  row: Pick<HostRow, 'memoryTotal'>,
  detail: Pick<HostDetail, 'memory' | 'memoryOverhead'>,
) {
  const { vms, ownDomains, unnamed } = detail.memory
  const xen = detail.memoryOverhead
  const sum = (of: 'now' | 'least' | 'most') => vms.reduce((total, vm) => total + vm[of], 0)
  const most = unnamed.promised && sum('most') + unnamed.promised.most
  const least = unnamed.promised && sum('least') + unnamed.promised.least
  const own = xen + ownDomains
  return {
    xen,
    ownDomains,
    vms,
    vmsNow: sum('now'),
    others: unnamed.now,
    promised:
      most === null || least === null || row.memoryTotal <= 0
        ? null
        : {
            least,
            most,
            share: (own + most) / row.memoryTotal,
            over: Math.max(0, own + most - row.memoryTotal),
          },
  }
}
