'use client'

import { useCallback } from 'react'
import { isTextList, useRemembered } from '@/app/ui/remembered'

const none: readonly string[] = []
const kept = 100

/** Failures that were read and put away, in the strip and on the object's page alike. */
export function useDismissed(): [readonly string[], (ids: readonly string[]) => void] {
  const [dismissed, setDismissed] = useRemembered('dismissed', none, isTextList)
  const dismiss = useCallback(
    (ids: readonly string[]) => setDismissed([...ids, ...dismissed].slice(0, kept)),
    [dismissed, setDismissed],
  )
  return [dismissed, dismiss]
}
