'use client'

import { useQuery } from '@tanstack/react-query'
import type { ObjectId } from '@/server/api/types'
import { queryClient, trpc } from './trpc'

/** The grants one may know of: all for who gives anything, else one's own and what was built on them. */
export function useGrants() {
  return useQuery(
    trpc.grant.list.queryOptions(undefined, { staleTime: 0, refetchOnWindowFocus: true }),
    queryClient,
  )
}

/** Who reaches an object: everybody for who looks after it, else oneself. */
export function useReaching(object: ObjectId) {
  return useQuery(
    trpc.grant.reaching.queryOptions({ object }, { staleTime: 0, refetchOnWindowFocus: true }),
    queryClient,
  )
}

/** Folders, tags, vApps and projects that a scope can name; asked for when one is wanted. */
export function useScopeChoices(wanted: boolean) {
  return useQuery(
    trpc.grant.places.queryOptions(undefined, { staleTime: 10_000, enabled: wanted }),
    queryClient,
  )
}

/** All roles, built-in and composed, with what they mean. */
export function useRoles() {
  return useQuery(trpc.grant.roles.queryOptions(undefined, { staleTime: 60_000 }), queryClient)
}

/** Asks for them again after one was given or revoked. */
export function refreshGrants(): Promise<void> {
  return queryClient.invalidateQueries(trpc.grant.pathFilter())
}
