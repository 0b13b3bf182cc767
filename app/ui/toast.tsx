'use client'

import { useState, useSyncExternalStore } from 'react'
import { OnDemand, useOnDemand } from './on-demand'

const list = new OnDemand(() => import('./toast-list'))
const listeners = new Set<() => void>()
const none: readonly string[] = []
let waiting = none

function set(texts: readonly string[]): void {
  waiting = texts
  for (const listener of [...listeners]) listener()
}

/** Confirms what was just done. Never for what went wrong: that is told where it happened. */
export function confirmDone(text: string): void {
  set([...waiting, text])
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
const shown = (count: number) => set(waiting.slice(count))

/** Stands once around the app. */
export function ToastHost() {
  const texts = useSyncExternalStore(
    subscribe,
    () => waiting,
    () => none,
  )
  const [used, setUsed] = useState(false)
  if (texts.length > 0 && !used) setUsed(true)
  const part = useOnDemand(list, used ? 'fetch' : 'not')
  return part && <part.ToastList texts={texts} onShown={shown} />
}
