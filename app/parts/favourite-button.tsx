'use client'

import { useFavourites } from '@/app/lib/kept-objects'
import { cx } from '@/app/ui/cx'
import { IconButton } from '@/app/ui/icon-button'
import type { AnyRow } from '@/server/api/types'
import { t } from '@/server/shared/text'

/** Marks an object for oneself: it stands above the tree, on the overview and in the search. `f` presses it. */
export function FavouriteButton({ row }: { row: AnyRow }) {
  const [favourites, toggle] = useFavourites()
  const marked = favourites.some(one => one.id === row.id)
  return (
    <IconButton
      icon="favourite"
      data-favourite
      aria-pressed={marked}
      label={marked ? t('Take the mark of a favourite away') : t('Mark as favourite')}
      onClick={() => toggle(row)}
      className={cx(marked && '[&_svg]:fill-accent [&_svg]:text-accent')}
    />
  )
}

/** Presses the button of the page that is open, if it has one. */
export function pressFavourite(): void {
  document.querySelector<HTMLButtonElement>('main button[data-favourite]')?.click()
}
