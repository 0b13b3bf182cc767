'use client'

import { useState } from 'react'
import { useAsker } from '@/app/lib/asker'
import { useRows } from '@/app/lib/inventory'
import { Button } from '@/app/ui/button'
import { Menu, type MenuEntry } from '@/app/ui/menu'
import { onDemandPart } from '@/app/ui/on-demand-part'
import { defaultSearches } from '@/server/shared/default-searches'
import { t, told } from '@/server/shared/text'
import { askInsteadOnSome } from './ask-instead'
import { useWhyNotAllowed } from './not-allowed'

const SearchSave = onDemandPart(() => import('@/app/forms/search-save').then(found => found.SearchSaveDialog))
const Searches = onDemandPart(() => import('@/app/forms/search-save').then(found => found.SearchesDialog))

/** Searches over VMs that are always there, those that pools keep, and the way to keep what the filter says now. */
export function SearchMenu({ filter, onFilter }: { filter: string; onFilter: (filter: string) => void }) {
  const pools = useRows('pool')
  const asker = useAsker()
  const [open, setOpen] = useState<'save' | 'manage' | null>(null)
  const notAllowed = useWhyNotAllowed('object.organise')
  const reason = pools.some(pool => asker.permissionsOn(pool.id).has('object.organise'))
    ? undefined
    : notAllowed
  const remedy = askInsteadOnSome(asker, pools, 'object.organise', t('Save searches'))
  const saved = pools.flatMap(pool => pool.searches.map(search => ({ ...search, pool })))
  const entries: MenuEntry[] = [
    ...defaultSearches.map(
      (search): MenuEntry => ({
        type: 'item',
        id: search.name,
        label: told(search.name),
        onSelect: () => onFilter(search.filter),
      }),
    ),
    ...(saved.length > 0 ? [{ type: 'separator' as const, id: 'before saved' }] : []),
    ...saved.map(
      ({ id, name, filter: text, pool }): MenuEntry => ({
        type: 'item',
        id: `${pool.id} ${id}`,
        label: pools.length > 1 ? `${name} (${pool.name_label})` : name,
        icon: 'search',
        reason: text === null ? t('It asks for what only XenCenter can look for.') : undefined,
        onSelect: () => onFilter(text ?? ''),
      }),
    ),
    { type: 'separator', id: 'before save' },
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
      {open === 'save' && <SearchSave filter={filter} onClose={() => setOpen(null)} />}
      {open === 'manage' && <Searches onClose={() => setOpen(null)} />}
    </>
  )
}
