import type { ReactNode } from 'react'
import { paths } from '@/app/lib/paths'
import { PageHeader } from '@/app/parts/page-header'
import { PageLink } from '@/app/parts/page-link'
import { cx } from '@/app/ui/cx'
import { ManualSearch } from './manual-search'

interface ManualFrameProps {
  title: string
  /** The page that is open; '' for none. */
  slug: string
  pages: readonly { slug: string; title: string }[]
  children: ReactNode
}

/** A page of the manual with the search above it and the other pages beside it. */
export function ManualFrame({ title, slug, pages, children }: ManualFrameProps) {
  return (
    <>
      <PageHeader title={title} />
      <div className="flex min-w-0 flex-col gap-4 px-4 pb-8">
        <ManualSearch />
        <div className="flex min-w-0 gap-8 max-lg:flex-col">
          <nav aria-label="Manual" className="shrink-0 lg:w-48">
            <ul className="flex gap-x-1 max-lg:flex-wrap lg:flex-col">
              {pages.map(page => (
                <li key={page.slug}>
                  <PageLink
                    href={paths.manual(page.slug)}
                    aria-current={page.slug === slug ? 'page' : undefined}
                    className={cx(
                      'flex min-h-target items-center rounded-control px-2 py-1 hover:bg-hover',
                      page.slug === slug ? 'bg-selected font-medium text-strong' : 'text-muted',
                    )}
                  >
                    {page.title.replace(/ \(.*/, '')}
                  </PageLink>
                </li>
              ))}
            </ul>
          </nav>
          <div className="min-w-0 grow">{children}</div>
        </div>
      </div>
    </>
  )
}
