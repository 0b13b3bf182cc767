import { describe, inEveryLanguage } from '@/server/errors'
import { partClasses } from '@/server/inventory/names'
import { type ObjectId, type PoolId, standingClasses } from '@/server/inventory/rows'
import type { AppErrorShape } from '@/server/shared/app-error'
import { hidden } from '@/server/shared/hidden'
import { XapiError } from '@/server/xapi/errors'
import type { Access } from '../engine/access'
import type { SightSource } from './filtered'

const named = /OpaqueRef:[\w-]+|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi
/** Shorter names stand in half of all texts. */
const shortestName = 4

/** Texts that pools write, for who does not see everything in the pool. */
export class Texts {
  constructor(
    private readonly source: SightSource,
    private readonly access: Access,
    private readonly seesId: (id: ObjectId) => boolean,
  ) {}

  /** The name of what a reference or uuid names; the marker where that is hidden. */
  nameOf(pool: PoolId, refOrUuid: string): string | undefined {
    if (this.isHidden(pool, refOrUuid)) return hidden
    return this.source.nameOf(pool, refOrUuid)
  }

  /** References and ids of what is hidden are taken out; a text that holds the name of something hidden is left out. */
  clean(text: string, pool: PoolId): string {
    const without = this.withoutIds(text, pool)
    return this.holdsHiddenName(without, pool) ? hidden : without
  }

  withoutIds(text: string, pool: PoolId): string {
    return text.replace(named, item => (this.isHidden(pool, item) ? hidden : item))
  }

  /** The same failure, told without what is hidden. `seesPool`: the pool itself is seen, and where it is. */
  error(shape: AppErrorShape, pool: PoolId, seesPool: boolean): AppErrorShape {
    if (!shape.xapi) {
      const message = seesPool ? this.clean(shape.message, pool) : this.withoutPlace(shape)
      // What has been changed is told as it is; else in the language of who reads.
      const words = message === shape.message && shape.words
      return {
        code: shape.code,
        message: message === hidden ? 'The pool refused.' : message,
        ...(words ? { words } : {}),
      }
    }
    const { code, params, call } = shape.xapi
    const cleaned = params.map(param => this.clean(param, pool))
    return inEveryLanguage(() => {
      const anew = describe(new XapiError(code, cleaned, call), ref => this.nameOf(pool, ref))
      const { message, next } = anew
      return {
        ...anew,
        message: this.clean(message, pool),
        ...(next ? { next: this.clean(next, pool) } : {}),
      }
    })
  }

  /** What could not be reached is told by its address, which belongs to the pool. */
  private withoutPlace({ code, message }: AppErrorShape): string {
    const told = ['pool-unreachable', 'pool-unsupported', 'peer-unreachable', 'pool-another']
    return told.includes(code) || code.startsWith('certificate') || code.startsWith('pool')
      ? 'The pool does not answer.'
      : message
  }

  private isHidden(pool: PoolId, refOrUuid: string): boolean {
    const id = this.source.idOf(pool, refOrUuid) ?? `${pool}.${refOrUuid}`
    if (this.source.table.get(id) !== undefined) return !this.seesId(id)
    const store = this.source.store(pool)
    if (store === undefined) return refOrUuid.startsWith('OpaqueRef:')
    for (const cls of partClasses) {
      const ref = store.refOf(cls, refOrUuid)
      const record = ref === undefined ? store.find(cls, refOrUuid) : store.get(cls, ref)
      if (record) return !this.access.on({ id: `${pool}.${record.uuid}` }).has('vm.read')
    }
    // What is not known at all may have been anything.
    return refOrUuid.startsWith('OpaqueRef:')
  }

  private holdsHiddenName(text: string, pool: PoolId): boolean {
    if (text.length < shortestName) return false
    for (const cls of standingClasses) {
      if (cls === 'task') continue
      for (const [id, { row }] of this.source.table.all(cls)) {
        const name = row.name_label
        if (row.pool !== pool || name.length < shortestName || this.seesId(id)) continue
        if (text.includes(name)) return true
      }
    }
    return false
  }
}
