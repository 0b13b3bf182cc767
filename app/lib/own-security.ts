'use client'

import { useQuery } from '@tanstack/react-query'
import { queryClient, trpc } from './trpc'

/** One's own password and second factors, and the query's own state. */
export function useOwnSecurity() {
  return useQuery(trpc.account.security.queryOptions(undefined, { staleTime: 0 }), queryClient)
}

/** Asks again after one was changed; other sessions may have ended with it. */
export async function refreshOwnSecurity(): Promise<void> {
  await Promise.all([
    queryClient.invalidateQueries(trpc.account.security.queryFilter()),
    queryClient.invalidateQueries(trpc.session.list.queryFilter()),
  ])
}
