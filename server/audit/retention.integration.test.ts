import { afterAll, beforeAll, expect, it } from 'vitest'
import { createSecretBox } from '@/server/access/secrets'
import { startTestDatabase, type TestDatabase, testSecret } from '@/server/testing/database'
import { makeCheckpoint } from './checkpoints'
import { auditKeys } from './keys'
import { createAuditLog } from './record'
import { pruneOld, setRetention } from './retention'
import { verifyLog } from './verify'

let database: TestDatabase
beforeAll(async () => {
  database = await startTestDatabase()
})
afterAll(() => database.stop())

const keys = auditKeys(createSecretBox(testSecret))
const day = 24 * 60 * 60 * 1000
const entry = { userName: 'ann', address: '', action: 'a', sentence: 'Do' }
const never = new AbortController().signal

it('removes what is older than the policy says, but nothing that is open or not sent yet; the rest verifies', async () => {
  const { db } = database
  const now = Date.now()
  const at = (days: number) => createAuditLog(db, keys, () => now - days * day)
  const audit = at(0)
  const prune = () => pruneOld({ db, audit, keys, now }, never)
  for (const days of [400, 300, 200]) await at(days).note({ ...entry, result: 'succeeded' })
  const open = await at(150).begin(entry)
  await at(120).note({ ...entry, result: 'succeeded' })
  await at(10).note({ ...entry, result: 'succeeded' })
  const users = async () =>
    (await db.auditEntry.findMany({ orderBy: { id: 'asc' } })).map(line => line.action)

  expect(await prune()).toBe(0)
  await setRetention(db, 100)
  const slow = await db.auditSink.create({ data: { kind: 'syslog', name: 's', address: 'x', cursor: 2n } })
  // The first row of the log, and one deed.
  expect(await prune()).toBe(2)
  await db.auditSink.delete({ where: { id: slow.id } })
  expect(await prune()).toBe(2)
  expect(await users()).toEqual(['a', 'a', 'a', 'audit.prune', 'audit.prune'])
  await audit.finish(open, { result: 'unknown' })
  expect(await prune()).toBe(2)
  expect(await users()).toEqual(['a', 'audit.prune', 'audit.prune', 'audit.prune'])
  expect(await prune()).toBe(0)
  await makeCheckpoint(db, keys, now)
  expect(await verifyLog(db, keys)).toMatchObject({ findings: [], entries: 4 })
  // Rows that come after all go on from there.
  await audit.note({ ...entry, result: 'succeeded' })
  expect((await verifyLog(db, keys)).wrong).toBe(0)
})
