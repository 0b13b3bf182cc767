'use client'

import type { ReactElement, ReactNode } from 'react'
import { cx } from './cx'
import { drawnAs } from './drawn-as'

export interface TabLink {
  id: string
  label: ReactNode
  /** The router's link without children: `<Link href="…" />`. */
  link: ReactElement<object>
  count?: ReactNode
}

function TabView({ tab, current }: { tab: TabLink; current: boolean }) {
  return drawnAs(tab.link, 'a', {
    'aria-current': current ? 'page' : undefined,
    className: cx(
      'ring-inside relative flex h-full shrink-0 items-center gap-1.5 px-3 font-medium text-m after:absolute after:inset-x-3 after:bottom-0 after:h-0.5',
      current ? 'text-accent after:bg-accent' : 'text-muted hover:text-strong',
    ),
    children: (
      <>
        {tab.label}
        {tab.count !== undefined && <span className="font-normal text-faint tabular-nums">{tab.count}</span>}
      </>
    ),
  })
}

/** Every tab is a page with an address of its own, so they are links in a named navigation, not ARIA tabs. */
export function Tabs({ label, tabs, current }: { label: string; tabs: readonly TabLink[]; current: string }) {
  return (
    <nav
      aria-label={label}
      className="flex h-tabs shrink-0 overflow-x-auto border-line border-b bg-base px-1"
    >
      {tabs.map(tab => (
        <TabView key={tab.id} tab={tab} current={tab.id === current} />
      ))}
    </nav>
  )
}
