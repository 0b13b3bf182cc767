'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { cx } from '@/app/ui/cx'

export interface PageTab {
  href: string
  label: string
  /** How many there are. */
  count?: number
}

/** The tabs of an object's page. Each is a page of its own address, so these are links. */
export function PageTabs({ tabs, label }: { tabs: readonly PageTab[]; label: string }) {
  const here = usePathname()
  return (
    <nav aria-label={label} className="shrink-0 overflow-x-auto border-line border-b px-4">
      <ul className="flex gap-4">
        {tabs.map(tab => {
          const current = here === tab.href
          return (
            <li key={tab.href}>
              <Link
                href={tab.href}
                aria-current={current ? 'page' : undefined}
                className={cx(
                  'ring-inside -mb-px flex h-tabs items-center gap-1.5 whitespace-nowrap border-b-2 font-medium',
                  current
                    ? 'border-accent-solid text-accent'
                    : 'border-transparent text-muted hover:text-strong',
                )}
              >
                {tab.label}
                {tab.count !== undefined && <span className="text-faint text-s">{tab.count}</span>}
              </Link>
            </li>
          )
        })}
      </ul>
    </nav>
  )
}
