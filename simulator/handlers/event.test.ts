import { describe, expect, it } from 'vitest'
import { writeToken } from '../tables/changes'
import { type TestPool, testPool } from '../test-pool'
import { login, logout } from '../work/sessions'
import { eventFrom } from './event'

async function signedIn(test: TestPool) {
  const { username, password } = test.pool.credentials
  return { pool: test.pool, session: await login(test.pool, username, password, 'test') }
}

/** Whether a promise has come to an end yet. */
function watched<T>(promise: Promise<T>) {
  const state: { done: boolean; value?: T; error?: unknown } = { done: false }
  promise.then(
    value => Object.assign(state, { done: true, value }),
    (error: unknown) => Object.assign(state, { done: true, error }),
  )
  return state
}

describe('event.from', () => {
  it('waits for something to happen, gathers a little, and tells', async () => {
    const test = testPool()
    const context = await signedIn(test)
    const first = watched(eventFrom(context, ['vm'], '', 30))
    await test.clock.advance(0.1)
    expect(first.value?.events.length).toBe(test.pool.db.table('VM').entries.size)
    const token = writeToken(first.value?.position ?? { database: 0, messages: 0 })
    const second = watched(eventFrom(context, ['vm'], token, 30))
    await test.clock.advance(10)
    expect(second.done).toBe(false)
    const vm = test.vm('web-01')
    test.pool.db.update('VM', vm, { name_description: 'a' })
    await test.clock.advance(0.01)
    expect(second.done).toBe(false)
    test.pool.db.update('VM', vm, { name_description: 'b' })
    await test.clock.advance(0.05)
    expect(second.value?.events).toMatchObject([
      { operation: 'mod', ref: vm, snapshot: { name_description: 'b' } },
    ])
  })

  it('answers nothing at its timeout', async () => {
    const test = testPool()
    const context = await signedIn(test)
    const { position } = await advanceUntilDone(test, eventFrom(context, ['vm'], '', 1))
    const next = watched(eventFrom(context, ['vm'], writeToken(position), 2))
    await test.clock.advance(1.9)
    expect(next.done).toBe(false)
    await test.clock.advance(0.2)
    expect(next.value).toEqual({ events: [], position })
  })

  it('fails when its session ends', async () => {
    const test = testPool()
    const context = await signedIn(test)
    const { position } = await advanceUntilDone(test, eventFrom(context, ['vm'], '', 1))
    const waiting = watched(eventFrom(context, ['vm'], writeToken(position), 60))
    await test.clock.advance(1)
    logout(test.pool, context.session)
    await test.clock.advance(0.1)
    expect(waiting.error).toMatchObject({ code: 'SESSION_INVALID', params: [context.session] })
  })

  it('answers an empty list of classes at once', async () => {
    const test = testPool()
    expect((await eventFrom(await signedIn(test), [], '', 60)).events).toEqual([])
  })
})

async function advanceUntilDone<T>(test: TestPool, promise: Promise<T>): Promise<T> {
  await test.clock.advance(5)
  return promise
}
