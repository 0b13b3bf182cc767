import { Failure } from '../failure'
import type { AnyHandler } from './types'

/** Messages that storage drivers send to their own host: nobody else may. */
export const forDrivers: AnyHandler = () => {
  throw new Failure('PERMISSION_DENIED', '')
}
