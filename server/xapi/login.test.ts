import { describe, expect, it } from 'vitest'
import { parseEndpoint } from './endpoint'
import { CertificateError, TransportError, XapiError } from './errors'
import { login } from './session'
import { type FakeHost, fakeHost, Refusal } from './testing/fake-host'
import { atEnd, failureOf, openHost as host } from './testing/open-hosts'
import { readCertificate } from './transport'

const account = { username: 'root', password: 'hunter<2>' }

async function signIn(to: FakeHost, more: object = {}) {
  const session = await login({ address: to.url, ...account, ...more })
  atEnd(() => session.logout())
  return session
}

/** Calls of one name. */
const made = (to: FakeHost, method: string) => to.calls.filter(call => call.method === method)

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
