'use client'

import { Button } from '@/app/ui/button'
import { EmptyState } from '@/app/ui/empty-state'
import { t } from '@/server/shared/text'

/** A page that broke while it was drawn; the frame around it goes on working. */
export default function PageError({
  error,
  reset,
}: {
  error: Error & { digest?: string }
  reset: () => void
}) {
  return (
    <div role="alert">
      <h1 className="sr-only">{t('This page broke')}</h1>
      <EmptyState
        kind="cannot-know"
        title={t('This page broke')}
        actions={
          <Button tone="primary" onClick={reset}>
            {t('Show it again')}
          </Button>
        }
      >
        <p>{t('That is a fault of Domus, not of the pool: nothing was changed there.')}</p>
        <p className="wrap-anywhere mt-2 font-mono">{error.message}</p>
      </EmptyState>
    </div>
  )
}
