'use client'

import { useEffect, useRef, useState } from 'react'
import { useOperations } from '@/app/lib/inventory'
import { useMe } from '@/app/lib/session'
import type { OperationRow } from '@/server/api/types'
import { ended, type States } from './operation-list'

function sentence(operation: OperationRow): string {
  switch (operation.state) {
    case 'succeeded':
      return `${operation.title}: done`
    case 'failed':
      return [`${operation.title}: failed.`, operation.error?.message, operation.error?.next]
        .filter(Boolean)
        .join(' ')
    case 'cancelled':
      return `${operation.title}: cancelled`
    default:
      return `${operation.title}: outcome unknown`
  }
}

/** Tells a screen reader how one's own operations ended, wherever one is by then. Trouble interrupts. */
export function OutcomeAnnouncer() {
  const operations = useOperations()
  const user = useMe()?.user.username
  const before = useRef<States>(new Map())
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
    setSaid({ polite: text(false), assertive: text(true) })
  }, [operations, user])

  return (
    <div className="sr-only">
      <div role="status">{said.polite}</div>
      <div role="alert">{said.assertive}</div>
    </div>
  )
}
