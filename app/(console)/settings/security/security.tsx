'use client'

import { useQuery } from '@tanstack/react-query'
import { SecuritySettingsForm } from '@/app/forms/security-settings'
import { useCan } from '@/app/lib/session'
import { appError, queryClient, trpc } from '@/app/lib/trpc'
import { ErrorNote } from '@/app/parts/error-note'
import { Card } from '@/app/ui/card'
import { EmptyState } from '@/app/ui/empty-state'
import { Skeleton } from '@/app/ui/skeleton'
import { t } from '@/server/shared/text'

/** How people sign in here: who needs a second factor, how long a sign-in lasts. */
export function Security() {
  const may = useCan('security.manage')
  if (may) return <SignInRules />
  return (
    <EmptyState kind="cannot-know" title={t('Your role does not allow this')}>
      {t('The role pool-admin may say how people sign in.')}
    </EmptyState>
  )
}

function SignInRules() {
  const security = useQuery(trpc.security.settings.queryOptions(undefined, { staleTime: 0 }), queryClient)
  return (
    <div className="grid max-w-180 gap-4 p-4">
      <Card title={t('How people sign in')}>
        {security.error && <ErrorNote error={appError(security.error)} live="status" />}
        {security.isPending && <Skeleton className="w-60" />}
        {security.data && (
          <SecuritySettingsForm settings={security.data.settings} roles={security.data.roles} />
        )}
      </Card>
    </div>
  )
}
