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

/** What to do about a refusal whose code has nothing better of its own. */
export const nextOfKind: { readonly [kind in XapiErrorKind]: string } = {
  refused: 'Change what stands in the way or choose something else, then try again.',
  conflict: 'Look at what is there already: choose something else, or take that away first.',
  missing: 'Look at what is there now, and choose among that.',
  permission: 'Use an account of the pool with a higher role.',
  licence: 'Change the edition or the licence of the pool first.',
  transport: 'Check the network in between, then try again.',
  internal: 'Try again; if it stays, the log of the host (xensource.log) says more.',
}

/**
 * A code's kind, the sentence for what happened, and one for what to do now (that of its kind if it has none).
 * Parameters stand in braces by their
 * position, with what is said instead when the parameter is not there or names nothing that is known:
 *
 * Codes that hosts use without declaring them have parameters that are uncertain: their sentences read well without.
 *
 * - `{0|the VM}` the name of an object; `{0:text|…}` as it came; `{0:word|…}` with blanks for underscores, in lower case
 * - `{0:size|…}` bytes; `{0:seconds|…}` a duration; `{0:names|…}` several objects
 * - `{1:rest|…}` the names of this and all parameters after it
 * - `{0:because}` a colon and the text, nothing if there is none
 */
export type ErrorRow = readonly [kind: XapiErrorKind, message: string, next?: string]

export type ErrorTable = { readonly [code: string]: ErrorRow }

/** What to do where everything is as it was asked to be. */
export const already = 'Nothing has to be done.'
