import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { keepingSecret, secretStood, withoutSecrets } from '@/server/audit/secrets'
import { smallPool } from '@/server/inventory/testing/small-pool'
import { secret } from '@/server/shared/secret'
import { startTestDatabase, type TestDatabase } from '@/server/testing/database'
import { administrator, openRooms } from '@/server/testing/rooms'
import { audited } from './audited'
import { appRouter } from './root'
import { secretsIn } from './secret-inputs'
import { sampleInput } from './testing/sample-input'

let database: TestDatabase
let rooms: ReturnType<typeof openRooms>
let userId: string

beforeAll(async () => {
  database = await startTestDatabase()
  rooms = openRooms(database)
  rooms.inventory.follow({ id: 'p', name: 'p', address: '10.0.0.1' }, smallPool().connect)
  userId = await rooms.addUser('root', 'owner')
  await rooms.inventory.waitFor(() => rooms.inventory.table.get('p.VM-web'))
})
afterAll(async () => {
  await rooms.stop()
  await database.stop()
})

const procedures = Object.entries(appRouter._def.procedures).map(([path, procedure]) => {
  const definition: unknown = Reflect.get(Object(procedure), '_def')
  const inputs: unknown = Reflect.get(Object(definition), 'inputs')
  return { path, inputs: Array.isArray(inputs) ? inputs : [] }
})

interface Field {
  path: string
  name: string
  secret: boolean
}

/** The texts in what procedures take, by their names. */
function fieldsOf(path: string, schema: unknown, name = '', marked = false): Field[] {
  if (typeof schema !== 'object' || schema === null) return []
  const isMarked = marked || Reflect.get(schema, 'secret') === true
  const own = Reflect.get(schema, 'type') === 'string' ? [{ path, name, secret: isMarked }] : []
  const properties = Object.entries(Object(Reflect.get(schema, 'properties') ?? {}))
  const rest = ['items', 'anyOf', 'oneOf', 'allOf', 'prefixItems', 'additionalProperties'].flatMap(key => {
    const one: unknown = Reflect.get(schema, key)
    return Array.isArray(one) ? one : [one]
  })
  return [
    ...own,
    ...properties.flatMap(([key, one]) => fieldsOf(path, one, key, isMarked)),
    ...rest.flatMap(one => fieldsOf(path, one, name, isMarked)),
  ]
}

const fields = procedures.flatMap(({ path, inputs }) =>
  inputs.flatMap(input =>
    input instanceof z.ZodType
      ? fieldsOf(path, z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' }))
      : [],
  ),
)

test('whatever is called like a secret in what a procedure takes is marked as one', () => {
  const suspicious = /pass(word|phrase)|secret|^(current|next|code|sealed|token)$|private|credential$/i
  const open = fields.filter(({ name, secret: marked }) => suspicious.test(name) && !marked)
  // The id of a token, and the code of what a pool says: no secrets.
  expect(open.map(({ path, name }) => `${path} ${name}`).sort()).toEqual([
    'message.sentences code',
    'service.revokeToken token',
  ])
  expect(fields.filter(one => one.secret).length).toBeGreaterThan(10)
})

const withSecrets = [...new Set(fields.filter(one => one.secret).map(({ path }) => path))]

test.each(withSecrets)('%s tells the audit log no secret', async path => {
  const { inputs } = procedures.find(one => one.path === path) ?? { inputs: [] }
  const user = { ...administrator, userId, sessionId: userId }
  const caller: unknown = appRouter.createCaller({ ...rooms, version: '0', user, address: '' })
  const procedure = path.split('.').reduce((at: unknown, name) => Reflect.get(Object(at), name), caller)
  if (typeof procedure !== 'function') throw new Error(`no procedure ${path}`)
  const found = new Set<string>()
  for (const choice of [0, 1, 2]) {
    const marker = `zq${choice}${'0123456789abcdef'.repeat(2)}`
    const input = sampleInput(inputs, marker, choice)
    const secrets = secretsIn(path, withOwn(input, marker))
    for (const one of secrets) found.add(one)
    expect([...secrets].filter(one => one !== `secret ${marker}`)).toEqual([])
    await Promise.resolve(procedure(withOwn(input, marker))).catch(() => undefined)
  }
  expect(found.size).toBeGreaterThan(0)
  const written = await rooms.db.$queryRaw<{ body: string }[]>`SELECT body FROM "AuditEvent"`
  expect(written.filter(({ body }) => body.includes('secret zq'))).toEqual([])

  /** The same with texts of their own where secrets stand. */
  function withOwn(value: unknown, marker: string, name = ''): unknown {
    if (Array.isArray(value)) return value.map(one => withOwn(one, marker, name))
    if (typeof value === 'object' && value !== null)
      return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, withOwn(one, marker, key)]))
    const isSecret = fields.some(one => one.path === path && one.name === name && one.secret)
    return isSecret && typeof value === 'string' ? `secret ${marker}` : value
  }
})

test('a secret is taken out of arguments, changes and sentences, wherever it stands in them', async () => {
  const password = 'correct horse battery'
  const deed = () =>
    audited(
      { audit: rooms.audit, user: { ...administrator, userId }, address: '' },
      {
        action: 'test.secret',
        sentence: `Connect with ${password}`,
        params: { password, deep: { list: [password, 'open'], [password]: 1 } },
        changes: { password: { before: 'open', after: password } },
      },
      () => Promise.reject(new Error(`refused ${password}`)),
    )
  await expect(keepingSecret(new Set([password]), deed)).rejects.toThrow()
  const line = await rooms.db.auditEntry.findFirstOrThrow({ where: { action: 'test.secret' } })
  expect(line).toMatchObject({
    sentence: `Connect with ${secretStood}`,
    params: { password: secretStood, deep: { list: [secretStood, 'open'], [secretStood]: 1 } },
    changes: { password: { before: 'open', after: secretStood } },
  })
  const bodies = await rooms.db.$queryRaw<{ body: string }[]>`SELECT body FROM "AuditEvent"`
  expect(bodies.filter(({ body }) => body.includes(password))).toEqual([])
})

test('a short secret is taken out where it stands alone, and not out of words', () => {
  keepingSecret(new Set(['root']), () => {
    expect(withoutSecrets({ a: 'root', b: 'rooted', c: null, d: 3 })).toEqual({
      a: secretStood,
      b: 'rooted',
      c: null,
      d: 3,
    })
  })
  expect(withoutSecrets('root')).toBe('root')
})

test('what is said openly as well is no secret', () => {
  expect(secret(z.string()).parse('x')).toBe('x')
  const input = { address: 'a', username: 'root', password: 'root', accepted: [] }
  expect(secretsIn('pool.connect', input)).toEqual(new Set())
  expect(secretsIn('pool.connect', { ...input, password: 'other' })).toEqual(new Set(['other']))
  expect(secretsIn('pool.list', undefined)).toEqual(new Set())
})
