'use client'

import { useEffect, useRef, useState } from 'react'
import { useRuns } from '@/app/lib/inventory'
import { useChoice } from '@/app/lib/preferences'
import { useMe } from '@/app/lib/session'
import type { OperationRow } from '@/server/api/types'
import { preferenceChoices } from '@/server/shared/preferences'
import { spokenTold, t } from '@/server/shared/text'
import { toldError } from '@/server/shared/told-error'
import { ended, type States } from './operation-list'

function sentence(operation: OperationRow): string {
  switch (operation.state) {
    case 'succeeded':
      return t('{title}: done', { title: spokenTold(operation) })
    case 'failed': {
      const error = operation.error && toldError(operation.error)
      return [t('{title}: failed.', { title: spokenTold(operation) }), error?.message, error?.next]
        .filter(Boolean)
        .join(' ')
    }
    case 'cancelled':
      return t('{title}: cancelled', { title: spokenTold(operation) })
    default:
      return t('{title}: outcome unknown', { title: spokenTold(operation) })
  }
}

/** By the browser, over whatever window is in front. Several tabs that tell the same show it once, by its tag. */
function tellOutside(operation: OperationRow): void {
  if (typeof Notification !== 'function' || Notification.permission !== 'granted') return
  const notice = new Notification(sentence(operation), { tag: `domus ${operation.id}` })
  notice.onclick = () => {
    window.focus()
    notice.close()
  }
}

/** Tells a screen reader how one's own operations ended, wherever one is by then. Trouble interrupts. */
export function OutcomeAnnouncer() {
  const operations = useRuns()
  const user = useMe()?.user.username
  const before = useRef<States>(new Map())
  const [browserNotices] = useChoice('browser-notices', preferenceChoices['browser-notices'])
  const [said, setSaid] = useState({ polite: '', assertive: '' })

  useEffect(() => {
    const news = ended(operations, before.current).filter(operation => operation.user === user)
    before.current = new Map(operations.map(operation => [operation.id, operation.state]))
    if (news.length === 0) return
    const text = (trouble: boolean) =>
      news
        .filter(operation => (operation.state === 'failed' || operation.state === 'unknown') === trouble)
        .map(sentence)
        .join('. ')
    if (browserNotices === 'on' && document.visibilityState === 'hidden')
      for (const one of news) tellOutside(one)
    setSaid({ polite: text(false), assertive: text(true) })
  }, [operations, user, browserNotices])

  return (
    <div className="sr-only">
      <div role="status">{said.polite}</div>
      <div role="alert">{said.assertive}</div>
    </div>
  )
}
