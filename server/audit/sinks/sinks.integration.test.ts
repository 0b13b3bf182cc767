import { createHmac } from 'node:crypto'
import { createServer as createHttps } from 'node:https'
import type { AddressInfo, Server } from 'node:net'
import { createServer as createTls } from 'node:tls'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { createSecretBox } from '@/server/access/secrets'
import { startTestDatabase, type TestDatabase, testSecret } from '@/server/testing/database'
import { selfSigned } from '@/simulator/http/certificate'
import { auditKeys } from '../keys'
import { createAuditLog } from '../record'
import { createSinks } from './sinks'

let database: TestDatabase
const certificate = selfSigned('localhost', ['localhost', '127.0.0.1'])
const box = createSecretBox(testSecret)
const never = new AbortController().signal
const stops: (() => Promise<void>)[] = []
let now = Date.now()
beforeAll(async () => {
  database = await startTestDatabase()
})
afterAll(() => database.stop())
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop()
  await database.db.auditSink.deleteMany()
})

const rooms = () => ({
  audit: createAuditLog(database.db, auditKeys(box)),
  sinks: createSinks({ db: database.db, box, now: () => now }),
})
const entry = { userName: 'ann', address: '192.0.2.7', action: 'vm.start', sentence: 'Start "web"]\n-01' }

async function listen(server: Server): Promise<number> {
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  stops.push(() => new Promise(resolve => server.close(() => resolve())))
  return (server.address() as AddressInfo).port
}

/** A syslog receiver: the bytes of each connection, once it has ended. `cut`: breaks off instead of closing. */
async function receiver() {
  const received: string[] = []
  const state = { cut: false, received, port: 0 }
  const server = createTls({ key: certificate.key, cert: certificate.cert }, socket => {
    let text = ''
    socket.on('error', () => undefined)
    if (state.cut) return socket.destroy()
    socket.setEncoding('utf8').on('data', (part: string) => {
      text += part
    })
    return socket.on('end', () => {
      received.push(text)
      socket.end()
    })
  })
  state.port = await listen(server)
  return state
}

const syslogSink = (port: number) => ({
  kind: 'syslog' as const,
  name: 'logs',
  address: `localhost:${port}`,
  authority: certificate.cert,
  secret: '',
  enabled: true,
})

/** Messages by their counted octets. */
function frames(text: string): string[] {
  let rest = Buffer.from(text)
  const found: string[] = []
  while (rest.length > 0) {
    const space = rest.indexOf(' ')
    const length = Number(rest.subarray(0, space).toString())
    found.push(rest.subarray(space + 1, space + 1 + length).toString())
    rest = rest.subarray(space + 1 + length)
  }
  return found
}

it('sends rows by syslog over TLS, counted and structured, from where it was set up, each once', async () => {
  const { audit, sinks } = rooms()
  const server = await receiver()
  await audit.note({ ...entry, sentence: 'Before', result: 'succeeded' })
  const { id } = await sinks.create(syslogSink(server.port))
  const deed = await audit.begin(entry)
  await audit.finish(deed, { result: 'failed', errorCode: 'NO_WAY' })
  await sinks.sendDue(never)
  await sinks.sendDue(never)
  const [first, ...more] = server.received
  expect(more).toEqual([])
  const [begun, over, ...rest] = frames(first ?? '')
  expect(rest).toEqual([])
  expect(begun).toMatch(
    /^<110>1 \d{4}-\d\d-\d\dT\S+Z \S+ domus \d+ vm\.start \[domus@32473 seq="\d+" kind="begin" deed="\d+" user="ann" address="192\.0\.2\.7" action="vm\.start" result="started" mac="[0-9a-f]{64}"\] \uFEFFann: Start "web"\] -01 \(started\)$/,
  )
  expect(over).toContain('<108>1 ')
  expect(over).toContain(`deed="${deed}" user="ann"`)
  expect(over).toContain('result="failed" code="NO_WAY"')
  expect(await sinks.list()).toMatchObject([
    { id, waiting: 0, failingSince: null, sentAt: expect.any(String) },
  ])
})

it('loses nothing where the receiver breaks off, says since when and why, waits longer each time, and goes on', async () => {
  const { audit, sinks } = rooms()
  const server = await receiver()
  server.cut = true
  await sinks.create(syslogSink(server.port))
  const row = await audit.note({ ...entry, result: 'succeeded' })
  const start = now
  for (const wait of [1000, 2000, 4000]) {
    await sinks.sendDue(never)
    const [state] = await sinks.list()
    expect(state).toMatchObject({ waiting: 1, sentAt: null, failure: expect.stringContaining('broke off') })
    expect(state?.failingSince).toBe(new Date(start).toISOString())
    expect(Date.parse(state?.nextAt ?? '') - now).toBe(wait)
    // Not due yet: not tried.
    await sinks.sendDue(never)
    now += wait
  }
  server.cut = false
  await sinks.sendDue(never)
  expect(frames(server.received.join('')).at(-1)).toContain(`seq="${row}"`)
  expect(await sinks.list()).toMatchObject([{ waiting: 0, failingSince: null, failure: null }])
})

it('trusts no certificate that nobody vouches for', async () => {
  const { audit, sinks } = rooms()
  const server = await receiver()
  await sinks.create({ ...syslogSink(server.port), authority: '' })
  await audit.note({ ...entry, result: 'succeeded' })
  await sinks.sendDue(never)
  expect(server.received).toEqual([])
  expect(await sinks.list()).toMatchObject([
    { waiting: 1, failure: 'its certificate is signed by nobody who is trusted' },
  ])
})

it('posts rows to a webhook, signed; another status than 2xx is a failure', async () => {
  const { audit, sinks } = rooms()
  const secret = 'a key of some length'
  const bodies: { body: string; signature: string }[] = []
  let status = 503
  const server = createHttps({ key: certificate.key, cert: certificate.cert }, (request, response) => {
    let body = ''
    request.setEncoding('utf8').on('data', (part: string) => {
      body += part
    })
    request.on('end', () => {
      bodies.push({ body, signature: String(request.headers['domus-signature']) })
      response.writeHead(status, { Location: 'https://127.0.0.1/elsewhere' }).end()
    })
  })
  const port = await listen(server)
  const given = { kind: 'webhook' as const, name: 'hook', address: `https://localhost:${port}/in` }
  await expect(sinks.create({ ...given, authority: '', secret: '', enabled: true })).rejects.toMatchObject({
    shape: { field: 'secret' },
  })
  const { id } = await sinks.create({ ...given, authority: certificate.cert, secret, enabled: true })
  const kept = await database.db.auditSink.findUniqueOrThrow({ where: { id } })
  expect(
    JSON.stringify(kept, (_, value) => (typeof value === 'bigint' ? String(value) : value)),
  ).not.toContain(secret)
  const row = await audit.note({ ...entry, result: 'refused', params: { a: 1 } })

  for (const bad of [503, 302]) {
    status = bad
    await sinks.sendDue(never)
    expect(await sinks.list()).toMatchObject([{ waiting: 1, failure: `it answered with the status ${bad}` }])
    now += 60_000
  }
  status = 204
  await sinks.sendDue(never)
  expect(bodies).toHaveLength(3)
  const { body = '', signature = '' } = bodies.at(-1) ?? {}
  const [, time, mac] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(signature) ?? []
  expect(mac).toBe(createHmac('sha256', secret).update(`${time}.${body}`).digest('hex'))
  expect(JSON.parse(body)).toMatchObject({
    version: 1,
    rows: [{ seq: String(row), kind: 'note', user: 'ann', result: 'refused', content: { params: { a: 1 } } }],
  })
  expect(await sinks.list()).toMatchObject([{ waiting: 0, failure: null }])

  await sinks.test(id, 'ann')
  expect(JSON.parse(bodies.at(-1)?.body ?? '').rows[0]).toMatchObject({ kind: 'test', seq: '0' })
  // The key is not sent to another address than it was given for.
  const other = { ...given, address: 'https://elsewhere.example', authority: '', secret: '', enabled: true }
  await expect(sinks.update(id, other)).rejects.toMatchObject({ shape: { field: 'secret' } })
})

it.each(['169.254.169.254:6514', '[fe80::1]:6514', '0.0.0.0'])('sends nothing to %s', async address => {
  const { sinks } = rooms()
  const { id } = await sinks.create({ ...syslogSink(1), address })
  await expect(sinks.test(id, 'ann')).rejects.toMatchObject({
    shape: { code: 'peer-unreachable', message: expect.stringContaining('link-local') },
  })
})
