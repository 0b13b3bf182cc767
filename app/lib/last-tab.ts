'use client'

import { usePathname } from 'next/navigation'
import { useEffect } from 'react'
import { remember, remembered } from '@/app/ui/remembered'
import type { ObjectId, RowClass } from '@/server/api/types'
import { pathOf } from './paths'

const keyOf = (cls: RowClass) => `tab.${cls}`

/** Remembers which tab of an object's page is open, one for each class. */
export function useLastTab(cls: RowClass, id: ObjectId): void {
  const pathname = usePathname()
  useEffect(() => {
    const page = pathOf(cls, id)
    const tab = pathname.startsWith(`${page}/`) ? pathname.slice(page.length + 1) : ''
    if (pathname !== page && tab === '') return
    if ((remembered(keyOf(cls)) ?? '') !== tab) remember(keyOf(cls), tab === '' ? null : tab)
  }, [cls, id, pathname])
}

/** The page of an object, at the tab that was open last for one of its class: who goes along the tree compares. */
export function lastTabPath(cls: RowClass, id: ObjectId): string {
  const tab = remembered(keyOf(cls))
  return typeof tab === 'string' && /^[a-z-]+$/.test(tab) ? `${pathOf(cls, id)}/${tab}` : pathOf(cls, id)
}
