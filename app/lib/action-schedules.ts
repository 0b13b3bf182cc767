'use client'

import { useQuery } from '@tanstack/react-query'
import { queryClient, trpc } from './trpc'

/** What runs at times changes by itself. */
const fresh = { staleTime: 0, refetchOnWindowFocus: true, refetchInterval: 3000 }

/** The scheduled actions that one sees, and the query's own state. */
export function useActionSchedules() {
  return useQuery(trpc.actionSchedule.list.queryOptions(undefined, fresh), queryClient)
}

/** Asks for them again after one was changed. Given to the mutation itself, whose dialog may be gone by then. */
export function refreshActionSchedules(): Promise<void> {
  return queryClient.invalidateQueries(trpc.actionSchedule.pathFilter())
}
