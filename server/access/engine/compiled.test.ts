import { expect, test, vi } from 'vitest'
import { type Permission, permissionsOf, readPermissions } from '@/server/catalogue/permissions'
import { Compiled, type Right } from './compiled'
import { maskOf, setOf } from './mask'
import { everything, type Place, type Scope, type ScopeKind } from './scope'

const scope = (kind: ScopeKind, ref = ''): Scope => ({ kind, ref })
const right = (role: string, ...scopes: Scope[]): Right => ({ mask: maskOf(permissionsOf(role)), scopes })
const place = (over: Partial<Place> = {}): Place => ({
  ids: ['p.web'],
  pool: 'p',
  host: 'p.one',
  vapp: null,
  folder: '/lab/web',
  tags: ['green'],
  ...over,
})
const has = (compiled: Compiled, permission: Permission, at: Place) => setOf(compiled.at(at)).has(permission)
const none = new Map<string, Set<string>>()

test.each<[ScopeKind, string, Partial<Place>]>([
  ['everything', '', { pool: 'other' }],
  ['pool', 'p', { pool: 'other' }],
  ['host', 'p.one', { host: null }],
  ['folder', '/lab', { folder: '/laboratory' }],
  ['folder', '/lab/web', { folder: '/lab' }],
  ['tag', 'green', { tags: ['greenish'] }],
  ['object', 'p.web', { ids: ['p.web-2'] }],
  ['project', 'shop', { ids: ['p.web-2'] }],
])('a grant over %s %s reaches what lies there, and nothing else', (kind, ref, outside) => {
  const projects = new Map([['shop', new Set(['p.web'])]])
  const compiled = new Compiled([right('vm-operator', scope(kind, ref))], projects)
  expect(has(compiled, 'vm.power', place())).toBe(true)
  expect(has(compiled, 'vm.power', place(outside))).toBe(kind === 'everything')
  expect(has(compiled, 'audit.read', place())).toBe(false)
})

test('what several grants give adds up', () => {
  const compiled = new Compiled(
    [right('read-only', scope('pool', 'p')), right('vm-operator', scope('tag', 'green'))],
    none,
  )
  expect(has(compiled, 'vm.power', place())).toBe(true)
  expect(has(compiled, 'vm.power', place({ tags: [] }))).toBe(false)
  expect(has(compiled, 'vm.read', place({ tags: [] }))).toBe(true)
})

test('a chain reaches what all its scopes hold', () => {
  const compiled = new Compiled(
    [right('vm-operator', scope('pool', 'p'), scope('folder', '/lab'), scope('tag', 'green'))],
    none,
  )
  expect(has(compiled, 'vm.power', place())).toBe(true)
  for (const outside of [{ pool: 'q' }, { folder: '/home' }, { tags: [] }]) {
    expect(has(compiled, 'vm.power', place(outside))).toBe(false)
  }
})

test('a disk lies where each of its VMs does', () => {
  const compiled = new Compiled([right('read-only', scope('object', 'p.web'))], none)
  expect(has(compiled, 'vm.read', place({ ids: ['p.disk', 'p.web'] }))).toBe(true)
  expect(has(compiled, 'vm.read', place({ ids: ['p.disk', 'p.db'] }))).toBe(false)
})

test('those who see the same have one key, whatever else they may do', () => {
  const reader = new Compiled([right('read-only', scope('pool', 'p'))], none)
  const operator = new Compiled(
    [right('vm-operator', everything, scope('pool', 'p')), right('read-only', scope('pool', 'p'))],
    none,
  )
  expect(operator.sight).toBe(reader.sight)
  expect(operator.key).not.toBe(reader.key)
  expect(new Compiled([right('read-only', scope('pool', 'q'))], none).sight).not.toBe(reader.sight)
  const all = new Compiled([right('auditor', everything)], none)
  expect([all.seesAll, reader.seesAll]).toEqual([true, false])
  expect(readPermissions.every(read => setOf(all.everywhere).has(read))).toBe(true)
})

test('with ten thousand grants a look costs as many look-ups as with one', () => {
  const many: Right[] = Array.from({ length: 10_000 }, (_, at) =>
    right(
      'vm-operator',
      scope(at % 2 === 0 ? 'object' : 'folder', at % 2 === 0 ? `p.vm-${at}` : `/team/${at}`),
    ),
  )
  const lookups = (rights: Right[]) => {
    const compiled = new Compiled(rights, none)
    const get = vi.spyOn(Map.prototype, 'get')
    compiled.at(place({ folder: '/team/77/db' }))
    const { length } = get.mock.calls
    get.mockRestore()
    return length
  }
  const few = lookups([
    right('vm-operator', scope('object', 'p.vm-1')),
    right('vm-operator', scope('folder', '/x')),
  ])
  expect(lookups(many)).toBe(few)
  expect(few).toBeLessThan(10)
})
