'use client'

import { useQuery } from '@tanstack/react-query'
import { useDeferredValue, useMemo, useState } from 'react'
import { paths } from '@/app/lib/paths'
import { PageLink } from '@/app/parts/page-link'
import { Banner } from '@/app/ui/banner'
import { Input } from '@/app/ui/input'
import { Icon } from '@/app/ui/symbol'
import { t } from '@/server/shared/text'
import type { ManualSection } from './manual'
import { type Found, findIn, indexOf } from './manual-index'

const most = 12

/** All there is to go through, and the library that does, fetched at the first letter. */
async function fetchIndex() {
  const [answer, { default: MiniSearch }] = await Promise.all([
    fetch(paths.manualIndex),
    import('minisearch'),
  ])
  if (!answer.ok) throw new Error(`The manual could not be read: ${answer.status}`)
  const sections: readonly ManualSection[] = await answer.json()
  return indexOf(MiniSearch, sections)
}

/** The search over all pages of the manual: parts of them, the best first. */
export function ManualSearch() {
  const [typed, setTyped] = useState('')
  const wanted = useDeferredValue(typed.trim())
  const { data: index, error } = useQuery({
    queryKey: ['manual'],
    queryFn: fetchIndex,
    enabled: typed !== '',
    staleTime: Number.POSITIVE_INFINITY,
  })
  const found = useMemo(() => (index && wanted ? findIn(index, wanted, most) : []), [index, wanted])
  return (
    <search className="flex max-w-[46rem] flex-col gap-2">
      <Input
        type="search"
        data-filter
        aria-label={t('Search the manual')}
        placeholder={t('Search the manual')}
        autoComplete="off"
        spellCheck={false}
        value={typed}
        onChange={event => setTyped(event.target.value)}
        onKeyDown={event => {
          if (event.key === 'Escape') setTyped('')
        }}
        lead={<Icon name="search" />}
        className="w-96 max-w-full"
      />
      {error && <Banner tone="trouble" live="status" title={error.message} />}
      {wanted && index && (
        <>
          <p role="status" className="text-muted">
            {found.length === 0
              ? t('Nothing in the manual matches “{wanted}”.', { wanted })
              : t('{n, plural, one {# place} other {# places}}', { n: found.length })}
          </p>
          <ul aria-label={t('Found in the manual')} className="flex flex-col">
            {found.map(one => (
              <Place key={one.id} found={one} onGo={() => setTyped('')} />
            ))}
          </ul>
        </>
      )}
    </search>
  )
}

function Place({
  found: { id, page, heading, before, word, after },
  onGo,
}: {
  found: Found
  onGo: () => void
}) {
  return (
    <li className="border-line-subtle border-t py-2">
      <PageLink href={paths.manual(id)} onClick={onGo} className="font-medium text-accent hover:underline">
        {heading ? `${page}: ${heading}` : page}
      </PageLink>
      <p className="text-muted">
        {before}
        <mark className="bg-selected text-strong">{word}</mark>
        {after}
      </p>
    </li>
  )
}
