import { type Permission, roleNames } from '@/server/catalogue/permissions'
import type { ObjectId } from '@/server/inventory/rows'
import type { PlacesOf } from '../engine/access'
import type { Book } from '../engine/book'
import { basisFor, rulesAll } from '../engine/rules'
import { scopeOfObject } from '../engine/scope'

/** What is asked for. */
export interface AskedFor {
  permission: Permission
  object: ObjectId
}

/**
 * The roles by which `user` could give what is asked for over the object, the least first. None: it is not theirs to
 * give, or there is no such object.
 */
export function rolesToGive(
  book: Book,
  user: string,
  { permission, object }: AskedFor,
  placesOf: PlacesOf,
): string[] {
  const places = placesOf(object)
  if (places.length === 0) return []
  const scope = scopeOfObject(object, places)
  const all = rulesAll(book, user)
  return [...roleNames, ...book.facts.roles.keys()]
    .filter(role => book.holdsRole(role, permission))
    .filter(role => all || basisFor(book, user, { role, scope, until: null, mayDelegate: false }, placesOf))
    .map(role => ({ role, size: sizeOf(book.maskOfRole(role) ?? 0n) }))
    .sort((a, b) => a.size - b.size)
    .map(({ role }) => role)
}

function sizeOf(mask: bigint): number {
  let size = 0
  for (let rest = mask; rest !== 0n; rest &= rest - 1n) size += 1
  return size
}
