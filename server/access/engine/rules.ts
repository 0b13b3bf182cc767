import { appError } from '@/server/errors'
import type { PlacesOf } from './access'
import { type Book, type Effective, earlier, type GrantFacts } from './book'
import { maskOf } from './mask'
import { holds, isWithin, narrowed, type Place, type Scope } from './scope'

/** What somebody wants to give. */
export interface Wish {
  role: string
  scope: Scope
  until: number | null
  mayDelegate: boolean
}

const manage = maskOf(['access.manage'])

/** True for those who may give and revoke anything: `access.manage` over everything. */
export function rulesAll(book: Book, user: string): boolean {
  for (const { mask, scopes } of book.rightsOf(user)) {
    if ((mask & manage) !== 0n && narrowed(scopes)?.length === 0) return true
  }
  return false
}

/** True for those who may give something, be it little. */
export function mayDelegate(book: Book, user: string): boolean {
  if (rulesAll(book, user)) return true
  for (const { id } of book.heldBy(user)) if (book.effective(id)?.mayDelegate) return true
  return false
}

/** For those who know of no objects: what is within another is told by the scopes alone. */
const nowhere: PlacesOf = () => []

/**
 * True when `wish` is no more, no wider and no longer than what stands. A wish for as long as that lasts is none longer.
 * A single object is within what holds it now: what is given reaches it as long as it stays there, and no longer.
 */
function fits(book: Book, wish: Wish, effect: Effective, placesOf: PlacesOf): boolean {
  const mask = book.maskOfRole(wish.role)
  return (
    mask !== null &&
    (mask & ~effect.mask) === 0n &&
    (wish.until === null || effect.until === null || wish.until <= effect.until) &&
    (effect.scopes.every(scope => isWithin(wish.scope, scope)) ||
      (wish.scope.kind === 'object' && reachesAny(book, effect, placesOf(wish.scope.ref))))
  )
}

/** True when all scopes of a chain hold an object at once, at one of the places where it lies. */
export function reachesAny(
  book: Book,
  { scopes }: Pick<Effective, 'scopes'>,
  places: readonly Place[],
): boolean {
  return places.some(place => scopes.every(scope => holds(scope, place, book.facts.projects)))
}

/**
 * The grant that `giver` may build the wish on: one of theirs with the right to delegate that holds as much. Of several
 * the one that lasts longest. Undefined: there is none.
 */
export function basisFor(
  book: Book,
  giver: string,
  wish: Wish,
  placesOf: PlacesOf = nowhere,
): GrantFacts | undefined {
  let best: { grant: GrantFacts; until: number | null } | undefined
  for (const grant of book.heldBy(giver)) {
    const effect = book.effective(grant.id)
    if (!effect?.mayDelegate || !fits(book, wish, effect, placesOf)) continue
    if (best && earlier(best.until, effect.until) === best.until && best.until !== effect.until) {
      best = { grant, until: effect.until }
    } else best ??= { grant, until: effect.until }
  }
  return best?.grant
}

/** What a new grant has to be built on: null for those who rule all. Throws the refusal a person is shown. */
export function mustBeAbleToGive(
  book: Book,
  giver: string,
  wish: Wish,
  placesOf: PlacesOf = nowhere,
): GrantFacts | null {
  if (book.maskOfRole(wish.role) === null) {
    throw appError('bad-input', 'There is no such role.', { field: 'role' })
  }
  if (rulesAll(book, giver)) return null
  const basis = basisFor(book, giver, wish, placesOf)
  if (basis) return basis
  throw appError('not-allowed', 'You can give only what you may delegate: no more, no wider, no longer.', {
    next: 'Choose a lesser role, a narrower scope or an earlier end, or ask whoever gave you yours.',
  })
}

/** True when the person may take a grant away: they rule all, or it was built on one of theirs that may be delegated. */
export function mayRevoke(book: Book, user: string, grant: GrantFacts): boolean {
  if (rulesAll(book, user)) return true
  return book
    .chainOf(grant)
    .some(above => book.effective(above.id)?.mayDelegate === true && book.isHeldBy(above, user))
}

/** True when the person may make somebody a member of these groups: that gives them all these and the outer ones hold. */
export function mayAddTo(book: Book, user: string, groups: Iterable<string>): boolean {
  if (rulesAll(book, user)) return true
  for (const grant of book.heldByGroups(groups)) if (!mayRevoke(book, user, grant)) return false
  return true
}

/**
 * True when the person may become master of another's account, as by a new password: only of one who may do nothing
 * that they may not do themselves.
 */
export function mayRule(book: Book, user: string, other: string): boolean {
  if (user === other || rulesAll(book, user)) return true
  const own: Effective[] = []
  for (const { id } of book.heldBy(user)) {
    const effect = book.effective(id)
    if (effect) own.push(effect)
  }
  for (const grant of book.heldBy(other)) {
    const effect = book.effective(grant.id) ?? atMost(book, grant)
    if (effect && !own.some(mine => covers(mine, effect))) return false
  }
  return true
}

/** What a grant that does not stand now could come to once what it was built on stands again; null: it has run out. */
function atMost(book: Book, { role, scope, until, mayDelegate }: GrantFacts): Effective | null {
  const mask = book.maskOfRole(role)
  if (mask === null || (until !== null && until <= book.now)) return null
  return { mask, scopes: [scope], until, mayDelegate }
}

function covers(mine: Effective, other: Effective): boolean {
  return (
    (other.mask & ~mine.mask) === 0n &&
    (mine.mayDelegate || !other.mayDelegate) &&
    earlier(mine.until, other.until) === other.until &&
    mine.scopes.every(scope => other.scopes.some(inner => isWithin(inner, scope)))
  )
}
