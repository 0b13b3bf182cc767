/**
 * What kind of refusal a code is: `refused` by a rule or a state, in `conflict` with something that is there or under
 * way, something `missing`, no `permission`, no `licence`, a `transport` that failed between hosts or services,
 * or an error `internal` to the pool.
 */
export type XapiErrorKind =
  | 'refused'
  | 'conflict'
  | 'missing'
  | 'permission'
  | 'licence'
  | 'transport'
  | 'internal'

/**
 * A code's kind, the sentence for what happened, and one for what to do now. Parameters stand in braces by their
 * position, with what is said instead when the parameter is not there or names nothing that is known:
 *
 * - `{0|the VM}` the name of an object; `{0:text|…}` as it came; `{0:word|…}` with blanks for underscores, in lower case
 * - `{0:size|…}` bytes; `{0:seconds|…}` a duration; `{0:names|…}` several objects
 * - `{0:because}` a colon and the text, nothing if there is none
 */
export type ErrorRow = readonly [kind: XapiErrorKind, message: string, next?: string]

export type ErrorTable = { readonly [code: string]: ErrorRow }
