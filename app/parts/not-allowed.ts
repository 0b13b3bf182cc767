'use client'

import { OnDemand, useOnDemand } from '@/app/ui/on-demand'
import type { Permission } from '@/server/catalogue/permissions'
import { t } from '@/server/shared/text'

const part = new OnDemand(() => import('@/server/catalogue/why-not'))

/** What is said to who lacks a permission; which role has it, once what roles hold is here. */
export function useWhyNotAllowed(permission: Permission): string {
  const found = useOnDemand(part, 'if-there')
  return found?.missingPermission(permission) ?? t('Your role does not allow this.')
}
