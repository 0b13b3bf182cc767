import { type AppError, appError } from '@/server/errors'

/** What a person is told who has to wait before the next attempt counts. */
export function tooManyAttempts(seconds: number): AppError {
  return appError('too-many-attempts', 'Too many failed attempts.', {
    next: `Try again in ${seconds} ${seconds === 1 ? 'second' : 'seconds'}.`,
  })
}
