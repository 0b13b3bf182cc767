import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { openDatabase } from '@/server/db/client'
import { startTestDatabase, type TestDatabase } from '@/server/testing/database'
import { type AttemptKind, createAttempts, freeAttempts, waitSeconds } from './attempts'

let database: TestDatabase
let second: TestDatabase['db']
let now = Date.parse('2026-01-01T00:00:00Z')
const clock = () => now
beforeAll(async () => {
  database = await startTestDatabase()
  // As another process has it: connections of its own to the same database.
  second = openDatabase(database.url)
})
afterAll(async () => {
  await second.$disconnect()
  await database.stop()
})
beforeEach(() => database.db.signInFailure.deleteMany())

const both = () => [createAttempts(database.db, clock), createAttempts(second, clock)] as const
const ann = { kind: 'user', account: 'ann', address: '10.0.0.1' } as const

it.each<AttemptKind>(['user', 'second-factor', 'passkey', 'reset-link'])(
  'two processes share the count of attempts at a %s',
  async kind => {
    const [one, other] = both()
    const at = { ...ann, kind }
    for (let failure = 0; failure < freeAttempts; failure++)
      expect(await (failure % 2 ? one : other).take(at)).not.toHaveProperty('wait')
    expect(await one.take(at)).toEqual({ wait: waitSeconds(freeAttempts) })
    expect(await other.take(at)).toEqual({ wait: waitSeconds(freeAttempts) })
    now += waitSeconds(freeAttempts) * 1000
    expect(await other.take(at)).not.toHaveProperty('wait')
    expect(await one.take(at)).toEqual({ wait: waitSeconds(freeAttempts + 1) })
  },
)

it('lets no more through of a hundred that come at once, at two processes', async () => {
  const [one, other] = both()
  const all = await Promise.all(
    Array.from({ length: 100 }, (_, at) => (at % 2 ? one : other).take({ ...ann, address: `10.0.${at}.1` })),
  )
  expect(all.filter(attempt => !('wait' in attempt))).toHaveLength(freeAttempts)
})

it('an address waits after ten times as many, whatever accounts it tries', async () => {
  const [attempts] = both()
  const kinds = ['user', 'second-factor', 'reset-link'] as const
  for (let at = 0; at < freeAttempts * 10; at++) {
    const kind = kinds[at % kinds.length] ?? 'user'
    const account = kind === 'reset-link' ? {} : { account: `user-${at}` }
    expect(await attempts.take({ kind, ...account, address: '10.0.0.1' })).not.toHaveProperty('wait')
  }
  expect(await attempts.take({ ...ann, account: 'somebody' })).toHaveProperty('wait')
  expect(await attempts.take({ ...ann, address: '10.0.0.2' })).not.toHaveProperty('wait')
})

it('success ends the row of the account, and is no failure of the address', async () => {
  const [attempts, other] = both()
  for (let round = 0; round < freeAttempts * 10 + 5; round++) {
    const attempt = await (round % 2 ? attempts : other).take(ann)
    if ('wait' in attempt) throw new Error('blocked')
    await attempt.succeeded()
  }
  expect(await database.db.signInFailure.findMany()).toMatchObject([
    { key: 'address:10.0.0.1', failures: 0, blockedUntil: null },
  ])
})

it('success with the password is no help in guessing the second factor', async () => {
  const [attempts] = both()
  const guess = { ...ann, kind: 'second-factor' } as const
  let guesses = 0
  for (let round = 0; round < freeAttempts * 3; round++) {
    const signIn = await attempts.take(ann)
    if ('wait' in signIn) throw new Error('blocked')
    await signIn.succeeded()
    if (!('wait' in (await attempts.take(guess)))) guesses++
  }
  expect(guesses).toBe(freeAttempts)
})

it('failures of an hour ago are no row with new ones', async () => {
  const [attempts] = both()
  for (let failure = 1; failure < freeAttempts; failure++) await attempts.take(ann)
  now += 61 * 60 * 1000
  for (let failure = 0; failure < freeAttempts; failure++)
    expect(await attempts.take(ann)).not.toHaveProperty('wait')
})
