'use client'

import { useMemo } from 'react'
import { type Around, surrounding } from '@/app/lib/filter'
import { useNames, useRows } from '@/app/lib/inventory'
import type { AnyRow, HostRow, NetworkRow, PoolRow, SrRow } from '@/server/api/types'
import { hostFields } from './host'
import { networkFields } from './network'
import { poolFields } from './pool'
import { storageFields } from './storage'

const byId = <R extends AnyRow>(rows: readonly R[]) => new Map(rows.map(row => [row.id, row]))

function usePoolsAround<R extends HostRow | NetworkRow | SrRow>(): Around<R> {
  const pools = useRows('pool')
  return useMemo(() => {
    const known = byId(pools)
    return { pool: surrounding((row: R) => [known.get(row.pool)], poolFields) }
  }, [pools])
}

/** The pool of a host. */
export const useAroundHosts = (): Around<HostRow> => usePoolsAround<HostRow>()

/** The pool of a network. */
export const useAroundNetworks = (): Around<NetworkRow> => usePoolsAround<NetworkRow>()

/** The pool of a storage, and the host that has it alone. */
export function useAroundStorage(): Around<SrRow> {
  const ofPool = usePoolsAround<SrRow>()
  const hosts = useRows('host')
  const pools = useNames('pool')
  return useMemo(() => {
    const known = byId(hosts)
    const hostOf = ({ host }: SrRow) => (host === null ? [] : [known.get(host)])
    return { ...ofPool, host: surrounding(hostOf, hostFields(pools)) }
  }, [ofPool, hosts, pools])
}

/** What is in a pool, VMs apart. */
export function useAroundPools(): Around<PoolRow> {
  const [hosts, networks, storage] = [useRows('host'), useRows('network'), useRows('SR')]
  const [pools, hostNames] = [useNames('pool'), useNames('host')]
  return useMemo(() => {
    const inside =
      <R extends AnyRow>(rows: readonly R[]) =>
      ({ id }: PoolRow) =>
        rows.filter(row => row.pool === id)
    return {
      host: surrounding(inside(hosts), hostFields(pools)),
      network: surrounding(inside(networks), networkFields(pools)),
      storage: surrounding(inside(storage), storageFields(hostNames, pools)),
    }
  }, [hosts, networks, storage, pools, hostNames])
}
