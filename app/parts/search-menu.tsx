'use client'

import { useState } from 'react'
import { useAsker } from '@/app/lib/asker'
import { useRows } from '@/app/lib/inventory'
import { Button } from '@/app/ui/button'
import { Menu, type MenuEntry } from '@/app/ui/menu'
import { onDemandPart } from '@/app/ui/on-demand-part'
import { defaultSearches } from '@/server/shared/default-searches'
import { isGroup, type Part, parseQuery } from '@/server/shared/query'
import { t, told } from '@/server/shared/text'
import { askInsteadOnSome } from './ask-instead'
import { useWhyNotAllowed } from './not-allowed'
import type { Asked } from './query/conditions'

const SearchSave = onDemandPart(() => import('@/app/forms/search-save').then(found => found.SearchSaveDialog))
const Searches = onDemandPart(() => import('@/app/forms/search-save').then(found => found.SearchesDialog))

interface SearchMenuProps {
  asked: Asked
  filter: string
  onFilter: (filter: string) => void
}

/** Searches over what a list has: those that are always there, those that pools keep, and the way to keep what the filter says now. */
export function SearchMenu({ asked, filter, onFilter }: SearchMenuProps) {
  const { kind } = asked
  const pools = useRows('pool')
  const asker = useAsker()
  const [open, setOpen] = useState<'save' | 'manage' | null>(null)
  const notAllowed = useWhyNotAllowed('object.organise')
  const reason = pools.some(pool => asker.permissionsOn(pool.id).has('object.organise'))
    ? undefined
    : notAllowed
  const remedy = askInsteadOnSome(asker, pools, 'object.organise', t('Save searches'))
  const saved = pools.flatMap(pool =>
    pool.searches.filter(search => search.kind === kind).map(search => ({ ...search, pool })),
  )
  const entries: MenuEntry[] = [
    ...(kind === 'vm' ? defaultSearches : []).map(
      (search): MenuEntry => ({
        type: 'item',
        id: search.name,
        label: told(search.name),
        onSelect: () => onFilter(search.filter),
      }),
    ),
    ...(kind === 'vm' && saved.length > 0 ? [{ type: 'separator' as const, id: 'before saved' }] : []),
    ...saved.map(
      ({ id, name, filter: text, pool }): MenuEntry => ({
        type: 'item',
        id: `${pool.id} ${id}`,
        label: pools.length > 1 ? `${name} (${pool.name_label})` : name,
        icon: 'search',
        reason:
          text === null || (asked.keys && asksOthers(text, asked.keys))
            ? t('It asks for what only XenCenter can look for.')
            : undefined,
        onSelect: () => onFilter(text ?? ''),
      }),
    ),
    ...(kind === 'vm' || saved.length > 0 ? [{ type: 'separator' as const, id: 'before save' }] : []),
    {
      type: 'item',
      id: 'save',
      label: t('Save this search…'),
      icon: 'add',
      reason: reason ?? (filter.trim() === '' ? t('Type a filter first.') : undefined),
      remedy,
      onSelect: () => setOpen('save'),
    },
    {
      type: 'item',
      id: 'manage',
      label: t('Delete searches…'),
      icon: 'delete',
      reason: reason ?? (saved.length === 0 ? t('No pool keeps a search yet.') : undefined),
      remedy,
      onSelect: () => setOpen('manage'),
    },
  ]
  return (
    <>
      <Menu trigger={<Button icon="search">{t('Searches')}</Button>} entries={entries} />
      {open === 'save' && <SearchSave kind={kind} filter={filter} onClose={() => setOpen(null)} />}
      {open === 'manage' && <Searches kind={kind} onClose={() => setOpen(null)} />}
    </>
  )
}

/** Whether something is asked of what an object belongs to: rows that are all here are not asked that. */
function asksOthers(filter: string, keys: readonly string[]): boolean {
  const asks = (part: Part): boolean => isGroup(part) && (part.related !== null || part.parts.some(asks))
  return parseQuery(filter, keys).parts.some(asks)
}
