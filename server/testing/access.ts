import { Access, type PlacesOf } from '@/server/access/engine/access'
import { Compiled } from '@/server/access/engine/compiled'
import { maskOf } from '@/server/access/engine/mask'
import { everything, type Scope } from '@/server/access/engine/scope'
import { permissionsOf } from '@/server/catalogue/permissions'

const nowhere: PlacesOf = () => []

/** What somebody with this one role may do. */
export function accessAs(role: string, scope: Scope = everything, placesOf: PlacesOf = nowhere): Access {
  const compiled = new Compiled([{ mask: maskOf(permissionsOf(role)), scopes: [scope] }], new Map())
  return new Access([() => compiled], placesOf)
}

/** Rights that nobody changes. */
export const steadyRights = { onChange: () => () => {} }
