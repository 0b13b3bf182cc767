import type { Duplex } from 'node:stream'
import { afterEach, describe, expect, it } from 'vitest'
import { openConsole } from './console'
import { parseEndpoint } from './endpoint'
import { login } from './session'
import { type FakeHost, fakeHost } from './testing/fake-host'

const open: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close()
})

async function pool(answer: (url: string, socket: Duplex) => void) {
  const host = await fakeHost()
  open.push(() => host.close())
  host.onConnect = (request, socket) => answer(request.url ?? '', socket)
  const session = await login({ address: host.url, username: 'root', password: 'x' })
  open.push(() => session.logout())
  return { host, session }
}

const locationAt = (host: FakeHost) => `${host.url}/console?uuid=5a`

describe('openConsole', () => {
  it('opens a stream both ways and hands over what came with the answer', async () => {
    const asked: string[] = []
    const { host, session } = await pool((url, socket) => {
      asked.push(url)
      socket.write('HTTP/1.1 200 OK\r\nConnection: keep-alive\r\n')
      socket.write('\r\nRFB 003.008\n')
      socket.on('data', data => socket.write(`echo ${data}`))
    })
    const { stream, head } = await openConsole(session, locationAt(host))
    let text = head.toString()
    const done = new Promise<void>(resolve => {
      stream.on('data', data => {
        text += data
        if (text.includes('RFB 003.008\necho hello')) resolve()
      })
    })
    stream.write('hello')
    await done
    expect(asked).toEqual(['/console?uuid=5a&session_id=OpaqueRef:session-1'])
    stream.destroy()
  })

  it('tells a refusal by its status, without the session', async () => {
    const { host, session } = await pool((_, socket) =>
      socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n<html>'),
    )
    const error = await openConsole(session, locationAt(host)).catch((e: unknown) => e)
    expect(error).toMatchObject({ kind: 'http-status', status: 404, call: 'console' })
    expect(`${error}`).not.toContain('OpaqueRef')
  })

  it('renews the session once on 401', async () => {
    let refusals = 1
    const { host, session } = await pool((_, socket) => {
      if (refusals-- > 0) socket.end('HTTP/1.1 401 Unauthorised\r\n\r\n')
      else socket.write('HTTP/1.1 200 OK\r\n\r\n')
    })
    const { stream } = await openConsole(session, locationAt(host))
    stream.destroy()
    expect(host.calls.filter(call => call.method === 'session.login_with_password').length).toBe(2)
  })

  it('refuses what is no HTTP, no end, no location', async () => {
    const { host, session } = await pool((_, socket) => socket.write('RFB 003.008\n\r\n\r\n'))
    expect(await openConsole(session, locationAt(host)).catch((e: unknown) => e)).toMatchObject({
      kind: 'bad-answer',
    })
    expect(await openConsole(session, 'nonsense').catch((e: unknown) => e)).toMatchObject({
      kind: 'bad-answer',
    })
    const endless = await pool((_, socket) => socket.write('x'.repeat(20_000)))
    expect(
      await openConsole(endless.session, locationAt(endless.host)).catch((e: unknown) => e),
    ).toMatchObject({ kind: 'bad-answer' })
    const cut = await pool((_, socket) => socket.destroy())
    expect(await openConsole(cut.session, locationAt(cut.host)).catch((e: unknown) => e)).toMatchObject({
      kind: 'closed',
    })
    const silent = await pool(() => undefined)
    expect(
      await openConsole(silent.session, locationAt(silent.host), { timeoutMs: 20 }).catch((e: unknown) => e),
    ).toMatchObject({ kind: 'timeout' })
  })

  it('goes where the caller says a host is reached', async () => {
    const { host, session } = await pool((_, socket) => socket.write('HTTP/1.1 200 OK\r\n\r\n'))
    const met: string[] = []
    const { stream } = await openConsole(session, 'https://10.0.0.9/console?ref=OpaqueRef:c', {
      resolveEndpoint: named => {
        met.push(named.url)
        return { endpoint: parseEndpoint(host.url), trust: {} }
      },
    })
    stream.destroy()
    expect(met).toEqual(['https://10.0.0.9'])
  })
})
