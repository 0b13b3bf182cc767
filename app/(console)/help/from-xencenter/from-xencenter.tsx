'use client'

import { useQueryParam } from '@/app/lib/url-state'
import { FilterBox } from '@/app/parts/filter-box'
import { PageHeader } from '@/app/parts/page-header'
import { PageLink } from '@/app/parts/page-link'
import { Badge } from '@/app/ui/badge'
import { EmptyState } from '@/app/ui/empty-state'
import { t, told } from '@/server/shared/text'
import { type XenCenterPlace, xenCenterPlaces } from './places'

function matches({ menu, entry, here }: XenCenterPlace, text: string): boolean {
  const all = [menu, entry, here]
    .map(text => `${text} ${told(text)}`)
    .join(' ')
    .toLowerCase()
  return text
    .toLowerCase()
    .split(/\s+/)
    .every(word => all.includes(word))
}

/** Menus, tabs and windows of XenCenter, and where the same is found here. */
export function FromXenCenter() {
  const [filter, setFilter] = useQueryParam('filter')
  const found = xenCenterPlaces.filter(place => matches(place, filter))
  const menus = [...new Set(found.map(place => place.menu))]
  return (
    <>
      <PageHeader title={t('If you come from XenCenter')} />
      <div className="max-w-4xl px-4 pb-4">
        <p className="mb-3">
          {t(
            'What you knew by its menu, and where it is here. Three things are different everywhere: the address of the page is a link you can send to somebody; Ctrl K finds objects, actions and pages; and whatever cannot be done now stays in its place and says why.',
          )}
        </p>
        <FilterBox value={filter} onChange={setFilter} what={t('places')} example="shut down" />
        {found.length === 0 && (
          <EmptyState kind="no-match" title={t('Nothing matches')}>
            {t('No menu of XenCenter on this page has these words.')}
          </EmptyState>
        )}
        {menus.map(menu => (
          <section key={menu} aria-labelledby={`menu-${menu}`} className="mt-4">
            <h2 id={`menu-${menu}`} className="title-s mb-1">
              {told(menu)}
            </h2>
            <dl>
              {found
                .filter(place => place.menu === menu)
                .map(place => (
                  <div
                    key={place.entry}
                    className="grid gap-x-4 border-line-subtle border-t py-1.5 sm:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]"
                  >
                    <dt className="text-strong">{told(place.entry)}</dt>
                    <dd>
                      {place.href ? (
                        <PageLink href={place.href} className="text-accent hover:underline">
                          {told(place.here)}
                        </PageLink>
                      ) : (
                        told(place.here)
                      )}{' '}
                      {place.missing && <Badge tone="idle">{t('not yet')}</Badge>}
                    </dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
      </div>
    </>
  )
}
