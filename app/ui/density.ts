'use client'

import { useRemembered } from './remembered'

export const densities = ['compact', 'normal', 'comfortable'] as const
export type Density = (typeof densities)[number]

/** Height of a table row in rem: 28, 32 and 36 px. The same numbers stand in tokens.css. */
export const rowHeights: Record<Density, number> = { compact: 1.75, normal: 2, comfortable: 2.25 }

const isDensity = (found: unknown) => densities.find(density => density === found)

export function useDensity() {
  return useRemembered<Density>('density', 'normal', isDensity)
}
