'use client'

import { useCallback, useMemo, useSyncExternalStore } from 'react'

const prefix = 'domus.'
const listeners = new Map<string, Set<() => void>>()
/** What is known, once it has been told; until then this browser's own storage is looked at. */
let known: Map<string, string> | null = null
/** For browsers that forbid storage: what is chosen lasts until the page is left. */
const fallback = new Map<string, string>()
let tellKeeper: ((key: string, value: unknown) => void) | null = null

function read(key: string): string | null {
  if (known) return known.get(key) ?? null
  try {
    return localStorage.getItem(prefix + key)
  } catch {
    return fallback.get(key) ?? null
  }
}

function store(key: string, text: string | null): void {
  if (text === null) known?.delete(key)
  else known?.set(key, text)
  try {
    if (text === null) localStorage.removeItem(prefix + key)
    else localStorage.setItem(prefix + key, text)
  } catch {
    if (text === null) fallback.delete(key)
    else fallback.set(key, text)
  }
}

function notify(key: string): void {
  for (const listener of [...(listeners.get(key) ?? [])]) listener()
}

/** Writes a remembered value and tells all who show it, in other tabs too. Null: as it was at first. */
export function remember(key: string, value: unknown): void {
  store(key, value === null ? null : JSON.stringify(value))
  notify(key)
  tellKeeper?.(key, value)
}

/** Everything under keys like this is as it was at first again. */
export function forget(matches: (key: string) => boolean): void {
  for (const key of known ? [...known.keys()] : storedKeys()) if (matches(key)) remember(key, null)
}

/** What is remembered under a key, for code outside React; undefined: nothing. */
export function remembered(key: string): unknown {
  const text = read(key)
  return text === null ? undefined : parsed(text)
}

/** Calls back when what is remembered under a key may have changed. */
export function onRemembered(key: string, listener: () => void): () => void {
  const set = listeners.get(key) ?? new Set()
  listeners.set(key, set.add(listener))
  return () => set.delete(listener)
}

/**
 * Says all that is remembered, as it is kept for the person who has signed in: from now on nothing else counts. This
 * browser keeps a copy, by which the next page is drawn before that is known again. `keep` is told of each change.
 */
export function provideRemembered(
  values: Readonly<Record<string, unknown>>,
  keep: (key: string, value: unknown) => void,
): void {
  tellKeeper = keep
  const before = known
  if (!before) window.addEventListener('storage', changedElsewhere)
  known = new Map(Object.entries(values).map(([key, value]) => [key, JSON.stringify(value)]))
  for (const key of storedKeys()) if (!known.has(key)) store(key, null)
  for (const [key, text] of known) if (before?.get(key) !== text) store(key, text)
  for (const key of [...listeners.keys()]) notify(key)
}

function storedKeys(): string[] {
  try {
    return Object.keys(localStorage)
      .filter(name => name.startsWith(prefix))
      .map(name => name.slice(prefix.length))
  } catch {
    return [...fallback.keys()]
  }
}

/** Another tab of this browser has remembered something. */
function changedElsewhere(event: StorageEvent): void {
  if (!event.key?.startsWith(prefix)) return
  const key = event.key.slice(prefix.length)
  if (event.newValue === null) known?.delete(key)
  else known?.set(key, event.newValue)
  notify(key)
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
 * A value kept for the person who is signed in, and in this browser until somebody is. `check` turns what was found into
 * a value or undefined; give functions and initial values that stay the same between renders. On the server it is
 * `initial`.
 */
export function useRemembered<T>(
  key: string,
  initial: T,
  check: (found: unknown) => T | undefined,
): [T, (value: T) => void] {
  const subscribe = useCallback(
    (listener: () => void) => {
      const leave = onRemembered(key, listener)
      const elsewhere = (event: StorageEvent) => {
        if (event.key === prefix + key) listener()
      }
      window.addEventListener('storage', elsewhere)
      return () => {
        leave()
        window.removeEventListener('storage', elsewhere)
      }
    },
    [key],
  )
  const text = useSyncExternalStore(
    subscribe,
    () => read(key),
    () => null,
  )
  const value = useMemo(
    () => (text === null ? initial : (check(parsed(text)) ?? initial)),
    [text, initial, check],
  )
  const set = useCallback((next: T) => remember(key, next), [key])
  return [value, set]
}

/** Checks for `useRemembered`. */
export const isBoolean = (found: unknown) => (typeof found === 'boolean' ? found : undefined)
export const isNumber = (found: unknown) =>
  typeof found === 'number' && Number.isFinite(found) ? found : undefined
export const isTextList = (found: unknown): readonly string[] | undefined =>
  Array.isArray(found) && found.every(item => typeof item === 'string') ? found : undefined
