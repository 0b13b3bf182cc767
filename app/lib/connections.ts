'use client'

import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { PoolConnectionInfo } from '@/server/api/types'
import { queryClient, trpc } from './trpc'

export type Connections = ReadonlyMap<string, PoolConnectionInfo>

/** What the server keeps about the connections, by pool; the live rows do not carry it. */
export function useConnections(): Connections {
  const { data } = useQuery(trpc.pool.list.queryOptions(), queryClient)
  return useMemo(() => new Map(data?.map(connection => [connection.id, connection])), [data])
}

/** Asks for them again after one was changed. Given to the mutation itself, whose dialog may be gone by then. */
export function refreshConnections(): Promise<void> {
  return queryClient.invalidateQueries(trpc.pool.list.queryFilter())
}
