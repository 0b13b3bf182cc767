'use client'

import { queryOptions, useQuery } from '@tanstack/react-query'
import { useCallback, useEffect, useLayoutEffect, useState, useSyncExternalStore } from 'react'
import { onRemembered, provideRemembered, remembered, useRemembered } from '@/app/ui/remembered'
import { appError } from './app-error'
import { isTimeZone, setFormats } from './format'
import { PreferenceWriter } from './preference-writer'
import { isPreviewing } from './session'
import { api, queryClient, trpc } from './trpc'
import * as unsent from './unsent'

const listeners = new Set<() => void>()
let unsaved: unknown = null
/** Whose preferences these are; null until that is known. */
let person: string | null = null

const writer = new PreferenceWriter(
  // Nothing is changed while one looks as somebody else: what is chosen meanwhile holds on this page.
  changes =>
    isPreviewing() ? Promise.resolve() : api.preference.change.mutate({ changes: changes.map(asJson) }),
  error => !['bad-input', 'refused'].includes(appError(error).code),
  changes => {
    if (person !== null) unsent.keep(person, changes)
  },
  error => {
    unsaved = error
    for (const listener of [...listeners]) listener()
  },
)

/** What is remembered is written as JSON: so it goes out as it will come back. */
function asJson({ key, value }: { key: string; value: unknown }) {
  return { key, value: JSON.parse(JSON.stringify(value)) }
}

function subscribeUnsaved(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Why the last choices are kept in this browser only, or null. */
export function usePreferencesUnsaved(): unknown {
  return useSyncExternalStore(
    subscribeUnsaved,
    () => unsaved,
    () => null,
  )
}

const options = queryOptions({
  queryKey: trpc.preference.all.queryKey(),
  queryFn: ({ signal }) => writer.asked(() => api.preference.all.query(undefined, { signal })),
  // In another browser something else may have been chosen meanwhile: asked when one comes back to this window.
  staleTime: 10_000,
  refetchOnWindowFocus: true,
})

/**
 * Fetches what the person has chosen and has it hold. True once it does, or cannot be known: then this browser's own
 * copy holds. For the gate before the first page, so that nothing on it moves afterwards.
 */
export function usePreferences(userId: string | undefined): boolean {
  const { data, error, isFetching } = useQuery(options, queryClient)
  const [provided, setProvided] = useState(false)
  useLayoutEffect(() => {
    if (data === undefined || userId === undefined) return
    if (person === null) {
      person = userId
      // What the page before had no time to bring.
      for (const { key, value } of unsent.of(userId)) writer.write(key, value)
    }
    provideRemembered(writer.over(data), keep)
    setProvided(true)
  }, [data, userId])
  useEffect(() => {
    applyFormats()
    const stops = ['formats', 'time-zone'].map(key => onRemembered(key, applyFormats))
    const left = () => {
      if (document.visibilityState === 'hidden') writer.flush()
    }
    document.addEventListener('visibilitychange', left)
    return () => {
      document.removeEventListener('visibilitychange', left)
      for (const stop of stops) stop()
    }
  }, [])
  return provided || (error !== null && !isFetching)
}

function keep(key: string, value: unknown): void {
  writer.write(key, value)
  // The page may be gone before the moment is over that is waited for else.
  if (document.visibilityState === 'hidden') writer.flush()
}

function applyFormats(): void {
  const locale = remembered('formats')
  const timeZone = remembered('time-zone')
  setFormats({
    ...(typeof locale === 'string' ? { locale } : {}),
    ...(typeof timeZone === 'string' && isTimeZone(timeZone) ? { timeZone } : {}),
  })
}

/** One of a few words of `preferenceChoices`; the first of them until something else is chosen. */
export function useChoice<T extends string>(
  key: string,
  choices: readonly [T, ...T[]],
): [T, (value: T) => void] {
  const check = useCallback((found: unknown) => choices.find(choice => choice === found), [choices])
  return useRemembered<T>(key, choices[0], check)
}
