import type { Permission } from '@/server/catalogue/permissions'
import type { ObjectId, PoolId, RowClass } from '@/server/inventory/rows'
import { Compiled } from './compiled'
import { everyPermission, type Mask, maskOf, setOf } from './mask'
import { everything, type Place } from './scope'

/** What a question is about; absent: Domus itself. */
export interface Subject {
  class: RowClass
  id: ObjectId
}

/** Where an object lies, at each of its owners: a disk that two VMs have lies at both. None: there is no such object. */
export type PlacesOf = (id: ObjectId) => readonly Place[]

/**
 * What one person may do, as things stand: it follows their grants while it is held on to. Where it is made of several,
 * only what all of them allow.
 */
export class Access {
  constructor(
    private readonly parts: readonly (() => Compiled)[],
    private readonly placesOf: PlacesOf,
  ) {}

  /** Held over everything. */
  get everywhere(): ReadonlySet<Permission> {
    return setOf(this.all(part => part.everywhere))
  }

  on(subject: Pick<Subject, 'id'>): ReadonlySet<Permission> {
    return setOf(this.maskOn(subject.id))
  }

  at(place: Place): ReadonlySet<Permission> {
    return setOf(this.all(part => part.at(place)))
  }

  /** Equal for those who see the same. */
  get sight(): string {
    return [...new Set(this.parts.map(part => part().sight))]
      .filter(key => key !== 'all')
      .sort()
      .join('&')
  }

  /** The pools in which something may be that this person sees; 'all' where that can be any. */
  get pools(): 'all' | ReadonlySet<PoolId> {
    let pools: 'all' | ReadonlySet<PoolId> = 'all'
    for (const part of this.parts) pools = both(pools, part().reach)
    return pools
  }

  /** True when there is nothing that this person does not see. */
  get seesAll(): boolean {
    return this.parts.every(part => part().seesAll)
  }

  /** True when they may do the same to every object. */
  get isEven(): boolean {
    return this.parts.every(part => part().isEven)
  }

  /** Differs when anything else is allowed. */
  get key(): string {
    return [...new Set(this.parts.map(part => part().key))].sort().join('&')
  }

  /** What is allowed now, whatever becomes of the grants. */
  frozen(): Access {
    const now = this.parts.map(part => part())
    return new Access(
      now.map(part => () => part),
      this.placesOf,
    )
  }

  /** No more than another one allows as well. */
  within(other: Access): Access {
    return new Access([...this.parts, ...other.parts], this.placesOf)
  }

  /** Of what this allows, only these permissions. */
  only(permissions: Iterable<Permission>): Access {
    const bound = new Compiled([{ mask: maskOf(permissions), scopes: [everything] }], new Map())
    return new Access([...this.parts, () => bound], this.placesOf)
  }

  private maskOn(id: ObjectId): Mask {
    const everywhere = this.all(part => part.everywhere)
    if (everywhere === everyPermission || this.isEven) return everywhere
    let mask = everywhere
    for (const place of this.placesOf(id)) mask |= this.all(part => part.at(place))
    return mask
  }

  private all(ask: (part: Compiled) => Mask): Mask {
    let mask = everyPermission
    for (const part of this.parts) mask &= ask(part())
    return mask
  }
}

type Reach = 'all' | ReadonlySet<PoolId>

function both(one: Reach, other: Reach): Reach {
  if (one === 'all') return other
  return other === 'all' ? one : new Set([...one].filter(pool => other.has(pool)))
}
