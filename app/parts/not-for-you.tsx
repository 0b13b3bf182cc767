'use client'

import type { ReactNode } from 'react'
import { useCan, useMe } from '@/app/lib/session'
import { EmptyState } from '@/app/ui/empty-state'
import { lowestRoleWith, type Permission } from '@/server/catalogue/permissions'

/** Shows a page to those who hold the permission; says to others which role does. */
export function Only({
  with: permission,
  to,
  children,
}: {
  with: Permission
  to: string
  children: ReactNode
}) {
  const known = useMe() !== undefined
  const may = useCan(permission)
  if (may) return children
  if (!known) return null
  return (
    <EmptyState kind="cannot-know" title="Your role does not allow this">
      The role {lowestRoleWith(permission)} may {to}.
    </EmptyState>
  )
}
