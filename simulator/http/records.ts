import { WireError } from '../../server/xapi/wire'

/** A value whose members are to be written. Throws WireError bad-value for what has none. */
export function asObject(value: unknown): object {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value
  throw new WireError(
    'bad-value',
    `A record or map is needed, ${value === null ? 'null' : typeof value} was given`,
  )
}
