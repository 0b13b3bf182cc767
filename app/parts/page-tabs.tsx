'use client'

import { usePathname } from 'next/navigation'
import { Tabs } from '@/app/ui/tabs'
import { PageLink } from './page-link'

export interface PageTab {
  href: string
  label: string
  /** How many there are. */
  count?: number
}

/** The tabs of an object's page: each has its own address. */
export function PageTabs({ tabs, label }: { tabs: readonly PageTab[]; label: string }) {
  const here = usePathname()
  return (
    <Tabs
      label={label}
      current={here}
      tabs={tabs.map(({ href, ...tab }) => ({ ...tab, id: href, link: <PageLink href={href} /> }))}
    />
  )
}
