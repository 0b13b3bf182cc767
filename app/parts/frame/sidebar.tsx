'use client'

import { InfrastructureTree } from './infrastructure-tree'
import type { Place } from './place'
import { SectionNav } from './section-nav'

export function Sidebar({ place }: { place: Place }) {
  return (
    <div className="flex min-h-0 grow flex-col bg-canvas">
      <SectionNav current={place.object ? null : place.section} />
      <InfrastructureTree selected={place.object?.id ?? null} />
    </div>
  )
}
