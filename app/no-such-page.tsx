'use client'

import Link from 'next/link'
import { t } from '@/server/shared/text'
import { paths } from './lib/paths'
import { EmptyState } from './ui/empty-state'
import { LinkButton } from './ui/link-button'

export function NoSuchPage() {
  return (
    <main className="flex min-h-dvh items-center justify-center bg-canvas">
      <div>
        <h1 className="sr-only">{t('Page not found')}</h1>
        <EmptyState
          kind="nothing-yet"
          title={t('There is no such page')}
          actions={
            <LinkButton tone="primary" render={<Link href={paths.home} />}>
              {t('Go to the overview')}
            </LinkButton>
          }
        >
          {t('The address is wrong, or the page was in an earlier version of Domus.')}
        </EmptyState>
      </div>
    </main>
  )
}
