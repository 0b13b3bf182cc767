import type { AppErrorShape } from '@/server/shared/app-error'
import { FakeFailure } from './fake-pool'

/** What the server's one place for error sentences does, for the errors a fake pool throws. */
export function describe(error: unknown): AppErrorShape {
  if (error instanceof FakeFailure) {
    const shape: AppErrorShape = { code: error.appCode, message: error.message }
    return error.code === '' ? shape : { ...shape, xapi: { code: error.code, params: [] } }
  }
  return { code: 'internal', message: String(error) }
}
