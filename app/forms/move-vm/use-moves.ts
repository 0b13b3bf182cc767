'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { api } from '@/app/lib/trpc'
import type { Targets } from '@/server/api/types'
import type { InputOf } from '@/server/catalogue/input'

/** What goes along and where to, worked out by the server. */
export function useMoves(targets: Targets, input: InputOf<'move'>) {
  return useQuery({
    queryKey: ['moves', targets, input],
    queryFn: () => api.operation.moves.mutate({ targets, input }),
    enabled: input.host !== '',
    placeholderData: keepPreviousData,
    staleTime: 0,
    gcTime: 0,
  })
}
