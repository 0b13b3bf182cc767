'use client'

import { useQuery } from '@tanstack/react-query'
import type { Permission } from '@/server/catalogue/permissions'
import { queryClient, trpc } from './trpc'

const meOptions = trpc.session.me.queryOptions(undefined, { staleTime: 60_000 })

/** Who is signed in and what their role allows; undefined until the server has said. */
export function useMe() {
  const { data } = useQuery(meOptions, queryClient)
  return data
}

/** The reason why the server did not say who is signed in, or null. */
export function useMeError(): unknown {
  return useQuery(meOptions, queryClient).error
}

/** True when the signed-in user holds `permission` over everything; false while that is not known yet. */
export function useCan(permission: Permission): boolean {
  return useMe()?.permissions.includes(permission) ?? false
}

/** True while the console is seen as somebody else would, as far as is known. */
export function isPreviewing(): boolean {
  return Boolean(queryClient.getQueryData(trpc.session.me.queryKey())?.preview)
}

/** Asks again who is signed in, after something about the account changed. */
export function refreshMe(): Promise<void> {
  return queryClient.invalidateQueries(trpc.session.me.queryFilter())
}
