import type { Worded } from '@/server/shared/text'

/** Some steps were done and a later one failed: says what is done, and why the rest is not. */
export class HalfDone extends Error {
  override readonly name = 'HalfDone'

  constructor(
    readonly done: Worded,
    override readonly cause: unknown,
  ) {
    super('half done', { cause })
  }
}

/** The pool refused, and has not done it. Any other error leaves open whether it did. */
export function isRefusal(error: unknown): boolean {
  return error instanceof Error && error.name === 'XapiError'
}
