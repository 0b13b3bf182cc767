'use client'

import { useRow } from '@/app/lib/inventory'
import { type KeptObject, useFavourites } from '@/app/lib/kept-objects'
import { pathOf } from '@/app/lib/paths'
import { cx } from '@/app/ui/cx'
import { isBoolean, useRemembered } from '@/app/ui/remembered'
import { Icon } from '@/app/ui/symbol'
import type { ObjectId } from '@/server/api/types'
import { t } from '@/server/shared/text'
import { PageLink } from '../page-link'
import { ObjectShape } from '../vm-state'

/** What one has marked, above the tree; nothing while nothing is marked. */
export function FavouritesNav({ current }: { current: ObjectId | null }) {
  const [favourites] = useFavourites()
  const [open, setOpen] = useRemembered('tree.favourites', true, isBoolean)
  if (favourites.length === 0) return null
  return (
    <nav aria-label={t('Favourites')} className="max-h-48 shrink-0 overflow-y-auto border-line border-b py-1">
      <button
        type="button"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        className="ring-inside flex h-6 w-full items-center gap-1 pl-1 text-muted text-s hover:text-strong"
      >
        <Icon name={open ? 'collapse' : 'expand'} size={14} className="text-faint" />
        {t('Favourites')}
      </button>
      {open &&
        favourites.map(object => (
          <Favourite key={object.id} object={object} current={object.id === current} />
        ))}
    </nav>
  )
}

function Favourite({ object, current }: { object: KeptObject; current: boolean }) {
  const row = useRow(object.id)
  return (
    <PageLink
      href={pathOf(object.class, object.id)}
      aria-current={current ? 'page' : undefined}
      className={cx(
        'ring-inside flex h-tree-row items-center gap-1.5 pr-2 pl-6',
        current ? 'bg-selected text-strong' : 'hover:bg-hover',
        !row && 'text-faint',
      )}
    >
      {row ? <ObjectShape row={row} /> : <Icon name="favourite" size={12} className="text-faint" />}
      <span className="truncate">{row?.name_label || object.name}</span>
    </PageLink>
  )
}
