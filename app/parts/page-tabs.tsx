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
      current={placeAmong(tabs, here)}
      tabs={tabs.map(({ href, ...tab }) => ({ ...tab, id: href, link: <PageLink href={href} /> }))}
    />
  )
}

/** A page below one of the tabs belongs to it; of several, to the one with the longest address. */
function placeAmong(tabs: readonly PageTab[], here: string): string {
  const above = tabs.map(tab => tab.href).filter(href => here === href || here.startsWith(`${href}/`))
  return above.sort((one, other) => other.length - one.length)[0] ?? here
}
