'use client'

import { useInfiniteQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { ListRows } from '@/app/ui/data-table-types'
import type { AuditQuery, AuditRow } from '@/server/api/types'
import { trpc } from './trpc'

/** Rows that stand at the end while more are on their way. */
const waiting = 20
/** How often it is looked for the outcome of what has begun. */
const openMs = 3000

/** The lines that match, newest first: as many as have been looked at, and more as one comes to their end. */
export function useAuditList(query: Omit<AuditQuery, 'cursor'>) {
  const log = useInfiniteQuery(
    trpc.audit.list.infiniteQueryOptions(query, {
      getNextPageParam: page => page.nextCursor ?? undefined,
      // What was done a moment ago belongs in a log that is being read.
      staleTime: 0,
      refetchOnWindowFocus: true,
      // A line that has no outcome yet gets one while it is looked at; far down in the log nothing is open for long.
      refetchInterval: ({ state }) =>
        state.data?.pages.length === 1 && state.data.pages[0]?.rows.some(({ result }) => result === 'started')
          ? openMs
          : false,
      placeholderData: earlier => earlier,
    }),
  )
  const { data, isPending, hasNextPage, isFetching, isError, fetchNextPage } = log
  const rows = useMemo((): ListRows<AuditRow> => {
    const held = data?.pages.flatMap(page => page.rows) ?? []
    const places = new Map(held.map((row, at) => [row.id, at]))
    const count = held.length + (hasNextPage ? waiting : 0)
    return {
      loading: isPending,
      total: count,
      count,
      held,
      rowAt: index => held[index],
      indexOf: id => places.get(id) ?? -1,
      show(_, last) {
        // A page that failed is asked for again by a press, not by itself.
        if (hasNextPage && !isFetching && !isError && last >= held.length - waiting) void fetchNextPage()
      },
    }
  }, [data, isPending, hasNextPage, isFetching, isError, fetchNextPage])
  return { rows, error: log.error, isFetching, refetch: log.refetch }
}
