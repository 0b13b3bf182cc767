import { afterEach } from 'vitest'
import { type FakeHost, fakeHost } from './fake-host'

const open: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close()
})

/** Has something closed when the test is over, the last first. */
export function atEnd(close: () => Promise<unknown>): void {
  open.push(close)
}

/** A host that is closed when the test is over. */
export async function openHost(tls?: 'host1' | 'host2'): Promise<FakeHost> {
  const host = await fakeHost(tls)
  atEnd(() => host.close())
  return host
}

/** What a promise rejects with; undefined if it does not. */
export function failureOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => undefined,
    (error: unknown) => error,
  )
}
