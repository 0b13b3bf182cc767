'use client'

import { useRow } from '@/app/lib/inventory'
import { type KeptObject, useFavourites, useRecent } from '@/app/lib/kept-objects'
import { ObjectLink } from '@/app/parts/object-link'
import { ObjectShape, ObjectState } from '@/app/parts/vm-state'
import { Card } from '@/app/ui/card'
import { t } from '@/server/shared/text'

const shownRecent = 8

/** What one has marked, and what one opened last. */
export function KeptObjects() {
  const [favourites] = useFavourites()
  const marked = new Set(favourites.map(object => object.id))
  const recent = useRecent()
    .filter(object => !marked.has(object.id))
    .slice(0, shownRecent)
  if (favourites.length === 0 && recent.length === 0) return null
  return (
    <Card title={t('Favourites and opened lately')} flush>
      {favourites.length > 0 && <List label={t('Favourites')} objects={favourites} />}
      {recent.length > 0 && <List label={t('Opened lately')} objects={recent} />}
    </Card>
  )
}

function List({ label, objects }: { label: string; objects: readonly KeptObject[] }) {
  return (
    <>
      <h3 className="px-3 pt-1 text-faint text-s">{label}</h3>
      <ul aria-label={label}>
        {objects.map(object => (
          <Line key={object.id} object={object} />
        ))}
      </ul>
    </>
  )
}

function Line({ object }: { object: KeptObject }) {
  const row = useRow(object.id)
  return (
    <li className="flex min-h-row items-center gap-2 border-line-subtle border-b px-3 last:border-b-0">
      {row && <ObjectShape row={row} />}
      <span className="min-w-0 grow truncate">
        <ObjectLink cls={object.class} id={object.id} name={object.name} strong />
      </span>
      {row ? <ObjectState row={row} /> : <span className="text-faint">{t('not here now')}</span>}
    </li>
  )
}
