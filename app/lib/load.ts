'use client'

import { useQuery } from '@tanstack/react-query'
import type { LoadMeasure, ObjectId } from '@/server/api/types'
import { appError, trpc } from './trpc'

/** Hosts measure every five seconds; the server asks them every ten at most. Nothing is asked while the tab is hidden. */
const everyMs = 15_000

/** The VMs that use the most of something, the busiest first, as long as somebody looks. */
export function useBusiestVms(by: LoadMeasure, limit: number) {
  const { data, error } = useQuery(
    trpc.metrics.busiest.queryOptions(
      { by, limit },
      { refetchInterval: everyMs, staleTime: everyMs, placeholderData: earlier => earlier },
    ),
  )
  return { busiest: data, error: error && appError(error) }
}

/** How the hosts of a pool were used in the last ten minutes. */
export function usePoolLoad(id: ObjectId) {
  const { data, error } = useQuery(
    trpc.metrics.pool.queryOptions({ id }, { refetchInterval: everyMs, staleTime: everyMs }),
  )
  return { load: data, error: error && appError(error) }
}
