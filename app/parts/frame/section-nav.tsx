'use client'

import { useEffect, useRef } from 'react'
import { useCount } from '@/app/lib/inventory'
import { cx } from '@/app/ui/cx'
import { Icon } from '@/app/ui/symbol'
import type { RowClass } from '@/server/api/types'
import { t, told } from '@/server/shared/text'
import { PageLink } from '../page-link'
import { type Section, sections } from './sections'

function Count({ cls }: { cls: RowClass }) {
  const count = useCount(cls)
  if (count === 0) return null
  return <span className="text-faint tabular-nums">{count}</span>
}

function SectionLink({ section, current }: { section: Section; current: boolean }) {
  return (
    <PageLink
      href={section.href}
      aria-current={current ? 'page' : undefined}
      className={cx(
        'ring-inside flex h-tree-row items-center gap-2 pr-2 pl-3 text-m',
        current ? 'bg-selected font-medium text-strong' : 'text-default hover:bg-hover',
      )}
    >
      <Icon name={section.icon} size={14} className={current ? 'text-accent' : 'text-muted'} />
      <span className="grow">{told(section.label)}</span>
      {section.counts && <Count cls={section.counts} />}
    </PageLink>
  )
}

/** Lists over all pools and the pages beside them. `current`: the section whose own list is shown, else null. */
export function SectionNav({ current }: { current: string | null }) {
  const nav = useRef<HTMLElement>(null)
  // With less room than they need, the one whose list is shown is among those that are seen.
  useEffect(() => {
    if (current !== null) nav.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' })
  }, [current])
  return (
    <nav ref={nav} aria-label={t('Sections')} className="min-h-0 overflow-y-auto py-1">
      {sections.map(section => (
        <SectionLink key={section.id} section={section} current={section.id === current} />
      ))}
    </nav>
  )
}
