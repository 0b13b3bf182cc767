'use client'

import { useQuery } from '@tanstack/react-query'
import { queryClient, trpc } from './trpc'

/** Everyone who may sign in, and the query's own state. Only for those who hold `user.manage`. */
export function useUsers() {
  return useQuery(
    trpc.user.list.queryOptions(undefined, { staleTime: 0, refetchOnWindowFocus: true }),
    queryClient,
  )
}

/** Asks for them again after one was changed. Given to the mutation itself, whose dialog may be gone by then. */
export function refreshUsers(): Promise<void> {
  return queryClient.invalidateQueries(trpc.user.list.queryFilter())
}
