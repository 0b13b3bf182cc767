'use client'

import { useMemo } from 'react'
import type { Freshness, ObjectId, PoolId } from '@/server/api/types'
import { t } from '@/server/shared/text'
import { clockTime } from './format'
import { liveStore, useLink, usePermissionsVersion, useRows, useVeiledPools } from './inventory'

/** What the signed-in user may do, and why nothing can be done in a pool just now. */
export interface ScreenAsker {
  version: number
  permissionsOn: (id: ObjectId) => ReadonlySet<string>
  /** A sentence while a pool can't be reached from here, else undefined. */
  silence: (pool: PoolId) => string | undefined
}

/** Stays the same object until rights or reachability change. */
export function useAsker(): ScreenAsker {
  const version = usePermissionsVersion()
  const veiled = useVeiledPools()
  const pools = useRows('pool')
  const link = useLink()
  const lost =
    link.state === 'lost'
      ? link.error.code === 'not-signed-in'
        ? t('You are signed out.')
        : t('The Domus server has not answered since {clockTime}.', { clockTime: clockTime(link.since) })
      : undefined
  const reasons = JSON.stringify([
    ...pools.flatMap(({ pool, name_label, address, freshness }) => {
      if (freshness.state === 'live') return []
      const name = name_label || address
      return [[pool, reasonOf(name, freshness)]]
    }),
    ...Object.entries(veiled).flatMap(([pool, freshness]) =>
      freshness.state === 'live' ? [] : [[pool, reasonOf(t('The pool'), freshness)]],
    ),
  ])
  return useMemo(() => {
    const silent = new Map<PoolId, string>(JSON.parse(reasons))
    // Another object with each version: whoever compares by identity asks again.
    return {
      version,
      permissionsOn: id => liveStore.permissionsOn(id),
      silence: pool => lost ?? silent.get(pool),
    }
  }, [version, lost, reasons])
}

function reasonOf(name: string, freshness: Exclude<Freshness, { state: 'live' }>): string {
  // For the first time, or anew after a restart of Domus.
  return freshness.state === 'connecting' || freshness.error.code === 'pool-connecting'
    ? t('Domus is still connecting to {replace}.', { replace: name.replace(/^The /, 'the ') })
    : t('{name} has not answered since {clockTime}.', { name, clockTime: clockTime(freshness.since) })
}
