import { describe, expect, it } from 'vitest'
import { coordinatorOf } from '../pool'
import { writeToken } from '../tables/changes'
import { type TestPool, testPool } from '../test-pool'
import { CallContext } from '../work/context'
import { login, logout } from '../work/sessions'
import { event, eventFrom } from './event'
import { eventNext, queueOf } from './event-next'

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

  it('waits a day when the time it is given is none', async () => {
    const test = testPool()
    const context = await signedIn(test)
    const { position } = await advanceUntilDone(test, eventFrom(context, ['vm'], '', -1))
    const waiting = watched(eventFrom(context, ['vm'], writeToken(position), -1))
    await test.clock.advance(3600)
    expect(waiting.done).toBe(false)
    await test.clock.advance(24 * 3600)
    expect(waiting.value?.events).toEqual([])
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

describe('event.next', () => {
  it('is refused to a session that never registered', async () => {
    const test = testPool()
    const context = await signedIn(test)
    await expect(eventNext(context)).rejects.toMatchObject({
      code: 'SESSION_NOT_REGISTERED',
      params: [expect.stringMatching(/^trackid=[0-9a-f]{32}$/)],
    })
  })

  it('tells each change by itself, with the row as it was then', async () => {
    const test = testPool()
    const context = await signedIn(test)
    queueOf(test.pool).register(context.session, ['network'])
    const network = test.pool.db.create('network', { name_label: 'a' })
    test.pool.db.update('network', network, { name_label: 'b' })
    test.pool.db.destroy('network', network)
    const told = await advanceUntilDone(test, eventNext(context))
    expect(told).toMatchObject([
      { operation: 'add', ref: network, snapshot: { name_label: 'a' } },
      { operation: 'mod', ref: network, snapshot: { name_label: 'b' } },
      { operation: 'del', ref: network, snapshot: { name_label: 'b' } },
    ])
    expect(told[0]?.timestamp).toMatch(/^\d+\.$/)
  })

  it('waits for what was registered for, and shows a sign of life of the pool', async () => {
    const test = testPool()
    const context = await signedIn(test)
    queueOf(test.pool).register(context.session, ['pool'])
    const waiting = watched(eventNext(context))
    test.pool.db.update('VM', test.vm('web-01'), { name_description: 'x' })
    await test.clock.advance(20)
    expect(waiting.done).toBe(false)
    await test.clock.advance(20)
    expect(waiting.value).toMatchObject([{ class: 'pool', operation: 'mod' }])
  })

  it('blocks once nothing is registered for any more, until the session ends', async () => {
    const test = testPool()
    const context = await signedIn(test)
    const queue = queueOf(test.pool)
    queue.register(context.session, ['VM'])
    queue.unregister(context.session, ['vm'])
    const waiting = watched(eventNext(context))
    test.pool.db.update('VM', test.vm('web-01'), { name_description: 'x' })
    await test.clock.advance(100)
    expect(waiting.done).toBe(false)
    logout(test.pool, context.session)
    await test.clock.advance(1)
    expect(waiting.error).toMatchObject({ code: 'SESSION_INVALID' })
  })

  it('counts what anybody registered for', async () => {
    const test = testPool()
    const context = await signedIn(test)
    const id = () =>
      event.get_current_id?.(new CallContext({ ...context, method: '', host: coordinatorOf(test.pool) }))
    expect(id()).toBe(0)
    queueOf(test.pool).register(context.session, ['vm'])
    test.pool.db.update('VM', test.vm('web-01'), { name_description: 'x' })
    test.pool.db.update('VM', test.vm('web-01'), { name_description: 'y' })
    expect(id()).toBe(2)
  })
})

describe('event.inject', () => {
  it('answers a token that is smaller than the next one, as text', async () => {
    const test = testPool()
    const context = await signedIn(test)
    const call = new CallContext({ ...context, method: '', host: coordinatorOf(test.pool) })
    const { position } = await advanceUntilDone(test, eventFrom(context, ['vm'], '', 1))
    const vm = test.vm('web-01')
    const token = String(event.inject?.(call, 'VM', vm))
    const batch = await advanceUntilDone(test, eventFrom(context, ['vm'], writeToken(position), 5))
    expect(batch.events).toMatchObject([{ operation: 'mod', ref: vm }])
    expect(writeToken(batch.position) > token).toBe(true)
    expect(token).toMatch(/,0{20}$/)
  })

  it('takes a class as the model writes it only', async () => {
    const test = testPool()
    const call = new CallContext({ ...(await signedIn(test)), method: '', host: coordinatorOf(test.pool) })
    expect(() => event.inject?.(call, 'vm', test.vm('web-01'))).toThrow('HANDLE_INVALID vm')
  })
})

async function advanceUntilDone<T>(test: TestPool, promise: Promise<T>): Promise<T> {
  await test.clock.advance(5)
  return promise
}
