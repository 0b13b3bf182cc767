import type { Moment } from './moment'

/** One series of an object: what it is called and what it was at any time. */
export interface Source {
  readonly name: string
  readonly description: string
  readonly units: string
  readonly type: 'GAUGE' | 'DERIVE' | 'ABSOLUTE'
  readonly min: number
  readonly max: number
  /** Recorded unless somebody asked not to; others are recorded when somebody asks. */
  readonly standard: boolean
  /** The mean over a row; NaN where nothing was measured. */
  readonly value: (moment: Moment) => number
}

type Detail = Partial<Pick<Source, 'description' | 'type' | 'max' | 'standard'>>

/** `max` is Infinity and `type` GAUGE where nothing else is said. */
export function source(name: string, units: string, value: Source['value'], detail: Detail = {}): Source {
  return {
    name,
    description: detail.description ?? name,
    units,
    type: detail.type ?? 'GAUGE',
    min: 0,
    max: detail.max ?? Number.POSITIVE_INFINITY,
    standard: detail.standard ?? true,
    value,
  }
}
