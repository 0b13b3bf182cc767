'use client'

import { useQuery } from '@tanstack/react-query'
import { queryClient, trpc } from './trpc'

/** What is used changes with what is done: looked at again now and then while it is shown. */
const fresh = { staleTime: 0, refetchOnWindowFocus: true, refetchInterval: 15_000 }

/** The projects one may know of. */
export function useProjects() {
  return useQuery(trpc.project.list.queryOptions(undefined, fresh), queryClient)
}

export function useProject(id: string) {
  return useQuery(trpc.project.get.queryOptions({ id }, fresh), queryClient)
}

/** Asks for them again after one was changed. */
export function refreshProjects(): Promise<void> {
  return queryClient.invalidateQueries(trpc.project.pathFilter())
}
