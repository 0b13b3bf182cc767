'use client'

import { useQuery } from '@tanstack/react-query'
import { queryClient, trpc } from './trpc'

const fresh = { staleTime: 0, refetchOnWindowFocus: true }

/** What others ask for and one could give. */
export function useRequestsToAnswer() {
  return useQuery(trpc.request.toAnswer.queryOptions(undefined, fresh), queryClient)
}

/** What one has asked for, open ones first. */
export function useOwnRequests() {
  return useQuery(trpc.request.own.queryOptions(undefined, fresh), queryClient)
}

/** Asks for them again after one was made or answered. */
export function refreshRequests(): Promise<void> {
  return queryClient.invalidateQueries(trpc.request.pathFilter())
}
