'use client'

import type { ComponentType } from 'react'
import { OnDemand, useOnDemand } from './on-demand'

/**
 * A component, as a dialog, whose code is fetched when it is first shown; nothing stands in its place until then. Unlike
 * `next/dynamic` it does not suspend: what is around it, a menu that is just closing among it, stays as it is. `early`: its
 * code is fetched at the first sign of a person, so that it is there at once.
 */
export function onDemandPart<P extends object>(
  fetchPart: () => Promise<ComponentType<P>>,
  early = false,
): ComponentType<P> {
  const source = new OnDemand(fetchPart, early)
  return function OnDemandPart(props: P) {
    const Part = useOnDemand(source, 'fetch')
    return Part && <Part {...props} />
  }
}
