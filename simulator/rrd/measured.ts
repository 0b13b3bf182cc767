import type { Clock } from '../clock'
import type { Database } from '../tables/database'

/** What of a pool the series follow from. */
export interface MeasuredPool {
  readonly db: Database
  readonly clock: Clock
}
