import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, it } from 'vitest'
import { nonceHeader } from '@/server/shared/nonce-header'
import { allowPage, setSecurityHeaders } from './security-headers'

const closing: (() => void)[] = []
afterEach(() => {
  for (const close of closing.splice(0)) close()
})

/** What a browser gets, and what Next would. */
async function answered(secure: boolean, isPage: boolean, given: Record<string, string> = {}) {
  let seen: IncomingMessage['headers'] = {}
  const server = createServer((request, response) => {
    setSecurityHeaders(response, { secure })
    if (isPage) allowPage(request, response, { development: false })
    seen = request.headers
    response.end()
  }).listen(0, '127.0.0.1')
  closing.push(() => server.close())
  await new Promise(resolve => server.once('listening', resolve))
  const { port } = server.address() as AddressInfo
  const { headers } = await fetch(`http://127.0.0.1:${port}/`, { headers: given })
  return { headers, seen, policy: headers.get('content-security-policy') ?? '' }
}

it('runs no inline script without a nonce of this very answer', async () => {
  const one = await answered(false, true)
  const other = await answered(false, true)
  expect(one.policy).toMatch(/script-src 'self' 'nonce-[A-Za-z0-9+/]{22}=='(;|$)/)
  expect(one.policy).not.toMatch(/script-src[^;]*unsafe/)
  expect(one.policy).not.toBe(other.policy)
  expect(one.policy).toContain("frame-ancestors 'none'")
  expect(one.seen['content-security-policy']).toBe(one.policy)
  expect(one.policy).toContain(`'nonce-${one.seen[nonceHeader]}'`)
})

it('takes no nonce from whoever asks', async () => {
  const { policy, seen } = await answered(false, true, {
    'content-security-policy': "script-src 'nonce-mine'",
    'content-security-policy-report-only': "script-src 'nonce-mine'",
    [nonceHeader]: 'mine',
  })
  expect(policy).not.toContain('mine')
  expect(JSON.stringify(seen)).not.toContain('mine')
})

it('lets what is no page do nothing', async () => {
  const { policy, headers } = await answered(false, false)
  expect(policy).toBe("default-src 'none'; frame-ancestors 'none'; base-uri 'none'")
  expect(headers.get('x-content-type-options')).toBe('nosniff')
})

it('asks for HTTPS from then on where it is reached by HTTPS, and nowhere else', async () => {
  expect((await answered(true, true)).headers.get('strict-transport-security')).toBe('max-age=63072000')
  expect((await answered(false, true)).headers.get('strict-transport-security')).toBeNull()
})
