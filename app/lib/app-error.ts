import type { AppErrorShape } from '@/server/shared/app-error'
import { t } from '@/server/shared/text'

/**
 * What went wrong, as a person is told it. The server puts it on every answer as `error.data.app`; without it the
 * request never reached the server, or something that is not our server answered.
 */
export function appError(error: unknown): AppErrorShape {
  return carriedBy(error) ?? unreachable()
}

/** True for errors that our server made itself; false when it was not reached. */
export function reachedServer(error: unknown): boolean {
  return carriedBy(error) !== undefined
}

const unreachable = (): AppErrorShape => ({
  code: 'timeout',
  message: t('The Domus server did not answer.'),
  next: t('Check the network connection and that the server runs, then try again.'),
})

function carriedBy(error: unknown): AppErrorShape | undefined {
  if (typeof error !== 'object' || error === null || !('data' in error)) return undefined
  const { data } = error
  if (typeof data !== 'object' || data === null || !('app' in data)) return undefined
  return isAppError(data.app) ? data.app : undefined
}

function isAppError(value: unknown): value is AppErrorShape {
  return typeof value === 'object' && value !== null && 'code' in value && 'message' in value
}
