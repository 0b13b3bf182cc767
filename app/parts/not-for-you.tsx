'use client'

import type { ReactNode } from 'react'
import { useCan, useMe } from '@/app/lib/session'
import { EmptyState } from '@/app/ui/empty-state'
import { lowestRoleWith, type Permission } from '@/server/catalogue/permissions'
import { t } from '@/server/shared/text'

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
    <EmptyState kind="cannot-know" title={t('Your role does not allow this')}>
      {t('The role {lowestRoleWith} may {to}.', { lowestRoleWith: lowestRoleWith(permission), to })}
    </EmptyState>
  )
}
