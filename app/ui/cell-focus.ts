'use client'

import { createContext, useContext } from 'react'

/** Whether the row around is the one that Tab reaches. */
export const CellFocus = createContext<boolean | null>(null)

/**
 * The tabIndex for a link or button inside a cell: of all rows only the active one's controls are reached by Tab.
 * Undefined outside of a table.
 */
export function useCellTabIndex(): 0 | -1 | undefined {
  const active = useContext(CellFocus)
  if (active === null) return undefined
  return active ? 0 : -1
}
