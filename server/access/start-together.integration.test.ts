import { afterAll, beforeAll, expect, it } from 'vitest'
import { startTestDatabase, type TestDatabase } from '@/server/testing/database'
import { assertSameSecret } from './same-secret'
import { createSecretBox } from './secrets'
import { ensureAdmin } from './users'

let database: TestDatabase
beforeAll(async () => {
  database = await startTestDatabase()
})
afterAll(() => database.stop())

it('makes one administrator, however many processes start at once', async () => {
  const made = await Promise.all(
    Array.from({ length: 5 }, () => ensureAdmin(database.db, 'admin', undefined)),
  )
  expect(made.filter(Boolean)).toHaveLength(1)
  expect(await database.db.user.count()).toBe(1)
})

it('refuses a process that was given another secret', async () => {
  const [one, other] = [createSecretBox('a secret of some length'), createSecretBox('another of that length')]
  await Promise.all([assertSameSecret(database.db, one), assertSameSecret(database.db, one)])
  await assertSameSecret(database.db, one)
  await expect(assertSameSecret(database.db, other)).rejects.toThrow('another SECRET_KEY')
  const kept = await database.db.installation.findUniqueOrThrow({ where: { id: 1 } })
  expect(kept.keyCheck).not.toContain('a secret')
})
