'use client'

import { useState, useSyncExternalStore } from 'react'
import { OnDemand, useOnDemand } from './on-demand'

const list = new OnDemand(() => import('./toast-list'))
const listeners = new Set<() => void>()
/** What a notice says, and a button that may stand in it. */
export interface Notice {
  text: string
  trouble?: true
  action?: { label: string; onPress: () => void }
}
const none: readonly Notice[] = []
let waiting = none

function set(texts: readonly Notice[]): void {
  waiting = texts
  for (const listener of [...listeners]) listener()
}

/**
 * Confirms what was just done, with a button such as "Undo" where there is a way back. Never for what went wrong: that is
 * told where it happened.
 */
export function confirmDone(text: string, action?: NonNullable<Notice['action']>): void {
  set([...waiting, action ? { text, action } : { text }])
}

/** For a way back that a notice offered and that was closed by then: its place is gone with the notice. */
export function tellFailed(text: string): void {
  set([...waiting, { text, trouble: true }])
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
