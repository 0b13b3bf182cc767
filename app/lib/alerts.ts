'use client'

import { useQuery } from '@tanstack/react-query'
import { queryClient, trpc } from './trpc'

/** Pools tell Domus at once; a page asks again as often as this, and when somebody comes back to it. */
const againMs = 10_000
const live = { staleTime: 0, refetchInterval: againMs, refetchOnWindowFocus: true }

/** How many alerts there are and how many are grave. */
export function useAlertCount() {
  return useQuery(trpc.alert.count.queryOptions(undefined, live), queryClient)
}

/** The newest of them. */
export function useAlerts() {
  return useQuery(trpc.alert.list.queryOptions(undefined, live), queryClient)
}

/** Asks for them again, as after some were put away. */
export function refreshAlerts(): Promise<void> {
  return queryClient.invalidateQueries(trpc.alert.pathFilter())
}
