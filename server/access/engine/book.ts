import { isPermission, type Permission, permissionsOf } from '@/server/catalogue/permissions'
import { Compiled, type Right } from './compiled'
import { type Mask, maskOf } from './mask'
import type { ProjectObjects, Scope } from './scope'

/** A grant as it was written down. Exactly one of user and group; times are milliseconds since the epoch. */
export interface GrantFacts {
  id: string
  user: string | null
  group: string | null
  /** A built-in role's name, or a composed role's id. */
  role: string
  scope: Scope
  until: number | null
  mayDelegate: boolean
  /** The grant it was built on; null: given by someone who rules all, in the name of the installation. */
  parent: string | null
  /** Whose right to delegate it was built on. */
  givenBy: string | null
}

/** A user or a group in a group. */
export interface Membership {
  group: string
  user: string | null
  memberGroup: string | null
}

export interface BookFacts {
  /** Composed roles: id → permissions. */
  roles: ReadonlyMap<string, readonly string[]>
  grants: readonly GrantFacts[]
  memberships: readonly Membership[]
  projects: ProjectObjects
}

/** A grant as it works out along its chain: never more, wider or longer than what it was built on. */
export interface Effective {
  mask: Mask
  scopes: readonly Scope[]
  until: number | null
  mayDelegate: boolean
}

const none: ReadonlySet<string> = new Set()

/** Who holds which grants and what they come to, at one moment. Nothing in it changes. */
export class Book {
  readonly grants: ReadonlyMap<string, GrantFacts>
  private readonly children = new Map<string, GrantFacts[]>()
  private readonly byUser = new Map<string, GrantFacts[]>()
  private readonly byGroup = new Map<string, GrantFacts[]>()
  private readonly groupsOfUser = new Map<string, Set<string>>()
  private readonly groupsOfGroup = new Map<string, Set<string>>()
  private readonly effects = new Map<string, Effective | null>()
  private readonly memberOf = new Map<string, ReadonlySet<string>>()

  constructor(
    readonly facts: BookFacts,
    /** The moment, in milliseconds since the epoch. */
    readonly now: number,
  ) {
    this.grants = new Map(facts.grants.map(grant => [grant.id, grant]))
    for (const grant of facts.grants) {
      if (grant.user !== null) push(this.byUser, grant.user, grant)
      if (grant.group !== null) push(this.byGroup, grant.group, grant)
      if (grant.parent !== null) push(this.children, grant.parent, grant)
    }
    for (const { group, user, memberGroup } of facts.memberships) {
      if (user !== null) gather(this.groupsOfUser, user, group)
      if (memberGroup !== null) gather(this.groupsOfGroup, memberGroup, group)
    }
  }

  /** All groups of a user, through groups as well. */
  groupsOf(user: string): ReadonlySet<string> {
    const known = this.memberOf.get(user)
    if (known) return known
    const found = this.above(this.groupsOfUser.get(user) ?? none)
    this.memberOf.set(user, found)
    return found
  }

  /** How a user is in a group: it first, then the one in it, down to the one they are a member of. None: they are not. */
  wayInto(group: string, user: string): readonly string[] {
    const inner = new Map<string, string | null>()
    for (const direct of this.groupsOfUser.get(user) ?? none) inner.set(direct, null)
    for (const at of inner.keys()) {
      if (at === group) break
      for (const outer of this.groupsOfGroup.get(at) ?? none) if (!inner.has(outer)) inner.set(outer, at)
    }
    const way: string[] = []
    if (!inner.has(group)) return way
    for (let at: string | null | undefined = group; at; at = inner.get(at)) way.push(at)
    return way
  }

  /** All users in a group, through groups as well. */
  usersIn(group: string): ReadonlySet<string> {
    const users = new Set<string>()
    for (const user of this.groupsOfUser.keys()) if (this.groupsOf(user).has(group)) users.add(user)
    return users
  }

  /** The groups, and all they are in. */
  above(groups: Iterable<string>): ReadonlySet<string> {
    const found = new Set(groups)
    for (const group of found) for (const outer of this.groupsOfGroup.get(group) ?? none) found.add(outer)
    return found
  }

  /** What a grant gives now; null: nothing, as it has run out, or what it was built on no longer stands. */
  effective(id: string): Effective | null {
    const known = this.effects.get(id)
    if (known !== undefined) return known
    // A circle cannot come about; if one did, nothing in it would hold.
    this.effects.set(id, null)
    const grant = this.grants.get(id)
    const effect = grant === undefined ? null : this.workOut(grant)
    this.effects.set(id, effect)
    return effect
  }

  private workOut(grant: GrantFacts): Effective | null {
    if (grant.until !== null && grant.until <= this.now) return null
    const mask = this.maskOfRole(grant.role)
    if (mask === null) return null
    const { until, mayDelegate } = grant
    if (grant.parent === null) return { mask, scopes: [grant.scope], until, mayDelegate }
    const parent = this.grants.get(grant.parent)
    const above = this.effective(grant.parent)
    if (!parent || !above?.mayDelegate || grant.givenBy === null) return null
    if (!this.isHeldBy(parent, grant.givenBy)) return null
    return {
      mask: mask & above.mask,
      scopes: [...above.scopes, grant.scope],
      until: earlier(until, above.until),
      mayDelegate,
    }
  }

  /** What a role holds; null for one that nobody knows. */
  maskOfRole(role: string): Mask | null {
    const composed = this.facts.roles.get(role)
    if (composed) return maskOf(composed.filter(isPermission))
    const builtIn = permissionsOf(role)
    return builtIn.size === 0 ? null : maskOf(builtIn)
  }

  holdsRole(role: string, permission: Permission): boolean {
    return ((this.maskOfRole(role) ?? 0n) & maskOf([permission])) !== 0n
  }

  /** True when the user is who it was given to, or in the group. Whether it is in force is another question. */
  isHeldBy({ user, group }: Pick<GrantFacts, 'user' | 'group'>, who: string): boolean {
    return user === who || (group !== null && this.groupsOf(who).has(group))
  }

  /** The grants of a user, those of their groups included. */
  *heldBy(user: string): Generator<GrantFacts> {
    yield* this.byUser.get(user) ?? []
    for (const group of this.groupsOf(user)) yield* this.byGroup.get(group) ?? []
  }

  /** The grants of groups, and of all they are in. */
  *heldByGroups(groups: Iterable<string>): Generator<GrantFacts> {
    for (const group of this.above(groups)) yield* this.byGroup.get(group) ?? []
  }

  *rightsOf(user: string): Generator<Right> {
    for (const { id } of this.heldBy(user)) {
      const effect = this.effective(id)
      if (effect) yield effect
    }
  }

  compile(user: string): Compiled {
    return new Compiled(this.rightsOf(user), this.facts.projects)
  }

  /** All that was built on a grant, the nearest first. */
  builtOn(id: string): GrantFacts[] {
    const found = [...(this.children.get(id) ?? [])]
    for (const grant of found) found.push(...(this.children.get(grant.id) ?? []))
    return found
  }

  /** The grants that one was built on, the nearest first. */
  chainOf(grant: GrantFacts): GrantFacts[] {
    const chain: GrantFacts[] = []
    let above = grant.parent === null ? undefined : this.grants.get(grant.parent)
    while (above !== undefined && !chain.includes(above)) {
      chain.push(above)
      above = above.parent === null ? undefined : this.grants.get(above.parent)
    }
    return chain
  }

  /** When the first of the grants that stand now runs out. */
  get nextEnd(): number | null {
    let next: number | null = null
    for (const { until } of this.facts.grants) {
      if (until !== null && until > this.now) next = earlier(next, until)
    }
    return next
  }

  /** The same at another moment. */
  at(now: number): Book {
    return new Book(this.facts, now)
  }
}

export function earlier(a: number | null, b: number | null): number | null {
  if (a === null || b === null) return a ?? b
  return Math.min(a, b)
}

function push(lists: Map<string, GrantFacts[]>, key: string, grant: GrantFacts): void {
  const list = lists.get(key)
  if (list) list.push(grant)
  else lists.set(key, [grant])
}

function gather(sets: Map<string, Set<string>>, key: string, value: string): void {
  const set = sets.get(key)
  if (set) set.add(value)
  else sets.set(key, new Set([value]))
}
