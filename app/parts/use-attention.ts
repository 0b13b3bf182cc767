'use client'

import { useMemo } from 'react'
import { useFreshnessByPool, useLink, useRows } from '@/app/lib/inventory'
import { useListCount, useListRows } from '@/app/lib/list-window'
import type { Freshness, PoolId, VmRow } from '@/server/api/types'
import { type AttentionItem, attentionOf } from './attention'

/** The VMs that are not well. */
const troubled = {
  class: 'VM',
  within: null,
  filter: 'attention:yes',
  sort: { id: 'name', desc: false },
} as const
const connecting: Freshness = { state: 'connecting' }
const noVms: readonly VmRow[] = []

interface Unwell {
  items: readonly AttentionItem[]
  /** A pool is still being read: more may come. */
  reading: boolean
  /** False without the server: then nothing is known to be wrong, and nothing to be right. */
  known: boolean
}

/** What is not well in the infrastructure, and which of these VMs are not. */
function useUnwell(vms: readonly VmRow[]): Unwell {
  const pools = useRows('pool')
  const byPool = useFreshnessByPool()
  const hosts = useRows('host')
  const srs = useRows('SR')
  const networks = useRows('network')
  const link = useLink()
  return useMemo(() => {
    // The banner says so.
    if (link.state === 'lost') return { items: [], reading: false, known: false }
    // Of a pool that is half read one would see this and that come and go.
    const isRead = (id: PoolId) => byPool.get(id)?.state !== 'connecting'
    const rows = [...pools, ...hosts, ...srs, ...networks, ...vms].filter(row => isRead(row.pool))
    return {
      items: attentionOf(rows, id => byPool.get(id) ?? connecting),
      reading: pools.some(pool => !isRead(pool.pool)),
      known: true,
    }
  }, [pools, byPool, hosts, srs, networks, vms, link.state])
}

export interface AttentionShown {
  items: readonly AttentionItem[]
  /** So many VMs more than those among the items. */
  more: number
  /** Something is not known yet: more may come. */
  reading: boolean
}

/** The objects that are not well, the most urgent first, as long as the component is mounted. */
export function useAttention(): AttentionShown {
  const vms = useListRows(troubled)
  const { items, reading, known } = useUnwell(vms.held)
  return {
    items,
    more: known ? vms.count - vms.held.length : 0,
    reading: known && (reading || vms.loading),
  }
}

/** How many objects are not well, and whether one is in trouble. VMs are counted by the server and not sent. */
export function useAttentionCount(): { all: number; trouble: boolean } {
  const count = useListCount(troubled)
  const { items, known } = useUnwell(noVms)
  const vms = known ? count : 0
  return {
    all: items.length + vms,
    trouble: vms > 0 || items.some(({ status }) => status.status === 'trouble'),
  }
}
