import { createHash } from 'node:crypto'
import { readPermissions } from '@/server/catalogue/permissions'
import type { ObjectId, PoolId } from '@/server/inventory/rows'
import { everyPermission, type Mask, maskOf } from './mask'
import { foldersAbove, holds, narrowed, type Place, type ProjectObjects, poolOfId, type Scope } from './scope'

/** What a grant in force gives: where all of the scopes hold an object at once, these permissions. */
export interface Right {
  mask: Mask
  scopes: readonly Scope[]
}

interface Held {
  mask: Mask
  narrow: Right[]
}
type Index = Map<string, Held>

const reads = maskOf(readPermissions)
/** Of several scopes of one right, the one by which the fewest objects are found leads to it. */
const order = ['object', 'vapp', 'host', 'project', 'folder', 'tag', 'pool', 'everything']

/**
 * All rights of one person, by where they hold: what they may do to an object is a handful of look-ups, however many
 * rights there are. It never changes; other rights make another one.
 */
export class Compiled {
  /** Held over everything. */
  readonly everywhere: Mask
  /** Equal for those who see the same. */
  readonly sight: string
  /** Equal for those who may do the same. */
  readonly key: string
  /** The pools in which something may be that these rights hold; 'all' where that can be any. */
  readonly reach: 'all' | ReadonlySet<PoolId>
  private readonly objects: Index = new Map()
  private readonly hosts: Index = new Map()
  private readonly pools: Index = new Map()
  private readonly vapps: Index = new Map()
  private readonly folders: Index = new Map()
  private readonly tags: Index = new Map()

  constructor(
    rights: Iterable<Right>,
    private readonly projects: ProjectObjects,
  ) {
    let everywhere = 0n
    const seen = new Set<string>()
    const all = new Set<string>()
    let reach: Set<PoolId> | 'all' = new Set()
    for (const { mask, scopes } of rights) {
      const chain = narrowed(scopes)
      if (chain === null || mask === 0n) continue
      chain.sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind))
      const [first, ...also] = chain
      if (first === undefined) everywhere |= mask
      else this.put(first, { mask, scopes: also })
      const pools = poolsOf(chain, projects)
      if (pools === 'all') reach = 'all'
      else if (reach !== 'all') for (const pool of pools) reach.add(pool)
      const where = JSON.stringify(chain.map(keyOf(projects)))
      all.add(`${mask} ${where}`)
      if ((mask & reads) !== 0n) seen.add(`${mask & reads} ${where}`)
    }
    this.everywhere = everywhere
    this.reach = reach
    this.sight = (everywhere & reads) === reads ? 'all' : digest(seen)
    this.key = digest(all)
  }

  /** True when there is nothing that this person does not see. */
  get seesAll(): boolean {
    return this.sight === 'all'
  }

  /** True when the same may be done everywhere. */
  get isEven(): boolean {
    return [this.objects, this.hosts, this.pools, this.vapps, this.folders, this.tags].every(
      index => index.size === 0,
    )
  }

  /** What may be done to what lies there. */
  at(place: Place): Mask {
    let mask = this.everywhere
    if (mask === everyPermission) return mask
    const look = (held: Held | undefined) => {
      if (held === undefined) return
      mask |= held.mask
      for (const right of held.narrow) {
        if (right.scopes.every(scope => holds(scope, place, this.projects))) mask |= right.mask
      }
    }
    for (const id of place.ids) look(this.objects.get(id))
    if (place.host !== null) look(this.hosts.get(place.host))
    if (place.vapp !== null) look(this.vapps.get(place.vapp))
    if (this.tags.size > 0) for (const tag of place.tags) look(this.tags.get(tag))
    if (this.folders.size > 0) for (const path of foldersAbove(place.folder)) look(this.folders.get(path))
    look(this.pools.get(place.pool))
    return mask
  }

  private put({ kind, ref }: Scope, right: Right): void {
    if (kind === 'everything') return
    if (kind === 'project') {
      for (const id of this.projects.get(ref) ?? []) add(this.objects, id, right)
      return
    }
    const indexes = {
      object: this.objects,
      host: this.hosts,
      pool: this.pools,
      vapp: this.vapps,
      folder: this.folders,
      tag: this.tags,
    }
    add(indexes[kind], ref, right)
  }
}

/** Where something can be that lies in all of the scopes at once. Folders and tags may be in any pool. */
function poolsOf(chain: readonly Scope[], projects: ProjectObjects): 'all' | PoolId[] {
  for (const { kind, ref } of chain) {
    if (kind === 'pool') return [ref]
    if (kind === 'object' || kind === 'host' || kind === 'vapp') return [poolOfId(ref)]
    if (kind === 'project') return [...(projects.get(ref) ?? [])].map(poolOfId)
  }
  return 'all'
}

function digest(parts: ReadonlySet<string>): string {
  return createHash('sha256')
    .update([...parts].sort().join('\n'))
    .digest('base64url')
}

function add(index: Index, key: string, right: Right): void {
  const held = index.get(key) ?? { mask: 0n, narrow: [] }
  index.set(key, held)
  if (right.scopes.length === 0) held.mask |= right.mask
  else held.narrow.push(right)
}

/** A project is what is in it: whose project gets another object sees something else. */
function keyOf(projects: ProjectObjects): (scope: Scope) => readonly (string | readonly ObjectId[])[] {
  return ({ kind, ref }) => (kind === 'project' ? [kind, [...(projects.get(ref) ?? [])].sort()] : [kind, ref])
}
