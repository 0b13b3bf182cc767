'use client'

import type { ComponentType } from 'react'
import { OnDemand, useOnDemand } from './on-demand'

/**
 * A component, as a dialog, whose code is fetched when it is first shown; nothing stands in its place until then. Unlike
 * `next/dynamic` it does not suspend: what is around it, a menu that is just closing among it, stays as it is.
 */
export function onDemandPart<P extends object>(fetchPart: () => Promise<ComponentType<P>>): ComponentType<P> {
  const source = new OnDemand(fetchPart, false)
  return function OnDemandPart(props: P) {
    const Part = useOnDemand(source, 'fetch')
    return Part && <Part {...props} />
  }
}
