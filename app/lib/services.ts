'use client'

import { useQuery } from '@tanstack/react-query'
import { queryClient, trpc } from './trpc'

const fresh = { staleTime: 0, refetchOnWindowFocus: true }

/** All service accounts, and the query's own state. Only for those who hold `service.manage`. */
export function useServices() {
  return useQuery(trpc.service.list.queryOptions(undefined, fresh), queryClient)
}

/** One of them with its tokens. */
export function useService(id: string) {
  return useQuery(trpc.service.get.queryOptions({ id }, fresh), queryClient)
}

/** Asks for them again after one was changed. Given to the mutation itself, whose dialog may be gone by then. */
export function refreshServices(): Promise<void> {
  return queryClient.invalidateQueries(trpc.service.pathFilter())
}
