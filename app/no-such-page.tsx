'use client'

import Link from 'next/link'
import { paths } from './lib/paths'
import { EmptyState } from './ui/empty-state'
import { LinkButton } from './ui/link-button'

export function NoSuchPage() {
  return (
    <main className="flex min-h-dvh items-center justify-center bg-canvas">
      <div>
        <h1 className="sr-only">Page not found</h1>
        <EmptyState
          kind="nothing-yet"
          title="There is no such page"
          actions={
            <LinkButton tone="primary" render={<Link href={paths.home} />}>
              Go to the overview
            </LinkButton>
          }
        >
          The address is wrong, or the page was in an earlier version of Domus.
        </EmptyState>
      </div>
    </main>
  )
}
