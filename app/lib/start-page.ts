'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'
import { preferenceChoices } from '@/server/shared/preferences'
import { paths } from './paths'
import { useChoice } from './preferences'

/** Whether somebody has come to a page of this tab already. */
let arrived = false

/** A reload, and Back, stay where one was. */
function cameByAddress(): boolean {
  const [entry] = performance.getEntriesByType('navigation')
  return entry instanceof PerformanceNavigationTiming && entry.type === 'navigate'
}

/**
 * For the overview, which has the bare address: true while it leads on to the page that the person starts with. Only
 * when Domus is opened there; from inside, the overview is the overview.
 */
export function useStartPage(): boolean {
  const [page] = useChoice('start-page', preferenceChoices['start-page'])
  const router = useRouter()
  const [leads] = useState(
    () => !arrived && page !== 'overview' && window.location.pathname === paths.home && cameByAddress(),
  )
  useEffect(() => {
    arrived = true
    if (leads && page !== 'overview') router.replace(paths[page])
  }, [leads, page, router])
  return leads
}
