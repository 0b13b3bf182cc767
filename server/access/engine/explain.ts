import type { Permission } from '@/server/catalogue/permissions'
import type { Book, GrantFacts } from './book'
import { type Mask, maskOf } from './mask'
import { reachesAny } from './rules'
import { holds, type Place } from './scope'

/** A grant that somebody has, and how they come to have it. */
export interface Having {
  grant: GrantFacts
  /** The groups by which they have it, from the one it was given to down to the one they are in. None: it is their own. */
  through: readonly string[]
  /** What it was built on, the nearest first. */
  chain: readonly GrantFacts[]
}

export interface Explained {
  /** The grants that say so: none, and they may not. */
  by: Having[]
  /** Grants of theirs that reach the object and do not say so. */
  without: Having[]
  /** Grants of theirs that would say so here, and give nothing: run out, or what they were built on no longer stands. */
  idle: Having[]
}

/** May this user do that to what lies there, and by which of their grants? */
export function explain(
  book: Book,
  user: string,
  permission: Permission,
  places: readonly Place[],
): Explained {
  const bit = maskOf([permission])
  const explained: Explained = { by: [], without: [], idle: [] }
  for (const grant of book.heldBy(user)) {
    const effect = book.effective(grant.id)
    const having = () => ({
      grant,
      through: grant.group === null ? [] : book.wayInto(grant.group, user),
      chain: book.chainOf(grant),
    })
    if (effect === null) {
      const role = book.maskOfRole(grant.role) ?? 0n
      const isHere = places.some(place => holds(grant.scope, place, book.facts.projects))
      if (isHere && (role & bit) !== 0n) explained.idle.push(having())
    } else if (reachesAny(book, effect, places)) {
      explained[(effect.mask & bit) === 0n ? 'without' : 'by'].push(having())
    }
  }
  return explained
}

/** Grants that reach what lies there, whoever has them. */
export function reaching(book: Book, places: readonly Place[]): GrantFacts[] {
  return [...book.grants.values()].filter(({ id }) => {
    const effect = book.effective(id)
    return effect !== null && reachesAny(book, effect, places)
  })
}

/**
 * Grants whose holders could give somebody a role with this permission over the object: those with the right to delegate
 * that hold all of such a role, and those of who rules all. `roles`: of those that can be given.
 */
export function couldGive(
  book: Book,
  permission: Permission,
  places: readonly Place[],
  roles: readonly string[],
): GrantFacts[] {
  const bit = maskOf([permission])
  const masks = roles.map(role => book.maskOfRole(role) ?? 0n).filter(mask => (mask & bit) !== 0n)
  const givesOne = (held: Mask) => masks.some(mask => (mask & ~held) === 0n)
  return [...book.grants.values()].filter(grant => {
    const effect = book.effective(grant.id)
    if (effect === null) return false
    if (effect.mayDelegate && givesOne(effect.mask) && reachesAny(book, effect, places)) return true
    return rulesBy(book, grant)
  })
}

const manage = maskOf(['access.manage'])

/** True when it is by this grant that its holders rule all. */
function rulesBy(book: Book, grant: GrantFacts): boolean {
  const effect = book.effective(grant.id)
  if (effect === null || (effect.mask & manage) === 0n || grant.scope.kind !== 'everything') return false
  return effect.scopes.every(scope => scope.kind === 'everything')
}
