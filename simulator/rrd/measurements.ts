import type { Ref } from '../../server/xapi/model/records'
import type { Consolidation } from './archives'
import { STEP } from './archives'
import { hostSources } from './host-sources'
import { Lives } from './lives'
import type { MeasuredPool } from './measured'
import { seedOf } from './noise'
import { type Source, source } from './source'
import { vmSources } from './vm-sources'

export type MeasuredClass = 'VM' | 'host' | 'SR'

/** The performance data of one object: what a file of a host's daemon would hold. */
export interface Measurement {
  readonly type: 'host' | 'vm' | 'sr'
  readonly uuid: string
  /** All that could be recorded, whether or not it is. */
  readonly sources: readonly Source[]
  readonly consolidations: readonly Consolidation[]
  readonly isRecorded: (source: Source) => boolean
}

/**
 * SRs of these types tell how full they are; those of other drivers have no performance data of their own. Which
 * types do beside these is uncertain.
 */
const TELLING_SR_TYPES: ReadonlySet<string> = new Set(['gfs2'])

/** The performance data of a pool. Nothing measured is kept: every value follows from what ran where and when. */
export class Measurements {
  readonly #pool: MeasuredPool
  readonly lives: Lives
  /** What somebody asked to record or to forget, by object and name. */
  readonly #asked = new Map<string, boolean>()

  constructor(pool: MeasuredPool) {
    this.#pool = pool
    this.lives = new Lives(pool)
  }

  /** When the daemon of a host last took samples, in whole seconds. Hosts do not do it at the same time. */
  sampledAt(host: string): number {
    const now = Math.floor(this.#pool.clock.now() / 1000)
    const phase = seedOf(host) % STEP
    return now - ((now - phase) % STEP)
  }

  host(ref: Ref<'host'>): Measurement {
    const { uuid } = this.#pool.db.get('host', ref)
    return this.#measurement('host', uuid, hostSources(this.#pool.db, this.lives, ref))
  }

  /** Undefined for a VM that never ran, or whose vCPUs never did. */
  vm(ref: Ref<'VM'>): Measurement | undefined {
    const lives = this.lives.of(ref)
    const last = lives.at(-1)
    const machine = last && this.lives.machine(last)
    if (!machine || lives.every(life => life.paused)) return undefined
    return this.#measurement('vm', machine.uuid, vmSources(this.lives, ref, machine))
  }

  /** Undefined for an SR whose driver tells nothing. */
  sr(ref: Ref<'SR'>): Measurement | undefined {
    const { db } = this.#pool
    const { uuid, type } = db.get('SR', ref)
    if (!TELLING_SR_TYPES.has(type)) return undefined
    const now = (field: 'physical_size' | 'physical_utilisation') => () => db.find('SR', ref)?.[field] ?? 0
    return this.#measurement('sr', uuid, [
      source('physical_utilisation', 'B', now('physical_utilisation'), {
        description: 'Physical utilisation of the SR',
      }),
      source('size', 'B', now('physical_size'), { description: 'Physical size of the SR' }),
    ])
  }

  /** VMs that a host measures: those that run there. */
  vmsOn(host: Ref<'host'>): Measurement[] {
    const { resident_VMs } = this.#pool.db.get('host', host)
    return resident_VMs.flatMap(ref => this.vm(ref) ?? [])
  }

  /** From now on a series is recorded, or not. */
  record(uuid: string, name: string, wanted: boolean): void {
    this.#asked.set(`${uuid} ${name}`, wanted)
  }

  #measurement(type: Measurement['type'], uuid: string, sources: readonly Source[]): Measurement {
    const [pool] = this.#pool.db.all('pool')
    const extremes = pool?.[1].other_config.create_min_max_in_new_VM_RRDs === 'true' && type === 'vm'
    return {
      type,
      uuid,
      sources,
      consolidations: extremes ? ['AVERAGE', 'MIN', 'MAX'] : ['AVERAGE'],
      isRecorded: one => this.#asked.get(`${uuid} ${one.name}`) ?? one.standard,
    }
  }
}
