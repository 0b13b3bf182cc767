import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { parseEndpoint } from './endpoint'
import { CertificateError, TransportError, XapiError } from './errors'
import type { Ref } from './model/records'
import { login } from './session'
import { type FakeHost, fakeHost, Refusal } from './testing/fake-host'
import { readCertificate } from './transport'
import type { Wire, WireStruct } from './wire'

const open: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close()
})

async function host(tls?: 'host1' | 'host2'): Promise<FakeHost> {
  const made = await fakeHost(tls)
  open.push(() => made.close())
  return made
}

const account = { username: 'root', password: 'hunter<2>' }

async function signIn(to: FakeHost, more: object = {}) {
  const session = await login({ address: to.url, ...account, wire: language, ...more })
  open.push(() => session.logout())
  return session
}

/** The language that signIn() speaks. */
let language: 'json' | 'xml' = 'json'

/** Calls of one name. */
const made = (to: FakeHost, method: string) => to.calls.filter(call => call.method === method)

async function failureOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => undefined,
    (error: unknown) => error,
  )
}

describe('login', () => {
  it('logs in, learns what the pool is, and logs out', async () => {
    const pool = await host()
    const session = await login({ address: pool.url, ...account })
    expect(made(pool, 'session.login_with_password')[0]?.params).toEqual([
      'root',
      'hunter<2>',
      '1.0',
      'Domus',
    ])
    expect(session.apiVersion).toEqual({ major: 2, minor: 21 })
    expect(session.coordinatorRef).toBe('OpaqueRef:coordinator')
    expect(session.redirectedFrom).toBeUndefined()
    expect(session.certificate).toBeUndefined()
    expect([
      session.supports('VM.start'),
      session.supports('Async.VM.start'),
      session.supports('VM.nonsense'),
    ]).toEqual([true, true, false])
    // Appeared in 25.6 and after; this pool is 24.19.
    expect(session.supports('VM_group.get_all')).toBe(true)
    expect(session.supports('Rate_limit.get_all')).toBe(false)
    await session.logout()
    expect(pool.calls.at(-1)).toEqual({ method: 'session.logout', params: ['OpaqueRef:session-1'] })
  })

  it('speaks JSON, or XML to a host that knows nothing else', async () => {
    const pool = await host()
    expect((await signIn(pool, { wire: 'auto' })).wire).toBe('json')
    expect((await signIn(pool, { wire: 'xml' })).wire).toBe('xml')
    pool.json = false
    const session = await signIn(pool, { wire: undefined })
    expect(session.wire).toBe('xml')
    expect(session.apiVersion).toEqual({ major: 2, minor: 21 })
    expect(await failureOf(signIn(pool, { wire: 'json' }))).toMatchObject({
      kind: 'http-status',
      status: 500,
    })
  })

  it('tells a wrong password, without it', async () => {
    const pool = await host()
    pool.answers['session.login_with_password'] = () => {
      throw new Refusal('SESSION_AUTHENTICATION_FAILED', ['root', 'Authentication failure'])
    }
    const error = await failureOf(login({ address: pool.url, ...account }))
    expect(error).toBeInstanceOf(XapiError)
    expect(error).toMatchObject({
      code: 'SESSION_AUTHENTICATION_FAILED',
      call: 'session.login_with_password',
    })
    expect(String(error)).not.toContain('hunter')
  })

  it('leaves no session behind when the pool cannot be asked what it is', async () => {
    const pool = await host()
    pool.answers['pool.get_all'] = () => {
      throw new Refusal('HOST_STILL_BOOTING')
    }
    expect(await failureOf(login({ address: pool.url, ...account }))).toMatchObject({
      code: 'HOST_STILL_BOOTING',
    })
    expect(pool.calls.at(-1)?.method).toBe('session.logout')
  })

  it('tells apart what is no pool', async () => {
    const html = await host()
    html.answers['session.login_with_password'] = (_, response) => {
      response
        .writeHead(200, { 'content-type': 'text/html' })
        .end('<!DOCTYPE html><html><body>hello</body></html>')
      return undefined
    }
    expect(await failureOf(login({ address: html.url, ...account }))).toMatchObject({ kind: 'bad-answer' })
    html.answers['session.login_with_password'] = (_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"error":"no"}')
      return undefined
    }
    expect(await failureOf(login({ address: html.url, ...account }))).toMatchObject({ kind: 'bad-answer' })
    html.answers['session.login_with_password'] = (_, response) => {
      response.writeHead(503).end('busy')
      return undefined
    }
    expect(await failureOf(login({ address: html.url, ...account }))).toMatchObject({
      kind: 'http-status',
      status: 503,
    })
    const { url, close } = await fakeHost()
    await close()
    expect(await failureOf(login({ address: url, ...account }))).toMatchObject({ kind: 'refused' })
    expect(await failureOf(login({ address: 'http://no-such-host.invalid', ...account }))).toBeInstanceOf(
      TransportError,
    )
    const tls = await host('host1')
    expect(await failureOf(login({ address: `https://127.0.0.1:${html.port}`, ...account }))).toMatchObject({
      kind: 'tls',
    })
    expect(await failureOf(login({ address: `http://127.0.0.1:${tls.port}`, ...account }))).toBeInstanceOf(
      TransportError,
    )
  })

  it('sends nothing to a host whose certificate is not the accepted one', async () => {
    const pool = await host('host1')
    const facts = await readCertificate(parseEndpoint(pool.url))
    expect(facts).toMatchObject({ subject: 'CN=host1, O=Test', issuer: 'CN=host1, O=Test', selfSigned: true })
    expect(facts?.sha256).toMatch(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/)
    expect(facts?.validTo).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/)

    const unknown = await failureOf(login({ address: pool.url, ...account }))
    expect(unknown).toBeInstanceOf(CertificateError)
    expect(unknown).toMatchObject({ kind: 'unknown', met: facts, host: `127.0.0.1:${pool.port}` })
    const other = 'AA'.repeat(32).replace(/..(?=.)/g, '$&:')
    expect(await failureOf(login({ address: pool.url, ...account, pin: other }))).toMatchObject({
      kind: 'changed',
      met: facts,
      pinned: other,
    })
    expect(pool.calls).toEqual([])

    const session = await signIn(pool, { pin: facts?.sha256 })
    expect(session.certificate).toEqual(facts)
  })

  it('follows a member to the coordinator, whose certificate is accepted on its own', async () => {
    const member = await host('host1')
    const coordinator = await host('host2')
    member.answers['session.login_with_password'] = () => {
      throw new Refusal('HOST_IS_SLAVE', [`127.0.0.1:${coordinator.port}`])
    }
    const pins: Record<string, string> = {}
    const places = [`127.0.0.1:${member.port}`, `127.0.0.1:${coordinator.port}`]
    for (const place of places) {
      const error = await failureOf(login({ address: member.url, ...account, pins }))
      if (!(error instanceof CertificateError)) throw error
      expect([error.kind, error.host, error.endpoint.url]).toEqual(['unknown', place, `https://${place}`])
      pins[error.host] = error.met.sha256
    }
    const session = await signIn(member, { pins })
    expect(session.endpoint.port).toBe(coordinator.port)
    expect(session.redirectedFrom?.port).toBe(member.port)
  })

  it('turns to the members when the address does not answer, but not when it refuses', async () => {
    const gone = await fakeHost()
    await gone.close()
    const second = await host()
    const session = await signIn(gone, { members: [second.url] })
    expect(session.endpoint.port).toBe(second.port)

    // A member still points to a coordinator that is gone: the next one knows the new one.
    const pointing = await host()
    pointing.answers['session.login_with_password'] = () => {
      throw new Refusal('HOST_IS_SLAVE', [`127.0.0.1:${gone.port}`])
    }
    const onward = await signIn(pointing, { members: [gone.url, second.url] })
    expect(onward.endpoint.port).toBe(second.port)
    const lost = await failureOf(login({ address: gone.url, ...account, members: [gone.url] }))
    expect(lost).toMatchObject({ kind: 'refused', host: `127.0.0.1:${gone.port}` })

    const refusing = await host()
    refusing.answers['session.login_with_password'] = () => {
      throw new Refusal('SESSION_AUTHENTICATION_FAILED', ['root', 'no'])
    }
    const before = second.calls.length
    expect(
      await failureOf(login({ address: refusing.url, ...account, members: [second.url] })),
    ).toBeInstanceOf(XapiError)
    expect(second.calls.length).toBe(before)
  })
})

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
