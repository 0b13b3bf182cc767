import { setTimeout } from 'node:timers/promises'
import { TransportError } from './errors'

const firstDelay = 250
const longestDelay = 15_000

/** How long to wait before attempt `n` (from 1): doubling, up to 15 s, between half of it and all of it. */
export function retryDelay(attempt: number, random = Math.random()): number {
  const delay = Math.min(longestDelay, firstDelay * 2 ** (attempt - 1))
  return delay / 2 + (delay / 2) * random
}

/** Worth another try at once: the connection ended or could not be made. A host that lets us wait is left alone. */
function passing(error: unknown): boolean {
  return error instanceof TransportError && (error.kind === 'closed' || error.kind === 'refused')
}

/** Runs what may run twice, at most `attempts` times in all while only the connection is at fault. */
export async function retrying<T>(
  attempts: number,
  signal: AbortSignal | undefined,
  run: () => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await run()
    } catch (error) {
      if (attempt >= attempts || !passing(error)) throw error
      try {
        await setTimeout(retryDelay(attempt), undefined, { ...(signal ? { signal } : {}), ref: false })
      } catch {
        // Given up while waiting: what went wrong is still the answer.
        throw error
      }
    }
  }
}
