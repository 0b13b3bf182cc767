'use client'

import { onDemandPart } from '@/app/ui/on-demand-part'
import { PanelBoundary } from '@/app/ui/panel-boundary'
import { SplitPane } from '@/app/ui/split-pane'
import { t } from '@/server/shared/text'
import { InfrastructureTree } from './infrastructure-tree'
import type { Place } from './place'
import { SectionNav } from './section-nav'

const FavouritesNav = onDemandPart(() => import('./favourites-nav').then(found => found.FavouritesNav))

// The least shows two sections; more than all of them is never needed.
const sectionsSize = { initial: 'natural', min: 56, max: 480 } as const

export function Sidebar({ place }: { place: Place }) {
  return (
    <div className="flex min-h-0 grow flex-col bg-canvas">
      <SplitPane
        storageKey="sections"
        label={t('Sections')}
        side="top"
        size={sectionsSize}
        pane={<SectionNav current={place.object ? null : place.section} />}
      >
        <PanelBoundary what={t('The tree')}>
          <FavouritesNav current={place.object?.id ?? null} />
          <InfrastructureTree selected={place.object?.id ?? null} />
        </PanelBoundary>
      </SplitPane>
    </div>
  )
}
