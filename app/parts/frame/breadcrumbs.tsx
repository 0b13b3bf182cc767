'use client'

import { useGone, usePool, useRow } from '@/app/lib/inventory'
import { pathOf, paths } from '@/app/lib/paths'
import { Icon } from '@/app/ui/symbol'
import type { AnyRow } from '@/server/api/types'
import { t, told } from '@/server/shared/text'
import { PageLink } from '../page-link'
import type { Place } from './place'
import { pagesBesides, sections } from './sections'

interface Crumb {
  label: string
  href: string
}

/** The object a row hangs below, besides its pool: the host a VM runs on. */
function useParent(row: AnyRow | undefined): AnyRow | undefined {
  const host = row?.class === 'VM' || row?.class === 'SR' ? row.host : null
  return useRow(host)
}

function useCrumbs(place: Place): Crumb[] {
  const id = place.object?.id ?? ''
  const row = useRow(id)
  const gone = useGone(id)
  const parent = useParent(row)
  const pool = usePool(row?.pool ?? '')
  const section = [...sections, ...pagesBesides].find(one => one.id === place.section)
  const crumbs: Crumb[] = []
  if (section && section.id !== '') crumbs.push({ label: told(section.label), href: section.href })
  if (!place.object) return crumbs
  if (pool && row?.class !== 'pool') {
    crumbs.push({ label: pool.name_label || pool.address, href: pathOf('pool', pool.id) })
  }
  if (parent) crumbs.push({ label: parent.name_label, href: pathOf(parent.class, parent.id) })
  const name = row?.name_label || gone?.name
  if (name) crumbs.push({ label: name, href: pathOf(place.object.class, id) })
  return crumbs
}

/** The list, the pool and the host that what is shown belongs to. The last one is the page itself. */
export function Breadcrumbs({ place }: { place: Place }) {
  const crumbs = useCrumbs(place)
  return (
    <nav aria-label={t('Breadcrumbs')} className="min-w-0 grow">
      <ol className="flex min-w-0 items-center gap-1 text-m">
        <li className="shrink-0">
          <PageLink
            href={paths.home}
            aria-current={crumbs.length === 0 ? 'page' : undefined}
            className="inline-flex h-target items-center rounded-control px-1 font-semibold text-strong hover:bg-hover"
          >
            {t('Domus')}
          </PageLink>
        </li>
        {crumbs.map((crumb, index) => {
          const last = index === crumbs.length - 1
          return (
            <li
              key={crumb.href}
              className={
                last ? 'flex min-w-0 items-center gap-1' : 'flex shrink-0 items-center gap-1 max-md:hidden'
              }
            >
              <Icon name="expand" size={14} className="text-faint" />
              <PageLink
                href={crumb.href}
                aria-current={last ? 'page' : undefined}
                className={
                  last
                    ? 'truncate rounded-control px-1 font-medium text-strong leading-6'
                    : 'inline-flex h-target items-center rounded-control px-1 text-muted hover:bg-hover hover:text-strong'
                }
              >
                {crumb.label}
              </PageLink>
            </li>
          )
        })}
      </ol>
    </nav>
  )
}
