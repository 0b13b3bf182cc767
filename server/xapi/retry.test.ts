import { setImmediate } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { TransportError, type TransportKind, XapiError } from './errors'
import { retryDelay, retrying } from './retry'

const failing = (...errors: unknown[]) => {
  let calls = 0
  const run = async () => {
    const error = errors[calls++]
    if (error) throw error
    return 'done'
  }
  return { run, count: () => calls }
}
const cut = (kind: TransportKind = 'closed') => new TransportError(kind, 'xen1:443')

describe('the pause before another try', () => {
  it('doubles from a quarter of a second to fifteen, with jitter below', () => {
    expect([1, 2, 3, 4, 5, 6].map(n => retryDelay(n, 1))).toEqual([250, 500, 1000, 2000, 4000, 8000])
    expect([7, 8, 50].map(n => retryDelay(n, 1))).toEqual([15_000, 15_000, 15_000])
    expect([retryDelay(3, 0), retryDelay(3, 0.5), retryDelay(50, 0)]).toEqual([500, 750, 7500])
    const drawn = new Set(Array.from({ length: 20 }, () => retryDelay(3)))
    expect(drawn.size).toBeGreaterThan(1)
    for (const delay of drawn) expect(delay >= 500 && delay <= 1000).toBe(true)
  })
})

describe('what is tried again', () => {
  it('is what only a connection made fail, so many times', async () => {
    const { run, count } = failing(cut(), cut('refused'))
    expect(await retrying(4, undefined, run)).toBe('done')
    expect(count()).toBe(3)
    const never = failing(cut(), cut('refused'), cut())
    const failure = retrying(2, undefined, never.run).catch((error: unknown) => error)
    expect(await failure).toMatchObject({ kind: 'refused' })
    expect(never.count()).toBe(2)
  })

  it('is nothing that a host has answered or kept waiting', async () => {
    for (const error of [
      new XapiError('HOST_OFFLINE', []),
      ...(['timeout', 'cancelled', 'bad-answer', 'http-status', 'tls', 'dns'] as const).map(cut),
    ]) {
      const { run, count } = failing(error)
      expect(await retrying(4, undefined, run).catch((thrown: unknown) => thrown)).toBe(error)
      expect(count()).toBe(1)
    }
  })

  it('is given up in the pause when the caller does', async () => {
    const stop = new AbortController()
    const { run, count } = failing(cut(), undefined)
    const result = retrying(4, stop.signal, run).catch((error: unknown) => error)
    // The first try has failed by now.
    await setImmediate()
    expect(count()).toBe(1)
    stop.abort()
    expect(await result).toMatchObject({ kind: 'closed' })
    expect(count()).toBe(1)
  })
})
