'use client'

import { useMemo } from 'react'
import type { Freshness, PoolId } from '@/server/api/types'
import type { Asker } from '@/server/catalogue/define'
import { clockTime } from './format'
import { useLink, useRows } from './inventory'
import { useMe } from './session'

/** The signed-in user as the catalogue wants them, and why nothing can be done in a pool just now. */
export interface ScreenAsker extends Asker {
  /** A sentence while a pool can't be reached from here, else undefined. */
  silence: (pool: PoolId) => string | undefined
}

/** Stays the same object until rights or reachability change. */
export function useAsker(): ScreenAsker {
  const permissions = useMe()?.permissions
  const pools = useRows('pool')
  const link = useLink()
  const lost =
    link.state === 'lost'
      ? link.error.code === 'not-signed-in'
        ? 'You are signed out.'
        : `The Domus server has not answered since ${clockTime(link.since)}.`
      : undefined
  const reasons = JSON.stringify(
    pools.flatMap(({ pool, name_label, address, freshness }) => {
      if (freshness.state === 'live') return []
      const name = name_label || address
      return [[pool, reasonOf(name, freshness)]]
    }),
  )
  return useMemo(() => {
    const silent = new Map<PoolId, string>(JSON.parse(reasons))
    return {
      permissions: new Set<string>(permissions),
      silence: pool => lost ?? silent.get(pool),
    }
  }, [permissions, lost, reasons])
}

function reasonOf(name: string, freshness: Exclude<Freshness, { state: 'live' }>): string {
  // For the first time, or anew after a restart of Domus.
  return freshness.state === 'connecting' || freshness.error.code === 'pool-connecting'
    ? `Domus is still connecting to ${name}.`
    : `${name} has not answered since ${clockTime(freshness.since)}.`
}
