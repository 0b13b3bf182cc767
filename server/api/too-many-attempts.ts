import { type AppError, appError } from '@/server/errors'
import { worded } from '@/server/shared/text'

/** What a person is told who has to wait before the next attempt counts. */
export function tooManyAttempts(seconds: number): AppError {
  return appError('too-many-attempts', 'Too many failed attempts.', {
    next: worded('Try again in {n, plural, one {# second} other {# seconds}}.', { n: seconds }),
  })
}
