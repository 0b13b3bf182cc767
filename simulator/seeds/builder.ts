import type { ClassName, Records, Ref } from '../../server/xapi/model/records'
import type { Directory } from '../access/directory'
import type { Guest } from '../lifecycle/guest'
import type { Random } from '../random'
import type { Driver } from '../storage/disks'
import type { Draft } from '../tables/database'
import type { Message } from '../tables/messages'
import { refOf, rowOf } from '../tables/row'

/** What a pool begins with. */
export interface Seed {
  readonly drafts: readonly Draft[]
  /** What runs in the VMs, by uuid. */
  readonly guests: ReadonlyMap<string, Guest>
  readonly troubles: readonly Trouble[]
  readonly messages: readonly Omit<Message, 'uuid'>[]
  /** Number of the last write so far. */
  readonly generation: number
  readonly driver?: Driver
  /** What its hosts have beside xapi; if not given, nothing. */
  readonly plugins?: readonly string[]
  /** Users outside of the pool that hosts could ask about; if not given, there is no directory. */
  readonly directory?: Directory
  /** What runs in VMs that are not in `guests`; if not given, something that tells nothing. */
  readonly stranger?: (vm: Records['VM']) => Guest
}

/** An object with which an operation always fails. */
export interface Trouble {
  readonly uuid: string
  readonly operation: string
  readonly code: string
  readonly params: readonly string[]
}

/** What a seed needs to know of the place it grows in. */
export interface Ground {
  /** Milliseconds since the epoch. */
  readonly now: number
  readonly consoleBase: string
  readonly random: Random
}

export const GiB = 1024 ** 3
export const TiB = 1024 ** 4

/** Collects the rows of a pool in the making. */
export class SeedBuilder {
  readonly ground: Ground
  readonly drafts: Draft[] = []
  readonly guests = new Map<string, Guest>()
  readonly troubles: Trouble[] = []
  readonly messages: Omit<Message, 'uuid'>[] = []

  constructor(ground: Ground) {
    this.ground = ground
  }

  /** Adds a row; a uuid is made where none is given. Equal seeds make equal refs. */
  add<C extends ClassName>(cls: C, fields: Partial<Records[C]>, ref = this.newRef<C>()): Ref<C> {
    this.drafts.push({ cls, ref, row: { uuid: this.ground.random.uuid(), ...rowOf(fields) } })
    return ref
  }

  newRef<C extends ClassName>(): Ref<C> {
    return refOf<C>(`OpaqueRef:${this.ground.random.uuid()}`)
  }

  /** A moment that long before now, as rows have it. */
  ago(seconds: number): string {
    return `${new Date(this.ground.now - seconds * 1000).toISOString().slice(0, 19)}Z`
  }

  seed(): Seed {
    const { drafts, guests, troubles, messages } = this
    return { drafts, guests, troubles, messages, generation: 0 }
  }
}
