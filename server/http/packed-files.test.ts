import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, get, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib'
import { afterEach, expect, it } from 'vitest'
import { PackedFiles } from './packed-files'

const text = 'console.log("a script that says the same the same the same")'
const closing: (() => void)[] = []
afterEach(() => {
  for (const close of closing.splice(0)) close()
})

async function serve(): Promise<(path: string, encoding: string) => Promise<[IncomingHttpHeaders, Buffer]>> {
  const folder = mkdtempSync(join(tmpdir(), 'packed-'))
  mkdirSync(join(folder, 'static', 'chunks'), { recursive: true })
  writeFileSync(join(folder, 'static', 'chunks', 'a.js.br'), brotliCompressSync(text))
  writeFileSync(join(folder, 'secret.js.br'), brotliCompressSync('secret'))
  const files = new PackedFiles(join(folder, 'static'))
  const server = createServer((request, response) => {
    if (!files.answer(request, response)) response.end('somebody else')
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  closing.push(
    () => server.close(),
    () => rmSync(folder, { recursive: true }),
  )
  const { port } = server.address() as AddressInfo
  return (path, encoding) =>
    new Promise((resolve, reject) => {
      get({ port, path, headers: { 'accept-encoding': encoding }, agent: false }, response => {
        const parts: Buffer[] = []
        response.on('data', part => parts.push(part))
        response.on('end', () => resolve([response.headers, Buffer.concat(parts)]))
      }).on('error', reject)
    })
}

it('gives a packed file to a browser that takes it, for ever', async () => {
  const ask = await serve()
  const [headers, body] = await ask('/_next/static/chunks/a.js', 'gzip, deflate, br')
  expect(headers).toMatchObject({
    'content-encoding': 'br',
    'content-type': 'application/javascript; charset=UTF-8',
    'cache-control': 'public, max-age=31536000, immutable',
    vary: 'Accept-Encoding',
  })
  expect(brotliDecompressSync(body).toString()).toBe(text)
})

it.each([
  ['/_next/static/chunks/a.js', 'gzip'],
  ['/_next/static/chunks/b.js', 'br'],
  ['/_next/static/chunks/a.js.br', 'br'],
  ['/_next/static/../secret.js', 'br'],
  ['/_next/static/%2e%2e/secret.js', 'br'],
])('leaves %s (%s) to others', async (path, encoding) => {
  const ask = await serve()
  const [headers, body] = await ask(path, encoding)
  expect(headers['content-encoding']).toBeUndefined()
  expect(body.toString()).toBe('somebody else')
})
