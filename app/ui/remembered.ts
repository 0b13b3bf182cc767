'use client'

import { useCallback, useMemo, useSyncExternalStore } from 'react'

const listeners = new Map<string, Set<() => void>>()
/** For browsers that forbid storage: what is chosen lasts until the page is left. */
const fallback = new Map<string, string>()

function read(key: string): string | null {
  try {
    return localStorage.getItem(key)
  } catch {
    return fallback.get(key) ?? null
  }
}

/** Writes a remembered value and tells all who show it, in other tabs too. */
export function remember(key: string, value: unknown): void {
  const text = JSON.stringify(value)
  try {
    localStorage.setItem(key, text)
  } catch {
    fallback.set(key, text)
  }
  for (const listener of listeners.get(key) ?? []) listener()
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // Written by something else than us: as good as nothing.
    return undefined
  }
}

/**
 * A value kept in this browser under `domus.<key>`. `check` turns what was found into a value or undefined;
 * give functions and initial values that stay the same between renders. On the server it is `initial`.
 */
export function useRemembered<T>(
  key: string,
  initial: T,
  check: (found: unknown) => T | undefined,
): [T, (value: T) => void] {
  const name = `domus.${key}`
  const subscribe = useCallback(
    (listener: () => void) => {
      const set = listeners.get(name) ?? new Set()
      listeners.set(name, set.add(listener))
      const elsewhere = (event: StorageEvent) => {
        if (event.key === name) listener()
      }
      window.addEventListener('storage', elsewhere)
      return () => {
        set.delete(listener)
        window.removeEventListener('storage', elsewhere)
      }
    },
    [name],
  )
  const text = useSyncExternalStore(
    subscribe,
    () => read(name),
    () => null,
  )
  const value = useMemo(
    () => (text === null ? initial : (check(parsed(text)) ?? initial)),
    [text, initial, check],
  )
  const set = useCallback((next: T) => remember(name, next), [name])
  return [value, set]
}

/** Checks for `useRemembered`. */
export const isBoolean = (found: unknown) => (typeof found === 'boolean' ? found : undefined)
export const isNumber = (found: unknown) =>
  typeof found === 'number' && Number.isFinite(found) ? found : undefined
export const isTextList = (found: unknown): readonly string[] | undefined =>
  Array.isArray(found) && found.every(item => typeof item === 'string') ? found : undefined
