import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Permission, permissionNames, permissionsOf } from '@/server/catalogue/permissions'
import { Book, type BookFacts, type GrantFacts } from './book'
import { couldGive, explain, reaching } from './explain'
import { setOf } from './mask'
import { mayAddTo, mayRevoke, mayRule, mustBeAbleToGive, rulesAll, type Wish } from './rules'
import type { Place, Scope } from './scope'

const users = ['root', 'ann', 'bob', 'cyd', 'dan']
const groups = ['ops', 'web', 'all']
const builtIn = ['read-only', 'vm-operator', 'pool-operator', 'pool-admin', 'owner', 'auditor']
const composed = ['custom']
const folders = ['', '/a', '/a/b', '/ab']
const objects = ['p.1', 'p.2', 'q.1']

interface State extends BookFacts {
  grants: GrantFacts[]
  memberships: { group: string; user: string | null; memberGroup: string | null }[]
  roles: Map<string, readonly string[]>
  projects: Map<string, Set<string>>
  now: number
  places: Map<string, Place>
  serial: number
}

const start = (): State => ({
  roles: new Map([['custom', ['vm.read', 'vm.power']]]),
  grants: [
    {
      id: 'first',
      user: 'root',
      group: null,
      role: 'owner',
      scope: { kind: 'everything', ref: '' },
      until: null,
      mayDelegate: true,
      parent: null,
      givenBy: null,
    },
  ],
  memberships: [],
  projects: new Map([['shop', new Set(['p.1'])]]),
  now: 0,
  places: new Map(
    objects.map(id => [
      id,
      { ids: [id], pool: id.slice(0, 1), host: null, vapp: null, folder: '', tags: [] },
    ]),
  ),
  serial: 0,
})

// The slow model: what the words say, one after another, with no index and nothing remembered.

function slowGroups(state: State, user: string): Set<string> {
  const found = new Set<string>()
  let grew = true
  while (grew) {
    grew = false
    for (const { group, user: member, memberGroup } of state.memberships) {
      const isIn = member === user || (memberGroup !== null && found.has(memberGroup))
      if (isIn && !found.has(group)) {
        found.add(group)
        grew = true
      }
    }
  }
  return found
}

const slowHolds = (state: State, grant: GrantFacts, user: string) =>
  grant.user === user || (grant.group !== null && slowGroups(state, user).has(grant.group))

const slowRole = (state: State, role: string): readonly string[] =>
  state.roles.get(role) ?? [...permissionsOf(role)]

function slowScope(state: State, { kind, ref }: Scope, place: Place): boolean {
  if (kind === 'everything') return true
  if (kind === 'pool') return place.pool === ref
  if (kind === 'object') return place.ids.includes(ref)
  if (kind === 'tag') return place.tags.includes(ref)
  if (kind === 'project') return place.ids.some(id => state.projects.get(ref)?.has(id))
  if (kind === 'folder') return `${place.folder}/`.startsWith(`${ref}/`)
  return false
}

/** Does this grant say that whoever holds it may do that there? */
function slowSays(state: State, grant: GrantFacts, permission: Permission, place: Place): boolean {
  if (grant.until !== null && grant.until <= state.now) return false
  if (!slowRole(state, grant.role).includes(permission)) return false
  if (!slowScope(state, grant.scope, place)) return false
  if (grant.parent === null) return true
  const parent = state.grants.find(({ id }) => id === grant.parent)
  if (!parent?.mayDelegate || grant.givenBy === null) return false
  return slowHolds(state, parent, grant.givenBy) && slowSays(state, parent, permission, place)
}

function slowMay(state: State, user: string, permission: Permission, place: Place): boolean {
  return state.grants.some(
    grant => slowHolds(state, grant, user) && slowSays(state, grant, permission, place),
  )
}

/** Everything that a user may do, and may hand on. */
function reach(state: State, user: string): { all: Set<string>; toGive: Set<string> } {
  const all = new Set<string>()
  const toGive = new Set<string>()
  const somewhere: Place = { ids: [], pool: 'another', host: null, vapp: null, folder: '', tags: [] }
  for (const [id, place] of [...state.places, ['elsewhere', somewhere] as const]) {
    for (const grant of state.grants) {
      if (!slowHolds(state, grant, user)) continue
      for (const permission of permissionNames) {
        if (!slowSays(state, grant, permission, place)) continue
        all.add(`${permission} ${id}`)
        if (grant.mayDelegate) toGive.add(`${permission} ${id}`)
      }
    }
  }
  return { all, toGive }
}

const someone = fc.constantFrom(...users)
const someGroup = fc.constantFrom(...groups)
const scope: fc.Arbitrary<Scope> = fc.oneof(
  fc.constant({ kind: 'everything' as const, ref: '' }),
  fc.constantFrom('p', 'q').map(ref => ({ kind: 'pool' as const, ref })),
  fc.constantFrom('/a', '/a/b').map(ref => ({ kind: 'folder' as const, ref })),
  fc.constantFrom('t').map(ref => ({ kind: 'tag' as const, ref })),
  fc.constantFrom(...objects).map(ref => ({ kind: 'object' as const, ref })),
  fc.constant({ kind: 'project' as const, ref: 'shop' }),
)
const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('give' as const),
      by: someone,
      user: fc.option(someone),
      group: someGroup,
      role: fc.constantFrom(...builtIn, ...composed),
      scope,
      until: fc.option(fc.integer({ min: 1, max: 30 })),
      mayDelegate: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('revoke' as const), by: someone, at: fc.nat(30) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('join' as const),
      by: someone,
      group: someGroup,
      user: fc.option(someone),
      memberGroup: someGroup,
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('leave' as const), at: fc.nat(10) }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('wait' as const), by: fc.integer({ min: 1, max: 5 }) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('move' as const),
      object: fc.constantFrom(...objects),
      folder: fc.constantFrom(...folders),
      tags: fc.subarray(['t', 'u']),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('compose' as const),
      permissions: fc.subarray([...permissionNames]),
    }),
  },
)
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

const placesIn = (state: State) => (id: string) => [state.places.get(id) ?? []].flat()

/** Circles are refused elsewhere. */
function closesCircle(state: State, group: string, inner: string): boolean {
  if (group === inner) return true
  const around = new Set([group])
  for (const outer of around) {
    for (const { group: above, memberGroup } of state.memberships)
      if (memberGroup === outer) around.add(above)
  }
  return around.has(inner)
}

/** Does one thing as the server would; returns who did it, where it was a person. */
function act(state: State, one: Step): string | undefined {
  const book = new Book(state, state.now)
  switch (one.do) {
    case 'give': {
      const wish: Wish = {
        role: one.role,
        scope: one.scope,
        until: one.until === null ? null : state.now + one.until,
        mayDelegate: one.mayDelegate,
      }
      let parent: GrantFacts | null
      try {
        parent = mustBeAbleToGive(book, one.by, wish, placesIn(state))
      } catch {
        return one.by
      }
      state.serial += 1
      const to = one.user === null ? { user: null, group: one.group } : { user: one.user, group: null }
      const built = { parent: parent?.id ?? null, givenBy: one.by }
      state.grants.push({ id: String(state.serial), ...to, ...wish, ...built })
      return one.by
    }
    case 'revoke': {
      const grant = state.grants[one.at % Math.max(1, state.grants.length)]
      if (!grant || grant.id === 'first' || !mayRevoke(book, one.by, grant)) return one.by
      const gone = new Set([grant, ...book.builtOn(grant.id)].map(({ id }) => id))
      state.grants = state.grants.filter(({ id }) => !gone.has(id))
      return one.by
    }
    case 'join': {
      if (!mayAddTo(book, one.by, [one.group])) return one.by
      if (one.user === null && closesCircle(state, one.group, one.memberGroup)) return one.by
      const member =
        one.user === null
          ? { user: null, memberGroup: one.memberGroup }
          : { user: one.user, memberGroup: null }
      state.memberships.push({ group: one.group, ...member })
      return one.by
    }
    case 'leave':
      state.memberships.splice(one.at, 1)
      return undefined
    case 'wait':
      state.now += one.by
      return undefined
    case 'move': {
      const place = state.places.get(one.object)
      if (place) state.places.set(one.object, { ...place, folder: one.folder, tags: one.tags })
      return undefined
    }
    case 'compose':
      state.roles.set('custom', one.permissions)
      return undefined
  }
}

const runs = Number(process.env.DOMUS_ACCESS_RUNS ?? 300)

test('whatever is given, built on, revoked, joined and moved: one may what the words say, and no more', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 25 }), steps => {
      const state = start()
      for (const one of steps) act(state, one)
      const book = new Book(state, state.now)
      for (const user of users) {
        const compiled = book.compile(user)
        for (const place of state.places.values()) {
          const told = setOf(compiled.at(place))
          const held = permissionNames.filter(permission => told.has(permission))
          const may = permissionNames.filter(permission => slowMay(state, user, permission, place))
          expect([user, held]).toEqual([user, may])
        }
      }
    }),
    { numRuns: runs },
  )
})

test('nobody raises themselves or others above what they may hand on, by any sequence of deeds', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 25 }), steps => {
      const state = start()
      for (const one of steps) {
        const actor = 'by' in one && typeof one.by === 'string' ? one.by : undefined
        const rules = actor !== undefined && rulesAll(new Book(state, state.now), actor)
        const before = new Map(users.map(user => [user, reach(state, user)]))
        act(state, one)
        if (actor === undefined || rules) continue
        const own = before.get(actor)
        for (const user of users) {
          const now = reach(state, user)
          const had = (right: string) => before.get(user)?.all.has(right) || own?.toGive.has(right)
          const raised = [...now.all].filter(right => !had(right))
          expect(raised, `${user} by ${JSON.stringify(one)}`).toEqual([])
        }
        const came = [...reach(state, actor).all]
        expect(came.filter(right => !own?.all.has(right))).toEqual([])
      }
    }),
    { numRuns: runs },
  )
})

test('with a grant falls what was built on it, and nobody else loses anything', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 25 }), fc.nat(30), (steps, at) => {
      const state = start()
      for (const one of steps) act(state, one)
      const grant = state.grants[at % state.grants.length]
      if (!grant || grant.id === 'first') return
      const book = new Book(state, state.now)
      const gone = new Set([grant.id, ...book.builtOn(grant.id).map(({ id }) => id)])
      const left = { ...state, grants: state.grants.filter(({ id }) => !gone.has(id)) }
      for (const { parent } of left.grants) expect(parent === null || !gone.has(parent)).toBe(true)
      const after = new Book(left, state.now)
      for (const { id } of left.grants) expect(after.effective(id)).toEqual(book.effective(id))
    }),
    { numRuns: runs },
  )
})

test('who may take over an account could do all that it can', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 25 }), someone, someone, (steps, one, other) => {
      const state = start()
      for (const deed of steps) act(state, deed)
      if (!mayRule(new Book(state, state.now), one, other) || rulesAll(new Book(state, state.now), one))
        return
      const own = reach(state, one)
      for (const right of reach(state, other).all) expect(own.all.has(right), right).toBe(true)
    }),
    { numRuns: runs },
  )
})

test('an explanation names the grants that say so, by whom and through whom, or what they say without it', () => {
  fc.assert(
    fc.property(
      fc.array(step, { maxLength: 25 }),
      fc.constantFrom(...permissionNames),
      (steps, permission) => {
        const state = start()
        for (const deed of steps) act(state, deed)
        const book = new Book(state, state.now)
        const ids = (grants: readonly GrantFacts[]) => grants.map(({ id }) => id).sort()
        for (const place of state.places.values()) {
          const says = (grant: GrantFacts) => slowSays(state, grant, permission, place)
          const reaches = (grant: GrantFacts) =>
            permissionNames.some(any => slowSays(state, grant, any, place))
          for (const user of users) {
            const held = state.grants.filter(grant => slowHolds(state, grant, user))
            const told = explain(book, user, permission, [place])
            expect(ids(told.by.map(({ grant }) => grant))).toEqual(ids(held.filter(says)))
            // A role that holds nothing reaches nothing that matters.
            const without = told.without.map(({ grant }) => grant).filter(reaches)
            expect(ids(without)).toEqual(ids(held.filter(grant => reaches(grant) && !says(grant))))
            for (const { grant } of told.idle) expect([says(grant), reaches(grant)]).toEqual([false, false])
            for (const { grant, through, chain } of [...told.by, ...told.without, ...told.idle]) {
              expect(through[0] ?? null).toBe(grant.user === user ? null : grant.group)
              for (const [at, group] of through.entries()) {
                const inner = through[at + 1]
                const isStep = (one: State['memberships'][number]) =>
                  one.group === group && (inner === undefined ? one.user === user : one.memberGroup === inner)
                expect(state.memberships.some(isStep), `${user} in ${through}`).toBe(true)
              }
              expect([grant, ...chain].map(({ parent }) => parent)).toEqual([
                ...chain.map(({ id }) => id),
                null,
              ])
            }
          }
          const seen = state.grants.filter(reaches)
          expect(ids(reaching(book, [place]).filter(reaches))).toEqual(ids(seen))
        }
      },
    ),
    { numRuns: runs / 3 },
  )
})

test('whoever is said to be able to give it can, and nobody else', () => {
  const roles = [...builtIn, ...composed]
  fc.assert(
    fc.property(
      fc.array(step, { maxLength: 25 }),
      fc.constantFrom(...permissionNames),
      fc.constantFrom(...objects),
      (steps, permission, object) => {
        const state = start()
        for (const deed of steps) act(state, deed)
        const book = new Book(state, state.now)
        const fitting = roles.filter(role => slowRole(state, role).includes(permission))
        const named = couldGive(book, permission, placesIn(state)(object), roles)
        for (const user of users) {
          const can = fitting.some(role => {
            const wish = {
              role,
              scope: { kind: 'object' as const, ref: object },
              until: null,
              mayDelegate: false,
            }
            try {
              mustBeAbleToGive(book, user, wish, placesIn(state))
              return true
            } catch {
              return false
            }
          })
          const isNamed = named.some(grant => slowHolds(state, grant, user))
          expect([user, isNamed]).toEqual([user, can || rulesAll(book, user)])
        }
      },
    ),
    { numRuns: runs / 3 },
  )
})
