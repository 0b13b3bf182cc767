import { createServer, type IncomingMessage, request as send } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from '@playwright/test'
import { signInBehind } from './support/api'
import { startDomus } from './support/domus'
import { expect, signIn, test } from './support/test'

/** A page of somebody else, on another port of the same name: a browser sends cookies along, as for no other site. */
async function strangePage(page: Page, html: string, host = '127.0.0.1') {
  const server = createServer((_, response) => {
    response.writeHead(200, { 'Content-Type': 'text/html' }).end(`<!doctype html>${html}`)
  }).listen(0, '127.0.0.1')
  await new Promise(resolve => server.once('listening', resolve))
  const { port } = server.address() as AddressInfo
  await page.goto(`http://${host}:${port}/`)
  return { close: () => server.close() }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise(resolve => server.once('listening', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise(resolve => server.close(resolve))
  return port
}

/** A request as no browser would make it. */
function raw(
  url: string,
  {
    method = 'GET',
    path = '/',
    headers = {},
    body = '',
  }: Partial<Record<'method' | 'path' | 'body', string>> & {
    headers?: Record<string, string>
  },
): Promise<IncomingMessage> {
  const { hostname, port } = new URL(url)
  return new Promise((resolve, reject) => {
    const request = send({ hostname, port, method, path, headers }, response => {
      response.resume()
      resolve(response)
    })
    // Whoever sends too much is hung up on, maybe while sending.
    request.on('error', reject)
    request.end(body)
  })
}

test('a page runs no script that was put into it, from wherever it comes', async ({ page, domus }) => {
  const violations: string[] = []
  await page.exposeFunction('noteViolation', (directive: string) => violations.push(directive))
  await signIn(page, domus, '/settings')
  const ran = await page.evaluate(async () => {
    document.addEventListener('securitypolicyviolation', event => {
      const note: unknown = Reflect.get(window, 'noteViolation')
      if (typeof note === 'function') note(event.effectiveDirective)
    })
    const put = (fill: (script: HTMLScriptElement) => void) => {
      const script = document.createElement('script')
      fill(script)
      document.body.append(script)
    }
    put(script => {
      script.textContent = 'window.injected = "inline"'
    })
    put(script => {
      script.nonce = 'AAAAAAAAAAAAAAAAAAAAAA=='
      script.textContent = 'window.injected = "guessed nonce"'
    })
    put(script => {
      script.src = 'http://localhost:9/evil.js'
    })
    put(script => {
      script.src = 'data:text/javascript,window.injected = "data"'
    })
    const image = document.createElement('img')
    image.setAttribute('onerror', 'window.injected = "handler"')
    image.src = '/nothing-there.png'
    document.body.append(image)
    await new Promise(resolve => image.addEventListener('error', resolve))
    return Reflect.get(window, 'injected')
  })
  expect(ran).toBeUndefined()
  // Four elements and a handler; a browser may tell of one twice.
  await expect
    .poll(() => violations.filter(one => one.startsWith('script-src')).length)
    .toBeGreaterThanOrEqual(5)
  // The nonce is of this answer alone, and our own pages break no rule.
  const policies = await Promise.all([1, 2].map(async () => (await page.request.get('/settings')).headers()))
  const [one, other] = policies.map(headers => headers['content-security-policy'])
  expect(one).toMatch(/script-src 'self' 'nonce-[^']{24}'/)
  expect(one).not.toBe(other)
  expect(one).not.toMatch(/script-src[^;]*unsafe/)
})

test('no page breaks its own rules', async ({ page, domus }) => {
  const broken: string[] = []
  page.on('console', message => {
    if (/Content Security Policy|Hydration|hydrated/i.test(message.text())) broken.push(message.text())
  })
  await signIn(page, domus)
  for (const path of ['/', '/vms', '/settings', '/settings/users', '/audit', '/tasks', '/nothing-here']) {
    await page.goto(domus.url + path)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  }
  expect(broken).toEqual([])
})

test('a page of another site cannot show Domus in a frame', async ({ page, domus }) => {
  const strange = await strangePage(page, `<iframe src="${domus.url}/sign-in"></iframe>`)
  try {
    await expect.poll(() => page.frames()[1]?.url()).toMatch(/^chrome-error:/)
  } finally {
    strange.close()
  }
})

for (const host of ['127.0.0.1', 'localhost']) {
  test(`a page of another site changes and reads nothing, seen from ${host}`, async ({ page, domus }) => {
    await signIn(page, domus)
    const before = await (await page.request.get('/api/trpc/session.list')).text()
    const strange = await strangePage(page, '<form method="post"><button>Win</button></form>', host)
    try {
      const answers = await page.evaluate(async url => {
        const tried = async (path: string, init: RequestInit) => {
          try {
            return (await fetch(url + path, { credentials: 'include', ...init })).status
          } catch {
            return 'blocked'
          }
        }
        const stream = await new Promise(resolve => {
          const input = encodeURIComponent(JSON.stringify({ tab: 'strange' }))
          const source = new EventSource(`${url}/api/trpc/live.changes?input=${input}`, {
            withCredentials: true,
          })
          source.onmessage = () => resolve('open')
          source.onerror = () => resolve('blocked')
        })
        return [
          await tried('/api/trpc/session.revokeOthers', { method: 'POST', mode: 'no-cors' }),
          await tried('/api/trpc/session.revokeOthers', {
            method: 'POST',
            headers: { 'Content-Type': 'application/json' },
            body: '{}',
          }),
          await tried('/api/trpc/session.me', {}),
          await tried('/api/auth/signout', { method: 'POST', mode: 'no-cors' }),
          stream,
        ]
      }, domus.url)
      expect(answers).toEqual(Array.from({ length: 5 }, () => 'blocked'))
      const navigated = page.waitForResponse(/session\.revokeOthers/)
      await page.evaluate(url => {
        const form = document.querySelector('form')
        if (form) form.action = `${url}/api/trpc/session.revokeOthers`
      }, domus.url)
      await page.getByRole('button', { name: 'Win' }).click()
      expect((await navigated).status()).toBe(403)
      const after = await (await page.request.get(`${domus.url}/api/trpc/session.list`)).text()
      expect(JSON.parse(after).result.data).toHaveLength(JSON.parse(before).result.data.length)
    } finally {
      strange.close()
    }
  })
}

test('nothing leads to another site after signing in or out', async ({ page, domus }) => {
  const { csrfToken } = await (await page.request.get('/api/auth/csrf')).json()
  const { username, password } = domus
  for (const callbackUrl of [
    'https://evil.example/',
    '//evil.example/',
    'javascript:alert(1)',
    '/\\evil.example',
  ]) {
    const answer = await page.request.post('/api/auth/callback/credentials', {
      form: { csrfToken, username, password, callbackUrl, json: 'true' },
    })
    const { url } = await answer.json()
    expect(new URL(url).origin, callbackUrl).toBe(domus.url)
    const next = await page.request.get(`/sign-in?next=${encodeURIComponent(callbackUrl)}`)
    expect(next.status()).toBe(200)
  }
  for (const path of [
    '//evil.example/',
    '/%5Cevil.example/',
    '//evil.example/%2e%2e',
    '/\\evil.example/vms/',
  ]) {
    const { headers } = await raw(domus.url, { path })
    const to = new URL(headers.location ?? '/', domus.url)
    expect(to.origin, path).toBe(domus.url)
  }
})

test('what is sent is bounded, and has to say how long it is', async ({ domus }) => {
  const json = { 'content-type': 'application/json' }
  const much = JSON.stringify({ token: 'x'.repeat(2 * 1024 * 1024) })
  const form = { 'content-type': 'application/x-www-form-urlencoded' }
  const tried = (path: string, headers: Record<string, string>, body: string) =>
    raw(domus.url, { method: 'POST', path, headers, body }).then(
      answer => answer.statusCode,
      () => 'hung up on',
    )
  expect([413, 'hung up on']).toContain(await tried('/api/trpc/resetLink.look', json, much))
  expect([413, 'hung up on']).toContain(
    await tried('/api/auth/callback/credentials', { ...form, 'content-length': String(much.length) }, much),
  )
  expect(
    await tried('/api/auth/callback/credentials', { ...form, 'transfer-encoding': 'chunked' }, 'a=b'),
  ).toBe(411)
})

test('nobody has Domus ask its cloud or its link for them', async ({ page, domus }) => {
  await signInBehind(page.request, domus)
  for (const address of [
    'http://169.254.169.254',
    'https://[fe80::1]',
    'http://[::ffff:169.254.169.254]',
    '0.0.0.0',
  ]) {
    const answer = await page.request.post('/api/trpc/pool.look', { data: { address } })
    const { error } = await answer.json()
    expect(error?.data.app.message ?? 'answered', address).toMatch(/^Domus does not connect to /)
  }
})

test('over HTTPS the cookie is bound to the host, and browsers are told to stay', async ({ page }) => {
  const port = await freePort()
  const listening = `http://127.0.0.1:${port}`
  // What it prints is the address for people.
  const domus = await startDomus({ PUBLIC_URL: 'https://domus.example.org', PORT: String(port) })
  try {
    const answer = await page.request.get(`${listening}/api/auth/csrf`)
    expect(answer.headers()['strict-transport-security']).toBe('max-age=63072000')
    const { csrfToken } = await answer.json()
    const cookies = answer.headersArray().filter(({ name }) => name.toLowerCase() === 'set-cookie')
    const signed = await page.request.post(`${listening}/api/auth/callback/credentials`, {
      form: { csrfToken, username: domus.username, password: domus.password, json: 'true' },
      headers: {
        origin: 'https://domus.example.org',
        cookie: cookies.map(({ value }) => value.split(';')[0]).join('; '),
      },
    })
    const session = signed
      .headersArray()
      .find(
        ({ name, value }) => name.toLowerCase() === 'set-cookie' && value.startsWith('__Host-domus-session='),
      )
    expect(session?.value).toMatch(/; Path=\/;/)
    for (const part of ['HttpOnly', 'Secure', 'SameSite=Lax']) expect(session?.value).toContain(part)
    expect(session?.value).not.toMatch(/domain=/i)
  } finally {
    await domus.stop()
  }
})
