import type { ObjectId, PoolId } from '@/server/inventory/rows'
import { scopeKindNames } from '@/server/shared/grant'

export const scopeKinds = scopeKindNames
export type ScopeKind = (typeof scopeKinds)[number]

/**
 * What a grant reaches. `ref` is '' for everything, a pool's, host's, vApp's or any object's id, the path of a folder as
 * XenCenter writes it ("/lab/web"), a tag, or a project's id.
 */
export interface Scope {
  kind: ScopeKind
  ref: string
}

export const everything: Scope = { kind: 'everything', ref: '' }

/** Where an object lies: by this and nothing else a scope holds it or not. */
export interface Place {
  /** It, and the objects it is a part of. */
  ids: readonly ObjectId[]
  pool: PoolId
  host: ObjectId | null
  vapp: ObjectId | null
  /** '' when it lies in none. */
  folder: string
  tags: readonly string[]
}

/** The objects of each project. */
export type ProjectObjects = ReadonlyMap<string, ReadonlySet<ObjectId>>

/** The folder and all it lies in, the innermost first. */
export function* foldersAbove(folder: string): Generator<string> {
  for (let path = folder; path !== ''; path = path.slice(0, path.lastIndexOf('/'))) yield path
}

export function holds(scope: Scope, place: Place, projects: ProjectObjects): boolean {
  const { kind, ref } = scope
  switch (kind) {
    case 'everything':
      return true
    case 'pool':
      return place.pool === ref
    case 'host':
      return place.host === ref
    case 'vapp':
      return place.vapp === ref
    case 'object':
      return place.ids.includes(ref)
    case 'folder':
      return place.folder === ref || place.folder.startsWith(`${ref}/`)
    case 'tag':
      return place.tags.includes(ref)
    case 'project': {
      const objects = projects.get(ref)
      return objects !== undefined && place.ids.some(id => objects.has(id))
    }
  }
}

/** True when whatever the inner scope holds, the outer one holds, whatever becomes of the objects. */
export function isWithin(inner: Scope, outer: Scope): boolean {
  if (outer.kind === 'everything') return true
  if (inner.kind === outer.kind && inner.ref === outer.ref) return true
  if (outer.kind === 'folder') return inner.kind === 'folder' && inner.ref.startsWith(`${outer.ref}/`)
  if (outer.kind !== 'pool') return false
  return ['host', 'vapp', 'object'].includes(inner.kind) && poolOfId(inner.ref) === outer.ref
}

/** An object as a scope. A vApp is one with its VMs: it lies in itself and in nothing else. */
export function scopeOfObject(id: ObjectId, places: readonly Place[]): Scope {
  const isVapp = places.some(({ ids, vapp }) => ids.length === 0 && vapp === id)
  return { kind: isVapp ? 'vapp' : 'object', ref: id }
}

/** Ids begin with their pool's. */
export function poolOfId(id: ObjectId): PoolId {
  return id.split('.', 1)[0] ?? id
}

/**
 * What holds in all the scopes of a chain at once, the same said as shortly as can be: none that follows from another.
 * Null: nothing can lie in all of them.
 */
export function narrowed(chain: readonly Scope[]): Scope[] | null {
  const kept: Scope[] = []
  for (const [at, scope] of chain.entries()) {
    if (scope.kind === 'everything') continue
    const implied = chain.some(
      (other, otherAt) =>
        otherAt !== at && isWithin(other, scope) && (!isWithin(scope, other) || otherAt < at),
    )
    if (!implied) kept.push(scope)
  }
  for (const kind of ['pool', 'host', 'folder', 'vapp'] as const) {
    if (kept.filter(scope => scope.kind === kind).length > 1) return null
  }
  return kept
}
