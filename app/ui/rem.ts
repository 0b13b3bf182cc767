'use client'

import { useSyncExternalStore } from 'react'

const never = () => () => undefined

/** Pixels of one rem: 16 unless the reader made texts larger in the browser's settings. */
export function useRem(): number {
  return useSyncExternalStore(
    never,
    () => Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16,
    () => 16,
  )
}
