'use client'

import { useSearchParams } from 'next/navigation'
import { useCallback } from 'react'

/** The page's query as it stands, for reading several parameters. Needs a Suspense boundary above. */
export function useQueryParam(name: string): [string, (value: string | null) => void] {
  const value = useSearchParams().get(name) ?? ''
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
  if (url.href !== window.location.href) window.history.replaceState(null, '', url)
}
