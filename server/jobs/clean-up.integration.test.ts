import { afterAll, beforeAll, expect, it } from 'vitest'
import { createSecretBox } from '@/server/access/secrets'
import { auditKeys } from '@/server/audit/keys'
import { createAuditLog } from '@/server/audit/record'
import { startTestDatabase, type TestDatabase, testSecret } from '@/server/testing/database'
import { cleanUp } from './clean-up'

let database: TestDatabase
beforeAll(async () => {
  database = await startTestDatabase()
})
afterAll(() => database.stop())

const day = 24 * 60 * 60 * 1000

it('removes what is long over, and neither what stands nor the audit log', async () => {
  const { db } = database
  const now = Date.now()
  const at = (days: number) => new Date(now + days * day)
  const { id: userId } = await db.user.create({
    data: { username: 'u', passwordHash: '' },
  })
  const session = (tokenHash: string, expires: number, revoked?: number) =>
    db.session.create({
      data: {
        tokenHash,
        userId,
        address: '',
        userAgent: '',
        lastSeenAt: at(Math.min(0, expires)),
        expiresAt: at(expires),
        ...(revoked === undefined ? {} : { revokedAt: at(revoked) }),
      },
    })
  await session('stands', 3)
  await session('over, not long', -2)
  await session('revoked, not long', 3, -2)
  await session('long over', -31)
  await session('long revoked', 3, -31)
  await db.signInFailure.createMany({
    data: [
      { key: 'user:now', failures: 1, lastAt: at(0) },
      { key: 'user:then', failures: 1, lastAt: at(-1) },
    ],
  })
  const ticket = { userId, sessionId: '', poolId: 'p', object: 'p.1', kind: 'screen' }
  await db.consoleTicket.createMany({
    data: [
      { ...ticket, tokenHash: 'good', expiresAt: at(1) },
      { ...ticket, tokenHash: 'old', expiresAt: at(-1) },
    ],
  })
  const audit = createAuditLog(db, auditKeys(createSecretBox(testSecret)), () => at(-4000).getTime())
  await audit.note({ userName: 'u', address: '', action: 'a', sentence: '', result: 'succeeded' })

  expect(await cleanUp(db, now)).toBe(4)
  expect((await db.session.findMany()).map(row => row.tokenHash).sort()).toEqual([
    'over, not long',
    'revoked, not long',
    'stands',
  ])
  expect((await db.signInFailure.findMany()).map(row => row.key)).toEqual(['user:now'])
  expect((await db.consoleTicket.findMany()).map(row => row.tokenHash)).toEqual(['good'])
  expect(await db.auditEntry.count()).toBe(1)
  expect(await cleanUp(db, now)).toBe(0)
})
