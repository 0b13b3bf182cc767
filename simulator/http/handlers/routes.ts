import { blobRoutes } from './blob'
import { exportRoutes } from './export'
import { importRoutes } from './import'
import { patchRoutes } from './patch-upload'
import { rawVdiRoutes } from './raw-vdi'
import { rrdRoutes } from './rrd'
import { stateRoutes } from './state'
import { updateRoutes } from './updates'
import type { Route } from './visit'

const routes: readonly Route[] = [
  ...rrdRoutes,
  ...exportRoutes,
  ...importRoutes,
  ...rawVdiRoutes,
  ...patchRoutes,
  ...stateRoutes,
  ...blobRoutes,
  ...updateRoutes,
]

/** What answers a request: of all paths that it begins with the longest. */
export function routeOf(method: string, path: string): Route | undefined {
  let best: Route | undefined
  for (const route of routes) {
    if (route.method !== method || !path.startsWith(route.path)) continue
    if (!best || route.path.length > best.path.length) best = route
  }
  return best
}
