'use client'

import { onDemandPart } from '@/app/ui/on-demand-part'
import { PanelBoundary } from '@/app/ui/panel-boundary'
import { t } from '@/server/shared/text'
import { InfrastructureTree } from './infrastructure-tree'
import type { Place } from './place'
import { SectionNav } from './section-nav'

const FavouritesNav = onDemandPart(() => import('./favourites-nav').then(found => found.FavouritesNav))

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
