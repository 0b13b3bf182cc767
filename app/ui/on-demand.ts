'use client'

import { useEffect, useSyncExternalStore } from 'react'

const all = new Set<OnDemand<unknown>>()

/**
 * Code that is fetched when it is first needed: the first page is quicker without it. A fetch that failed is tried anew
 * by the next who asks; whoever waits gets the error.
 */
export class OnDemand<T> {
  private part: T | undefined
  private error: unknown
  private fetching: Promise<void> | null = null
  private readonly listeners = new Set<() => void>()

  /** `early`: at the first sign of a person, whether it will be needed or not. */
  constructor(
    private readonly fetchPart: () => Promise<T>,
    early = true,
  ) {
    if (early) all.add(this)
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  /** What has been fetched, undefined before. Whoever needs it gets the error if it could not be fetched. */
  get(needed: boolean): T | undefined {
    if (needed && this.error !== undefined) throw this.error
    return this.part
  }

  /** Resolves when it is there or could not be fetched. */
  load(): Promise<void> {
    if (this.part !== undefined) return Promise.resolve()
    this.error = undefined
    this.fetching ??= this.fetchPart()
      .then(
        part => {
          this.part = part
        },
        error => {
          this.error = error ?? new Error('A part of the page could not be fetched')
        },
      )
      .finally(() => {
        this.fetching = null
        for (const listener of [...this.listeners]) listener()
      })
    return this.fetching
  }
}

const never = () => () => undefined

/**
 * The part, once it is there; 'fetch' sees to that, 'if-there' leaves it to others. A failed fetch is thrown, for the
 * page's own way to tell it.
 */
export function useOnDemand<T>(source: OnDemand<T>, how: 'fetch' | 'if-there' | 'not'): T | undefined {
  useEffect(() => {
    if (how === 'fetch') void source.load()
  }, [source, how])
  return useSyncExternalStore(
    how === 'not' ? never : source.subscribe,
    () => (how === 'not' ? undefined : source.get(how === 'fetch')),
    () => undefined,
  )
}

const signs = ['pointermove', 'pointerdown', 'touchstart', 'keydown', 'wheel'] as const

/**
 * At the first sign of a person, all that is wanted early is fetched in the background: before they can have pressed
 * anything. What they did is answered first: to ask for all of it takes as long as to draw a page.
 */
export function prepareAtFirstSign(): () => void {
  const stop = new AbortController()
  const seen = () => {
    stop.abort()
    requestAnimationFrame(() => {
      for (const part of all) setTimeout(() => part.load())
    })
  }
  for (const sign of signs) window.addEventListener(sign, seen, { passive: true, signal: stop.signal })
  return () => stop.abort()
}
