'use client'

import { useQuery } from '@tanstack/react-query'
import { queryClient, trpc } from './trpc'

/** Where the log is sent changes by itself: how far it is, and whether it gets there. */
const lookMs = 3000

/** How the audit log is kept and sent. Only for those who hold `audit.configure`. */
export function useAuditSettings() {
  return useQuery(
    trpc.auditSettings.get.queryOptions(undefined, { staleTime: 0, refetchInterval: lookMs }),
    queryClient,
  )
}

/** Asks for it again after something was changed. */
export function refreshAuditSettings(): Promise<void> {
  return queryClient.invalidateQueries(trpc.auditSettings.pathFilter())
}
