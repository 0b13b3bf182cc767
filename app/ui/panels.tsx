import { Children, type ReactNode } from 'react'
import { PanelBoundary } from './panel-boundary'

/** Parts of a page beside each other, each of which breaks by itself. `className`: how they stand. */
export function Panels({ className, children }: { className: string; children: ReactNode }) {
  return (
    <div className={className}>
      {Children.map(children, child => child && <PanelBoundary framed>{child}</PanelBoundary>)}
    </div>
  )
}
