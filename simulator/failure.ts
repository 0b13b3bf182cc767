import { RefusedCall } from '../server/xapi/params'

/**
 * A refusal of the XenAPI: an error code and its parameters, all texts, as `ErrorDescription` carries them.
 * Codes and their parameters are listed in `server/xapi/model/facts.json` under `errors`.
 */
export class Failure extends Error {
  readonly code: string
  readonly params: readonly string[]

  constructor(code: string, ...params: readonly string[]) {
    // It is an answer, not a defect: what is allowed is found out by making thousands, and stacks would take longest.
    const limit = Error.stackTraceLimit
    Error.stackTraceLimit = 0
    super([code, ...params].join(' '))
    Error.stackTraceLimit = limit
    this.name = 'Failure'
    this.code = code
    this.params = params
  }

  /** `[code, param, …]` */
  get description(): string[] {
    return [this.code, ...this.params]
  }
}

/** What xapi makes of any exception that is none of its own refusals. */
export function asFailure(error: unknown): Failure {
  if (error instanceof Failure) return error
  if (error instanceof RefusedCall) return new Failure(error.code, ...error.params)
  return new Failure('INTERNAL_ERROR', error instanceof Error ? error.message : String(error))
}
