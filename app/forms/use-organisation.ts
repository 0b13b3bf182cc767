'use client'

import { useQuery } from '@tanstack/react-query'
import { api } from '@/app/lib/trpc'
import type { Organisation, Targets } from '@/server/api/types'

/** The tags, folders and custom fields there are, and those of what was chosen, as of the opening of a dialog. */
export function useOrganisation(targets: Targets): { data: Organisation | undefined; error: unknown } {
  return useQuery({
    queryKey: ['organisation', targets],
    queryFn: () => api.operation.organisation.mutate(targets),
    staleTime: 0,
    gcTime: 0,
  })
}
