'use client'

import { useSyncExternalStore } from 'react'
import type { ObjectId } from '@/server/api/types'
import type { Permission } from '@/server/catalogue/permissions'

/** What somebody wants to ask for. */
export interface Asking {
  permission: Permission
  object: { id: ObjectId; name: string }
  /** What they wanted to do: "Shut down". */
  label: string
}

let asking: Asking | null = null
const listeners = new Set<() => void>()

/** Opens the form by which a right is asked for, wherever one is; null closes it. */
export function askFor(what: Asking | null): void {
  asking = what
  for (const listener of [...listeners]) listener()
}

export function useAsking(): Asking | null {
  return useSyncExternalStore(
    subscribe,
    () => asking,
    () => null,
  )
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
