'use client'

import { useQuery } from '@tanstack/react-query'
import { queryClient, trpc } from './trpc'

/** Directories and OpenID providers. Only for those who hold `directory.manage`. */
export function useProviders() {
  return useQuery(
    trpc.provider.list.queryOptions(undefined, { staleTime: 0, refetchOnWindowFocus: true }),
    queryClient,
  )
}

/** Asks for them again after one was changed. Given to the mutation itself, whose dialog may be gone by then. */
export function refreshProviders(): Promise<void> {
  return queryClient.invalidateQueries(trpc.provider.pathFilter())
}
