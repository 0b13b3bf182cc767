'use client'

import { useRemembered } from '@/app/ui/remembered'
import type { TreeShows } from '@/server/api/types'

/** As the server has it where nothing is asked for. */
export const showsAtFirst: TreeShows = {
  defaultTemplates: false,
  customTemplates: true,
  localStorage: true,
  hidden: false,
}

/** Exported for its test: what was kept by another version may be anything. */
export function asShows(found: unknown): TreeShows | undefined {
  if (typeof found !== 'object' || found === null) return undefined
  const told = new Map<string, unknown>(Object.entries(found))
  const one = (key: keyof TreeShows) => {
    const value = told.get(key)
    return typeof value === 'boolean' ? value : showsAtFirst[key]
  }
  return {
    defaultTemplates: one('defaultTemplates'),
    customTemplates: one('customTemplates'),
    localStorage: one('localStorage'),
    hidden: one('hidden'),
  }
}

/** What the tree shows of what not everybody wants to see; lists go by it in what is hidden. */
export function useTreeShows(): [TreeShows, (shows: TreeShows) => void] {
  return useRemembered<TreeShows>('tree.shows', showsAtFirst, asShows)
}
