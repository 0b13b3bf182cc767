'use client'

import dynamic from 'next/dynamic'
import { PanelBoundary } from '@/app/ui/panel-boundary'
import { t } from '@/server/shared/text'
import { InfrastructureTree } from './infrastructure-tree'
import type { Place } from './place'
import { SectionNav } from './section-nav'

const FavouritesNav = dynamic(() => import('./favourites-nav').then(found => found.FavouritesNav))

export function Sidebar({ place }: { place: Place }) {
  return (
    <div className="flex min-h-0 grow flex-col bg-canvas">
      <SectionNav current={place.object ? null : place.section} />
      <PanelBoundary what={t('The tree')}>
        <FavouritesNav current={place.object?.id ?? null} />
        <InfrastructureTree selected={place.object?.id ?? null} />
      </PanelBoundary>
    </div>
  )
}
