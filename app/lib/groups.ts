'use client'

import { useQuery } from '@tanstack/react-query'
import { queryClient, trpc } from './trpc'

const fresh = { staleTime: 0, refetchOnWindowFocus: true }

/** All groups, and the query's own state. Only for those who hold `group.manage`. */
export function useGroups() {
  return useQuery(trpc.group.list.queryOptions(undefined, fresh), queryClient)
}

export function useGroup(id: string) {
  return useQuery(trpc.group.get.queryOptions({ id }, fresh), queryClient)
}

/** The groups of a user and where each comes from. */
export function useGroupsOf(id: string) {
  return useQuery(trpc.group.ofUser.queryOptions({ id }, fresh), queryClient)
}

/** Asks for them again after one was changed. Given to the mutation itself, whose dialog may be gone by then. */
export function refreshGroups(): Promise<void> {
  return queryClient.invalidateQueries(trpc.group.pathFilter())
}
