import type { Clock } from './clock'

/** The pool took a call and never answered it. */
export class PoolSilentError extends Error {
  override readonly name = 'PoolSilentError'
  constructor(readonly seconds: number) {
    super(`The pool has not answered for ${seconds} seconds`)
  }
}

/**
 * Runs a call that must end within `ms` by the given clock. Its signal is aborted when time is up or when `outer` is;
 * the result then rejects even if the call ignores it.
 */
export function guarded<T>(
  clock: Clock,
  ms: number,
  outer: AbortSignal | undefined,
  call: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController()
  return new Promise((resolve, reject) => {
    const fail = (reason: unknown) => {
      controller.abort(reason)
      settle()
      reject(reason)
    }
    const stop = () => fail(outer?.reason)
    const cancel = clock.after(ms, () => fail(new PoolSilentError(Math.round(ms / 1000))))
    const settle = () => {
      cancel()
      outer?.removeEventListener('abort', stop)
    }
    if (outer?.aborted) {
      stop()
      return
    }
    outer?.addEventListener('abort', stop, { once: true })
    call(controller.signal).then(
      value => {
        settle()
        resolve(value)
      },
      error => {
        settle()
        reject(error)
      },
    )
  })
}
