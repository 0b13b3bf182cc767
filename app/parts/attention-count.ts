'use client'

import { useMemo } from 'react'
import { useFreshnessByPool, useLink, useRows } from '@/app/lib/inventory'
import { useListCount } from '@/app/lib/list-window'
import type { Freshness } from '@/server/api/types'
import { attentionOf } from './attention'

const troubled = {
  class: 'VM',
  within: null,
  filter: 'attention:yes',
  sort: { id: 'name', desc: false },
} as const
const connecting: Freshness = { state: 'connecting' }

/** How many objects the overview says are not well, and whether one is in trouble. */
export function useAttentionCount(): { all: number; trouble: boolean } {
  const pools = useRows('pool')
  const byPool = useFreshnessByPool()
  const hosts = useRows('host')
  const srs = useRows('SR')
  const networks = useRows('network')
  const vms = useListCount(troubled)
  const link = useLink()
  return useMemo(() => {
    if (link.state === 'lost') return { all: 0, trouble: false }
    const items = attentionOf([...pools, ...hosts, ...srs, ...networks], id => byPool.get(id) ?? connecting)
    return {
      all: items.length + vms,
      trouble: vms > 0 || items.some(({ status }) => status.status === 'trouble'),
    }
  }, [pools, byPool, hosts, srs, networks, vms, link.state])
}
