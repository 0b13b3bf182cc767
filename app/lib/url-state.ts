'use client'

import { useSearchParams } from 'next/navigation'
import { useCallback, useSyncExternalStore } from 'react'

const listeners = new Set<() => void>()

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  window.addEventListener('popstate', listener)
  return () => {
    listeners.delete(listener)
    window.removeEventListener('popstate', listener)
  }
}

/**
 * A parameter of the address, and a way to change it. Read from the address itself: the router's own copy follows a
 * moment later, which would swallow letters typed meanwhile. Needs a Suspense boundary above.
 */
export function useQueryParam(name: string): [string, (value: string | null) => void] {
  // Draws again when the router goes elsewhere, and knows the value while the page is hydrated.
  const known = useSearchParams().get(name) ?? ''
  const value = useSyncExternalStore(
    subscribe,
    () => new URLSearchParams(window.location.search).get(name) ?? '',
    () => known,
  )
  const set = useCallback((next: string | null) => setQuery({ [name]: next }), [name])
  return [value, set]
}

/**
 * Writes parameters into the address without a step in the history; null and '' take one out. The router follows
 * history.replaceState by itself, and nothing is fetched.
 */
export function setQuery(values: Readonly<Record<string, string | null>>): void {
  const url = new URL(window.location.href)
  for (const [name, value] of Object.entries(values)) {
    if (value) url.searchParams.set(name, value)
    else url.searchParams.delete(name)
  }
  if (url.href === window.location.href) return
  window.history.replaceState(null, '', url)
  for (const listener of [...listeners]) listener()
}
