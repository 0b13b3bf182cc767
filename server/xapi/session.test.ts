import { beforeEach, describe, expect, it } from 'vitest'
import type { Ref } from './model/records'
import { login } from './session'
import { type FakeHost, Refusal } from './testing/fake-host'
import { atEnd, failureOf, openHost as host } from './testing/open-hosts'
import type { Wire, WireStruct } from './wire'

const account = { username: 'root', password: 'hunter<2>' }

async function signIn(to: FakeHost, more: object = {}) {
  const session = await login({ address: to.url, ...account, wire: language, ...more })
  atEnd(() => session.logout())
  return session
}

/** The language that signIn() speaks. */
let language: 'json' | 'xml' = 'json'

/** Calls of one name. */
const made = (to: FakeHost, method: string) => to.calls.filter(call => call.method === method)

/** An event as a host writes it. */
const change = (id: string, className: string, operation: string, more: WireStruct = {}): Wire => ({
  id,
  class: className,
  operation,
  ref: `OpaqueRef:${id}`,
  ...more,
})

describe.each(['json', 'xml'] as const)('XapiSession over %s', wire => {
  beforeEach(() => {
    language = wire
  })

  it('makes typed calls and decodes what comes back', async () => {
    const pool = await host()
    const vm = 'OpaqueRef:vm' as Ref<'VM'>
    Object.assign(pool.answers, {
      'VM.get_record': () => ({
        name_label: 'web',
        memory_static_max: '268435456',
        is_a_template: false,
        new_field: 'x',
      }),
      'Async.VM.start': () => 'OpaqueRef:task',
      'VM.get_all_records': () => ({ 'OpaqueRef:vm': { name_label: 'web' } }),
      'VM.set_memory_static_max': () => '',
    } satisfies Record<string, () => Wire>)
    const session = await signIn(pool)
    const record = await session.call.VM.get_record(vm)
    expect(record).toMatchObject({
      name_label: 'web',
      memory_static_max: 268435456,
      tags: [],
      power_state: 'Halted',
      new_field: 'x',
    })
    expect(await session.begin().VM.start(vm, false, true)).toBe('OpaqueRef:task')
    expect(made(pool, 'Async.VM.start')[0]?.params).toEqual(['OpaqueRef:session-1', vm, false, true])
    expect(await session.call.VM.set_memory_static_max(vm, 1024)).toBeUndefined()
    expect(made(pool, 'VM.set_memory_static_max')[0]?.params).toEqual([
      'OpaqueRef:session-1',
      vm,
      wire === 'json' ? 1024 : '1024',
    ])
    expect([...(await session.getAllRecords('VM')).keys()]).toEqual([vm])
    pool.answers['VM.unpause'] = ([ref]) => {
      throw new Refusal('INTERNAL_ERROR', [`Not_found(${ref})`])
    }
    expect(await failureOf(session.call.VM.unpause(vm))).toMatchObject({ params: ['Not_found(the session)'] })
    expect(await failureOf(session.call.VM.pause(vm))).toMatchObject({
      code: 'MESSAGE_METHOD_UNKNOWN',
      params: ['VM.pause'],
      call: 'VM.pause',
    })
  })

  it('has proxies that stand for no call of the language', async () => {
    const session = await signIn(await host())
    expect(await Promise.resolve(session.call)).toBe(session.call)
    expect(await Promise.resolve(session.call.VM)).toBe(session.call.VM)
    expect(JSON.stringify({ call: session.call, vm: session.call.VM })).toBe('{"call":{},"vm":{}}')
    expect(Object.keys(session.call)).toEqual([])
    expect('x' in session.call).toBe(false)
  })

  it('renews a session that has run out, once for all who wait', async () => {
    const pool = await host()
    let logins = 0
    pool.answers['session.login_with_password'] = () => `OpaqueRef:session-${++logins}`
    pool.answers['VM.get_name_label'] = ([ref]) => {
      if (ref !== 'OpaqueRef:session-2') throw new Refusal('SESSION_INVALID', [String(ref)])
      return 'web'
    }
    const session = await signIn(pool)
    const vm = session.refOf('VM', 'OpaqueRef:vm')
    const names = await Promise.all([1, 2, 3].map(() => session.call.VM.get_name_label(vm)))
    expect(names).toEqual(['web', 'web', 'web'])
    expect(logins).toBe(2)
    pool.answers['VM.get_name_label'] = ([ref]) => {
      throw new Refusal('SESSION_INVALID', [String(ref)])
    }
    const error = await failureOf(session.call.VM.get_name_label(vm))
    expect(error).toMatchObject({ code: 'SESSION_INVALID', params: [] })
    expect(`${error}${JSON.stringify(error)}`).not.toContain('OpaqueRef')
    expect(logins).toBe(3)
  })

  it('tries a read again after a cut connection, a write never', async () => {
    const pool = await host()
    let cuts = 2
    pool.answers['VM.get_name_label'] = (_, response) => {
      if (cuts-- > 0) response.destroy()
      else return 'web'
      return undefined
    }
    pool.answers['VM.start'] = (_, response) => {
      response.writeHead(200, { 'content-length': 1000 }).write('<methodResponse>')
      response.destroy()
      return undefined
    }
    const session = await signIn(pool)
    const vm = session.refOf('VM', 'OpaqueRef:vm')
    expect(await session.call.VM.get_name_label(vm)).toBe('web')
    expect(made(pool, 'VM.get_name_label').length).toBe(3)
    expect(await failureOf(session.call.VM.start(vm, false, false))).toMatchObject({
      kind: 'closed',
      call: 'VM.start',
    })
    expect(made(pool, 'VM.start').length).toBe(1)
  })

  it('keeps connections few, and event.from apart from them', async () => {
    const pool = await host()
    const waiting: (() => void)[] = []
    let reached: () => void = () => undefined
    const full = new Promise<void>(resolve => {
      reached = resolve
    })
    pool.answers['VM.get_name_label'] = () =>
      new Promise<Wire>(resolve => {
        waiting.push(() => resolve('web'))
        if (waiting.length === 4) reached()
      })
    pool.answers['event.from'] = () => ({ token: '1', valid_ref_counts: {}, events: [] })
    const session = await signIn(pool)
    const calls = Array.from({ length: 10 }, () => session.call.VM.get_name_label(session.refOf('VM', 'x')))
    await full
    await session.eventFrom(['VM'], '', 0)
    expect(waiting.length).toBe(4)
    expect(pool.connections).toBeLessThanOrEqual(5)
    pool.answers['VM.get_name_label'] = () => 'web'
    for (const go of waiting) go()
    expect(await Promise.all(calls)).toEqual(Array(10).fill('web'))
    expect(pool.connections).toBeLessThanOrEqual(5)
  })

  it('reads events by the model', async () => {
    const pool = await host()
    pool.answers['event.from'] = (): Wire => ({
      token: '00000000000000000007,00000000000000000001',
      valid_ref_counts: { vm: 2, host: 1 },
      events: [
        change('1', 'vm', 'add', { snapshot: { name_label: 'a', VCPUs_max: 4 } }),
        change('2', 'vm_metrics', 'del'),
        change('3', 'of_the_future', 'add'),
      ],
    })
    const session = await signIn(pool)
    const batch = await session.eventFrom(['*'], '', 30)
    expect(made(pool, 'event.from')[0]?.params).toMatchObject([
      'OpaqueRef:session-1',
      ['*'],
      '',
      wire === 'json' ? 30 : { value: 30 },
    ])
    expect(batch.token).toBe('00000000000000000007,00000000000000000001')
    expect(batch.validRefCounts).toEqual({ vm: 2, host: 1 })
    expect(batch.events).toEqual([
      {
        class: 'VM',
        operation: 'add',
        ref: 'OpaqueRef:1',
        snapshot: expect.objectContaining({ name_label: 'a', VCPUs_max: 4, other_config: {} }),
      },
      { class: 'VM_metrics', operation: 'del', ref: 'OpaqueRef:2' },
    ])
  })

  it('gives a waiting call up when it is told to, or when nothing comes', async () => {
    const pool = await host()
    let arrived: () => void = () => undefined
    const arrival = new Promise<void>(resolve => {
      arrived = resolve
    })
    pool.answers['event.from'] = () => {
      arrived()
      return new Promise<undefined>(() => undefined)
    }
    pool.answers['VM.get_name_label'] = () => new Promise<undefined>(() => undefined)
    const session = await signIn(pool)
    const giveUp = new AbortController()
    const waiting = failureOf(session.eventFrom(['VM'], '1', 30, giveUp.signal))
    await arrival
    giveUp.abort()
    expect(await waiting).toMatchObject({ kind: 'cancelled', call: 'event.from' })
    expect(await failureOf(session.invoke('VM.get_name_label', ['x'], { timeout: 20 }))).toMatchObject({
      kind: 'timeout',
    })
    const vm = session.refOf('VM', 'x')
    expect(
      await failureOf(session.with({ signal: AbortSignal.abort() }).VM.get_name_label(vm)),
    ).toMatchObject({ kind: 'cancelled' })
    expect(await failureOf(session.with({ timeout: 20 }).VM.get_name_label(vm))).toMatchObject({
      kind: 'timeout',
    })
  })

  it('ends with a logout whatever is under way', async () => {
    const pool = await host()
    let arrived: () => void = () => undefined
    const arrival = new Promise<void>(resolve => {
      arrived = resolve
    })
    pool.answers['event.from'] = () => {
      arrived()
      return new Promise<undefined>(() => undefined)
    }
    const session = await signIn(pool)
    const waiting = failureOf(session.eventFrom(['VM'], '1', 30))
    await arrival
    await session.logout()
    expect(await waiting).toMatchObject({ kind: 'cancelled' })
    expect(made(pool, 'session.logout').map(call => call.params)).toEqual([['OpaqueRef:session-1']])
    expect(await failureOf(session.call.pool.get_all())).toMatchObject({ kind: 'cancelled' })

    const gone = await host()
    const other = await signIn(gone)
    await gone.close()
    expect(await other.logout()).toBeUndefined()
  })

  it('sends few and small headers', async () => {
    const pool = await host()
    let size = 0
    let agent: string | undefined
    pool.answers['pool.get_all'] = (_, __, request) => {
      size = request.rawHeaders.join(': \r\n').length
      agent = request.headers['user-agent']
      expect(request.headers['transfer-encoding']).toBeUndefined()
      return ['OpaqueRef:pool']
    }
    await signIn(pool)
    expect(size).toBeLessThan(300)
    expect(agent).toMatch(/^Domus\//)
  })
})
