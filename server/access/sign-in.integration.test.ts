import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { auditKeys } from '@/server/audit/keys'
import { createAuditLog } from '@/server/audit/record'
import { startTestDatabase, type TestDatabase, testSecret } from '@/server/testing/database'
import { createAttempts, freeAttempts, waitSeconds } from './attempts'
import { createSecretBox } from './secrets'
import { createSecuritySetting } from './security-settings'
import { createSessions } from './sessions'
import { signIn } from './sign-in'
import { createTickets } from './tickets'
import { ensureAdmin } from './users'

let database: TestDatabase
let now = Date.parse('2026-01-01T00:00:00Z')
beforeAll(async () => {
  database = await startTestDatabase()
})
afterAll(() => database.stop())

function rooms() {
  const clock = () => now
  const { db } = database
  const sessions = createSessions(db, clock)
  return {
    db,
    sessions,
    security: createSecuritySetting(db),
    attempts: createAttempts(db, clock),
    audit: createAuditLog(db, auditKeys(createSecretBox(testSecret)), clock),
    tickets: createTickets(db, sessions, clock),
  }
}
const from = (address: string) => ({ address, userAgent: 'test' })

describe('signing in', () => {
  it('makes one first administrator, whose generated password has to be changed', async () => {
    const { db } = rooms()
    const made = await ensureAdmin(db, 'admin', undefined)
    expect(made?.generatedPassword).toMatch(/^([a-z2-9]{5}-){3}[a-z2-9]{5}$/)
    expect(await ensureAdmin(db, 'admin', 'another')).toBeUndefined()
    const result = await signIn(
      rooms(),
      { username: 'ADMIN', password: made?.generatedPassword },
      from('10.0.0.1'),
    )
    if (result.outcome !== 'signed-in') throw new Error(result.outcome)
    expect(await rooms().sessions.find(result.token)).toMatchObject({
      username: 'admin',
      mustChangePassword: true,
    })
    expect(JSON.stringify(await db.session.findMany())).not.toContain(result.token)
  })

  it('answers a wrong name and a wrong password alike, and slows down after five failures in a row', async () => {
    expect(await signIn(rooms(), { username: 'nobody', password: 'x' }, from('10.0.0.2'))).toEqual({
      outcome: 'refused',
    })
    for (let failure = 0; failure < freeAttempts; failure++) {
      expect(await signIn(rooms(), { username: 'admin', password: 'wrong' }, from('10.0.0.3'))).toEqual({
        outcome: 'refused',
      })
    }
    expect(await signIn(rooms(), { username: 'admin', password: 'wrong' }, from('10.0.0.4'))).toEqual({
      outcome: 'wait',
      seconds: waitSeconds(freeAttempts),
    })
    now += waitSeconds(freeAttempts) * 1000
    expect(await signIn(rooms(), { username: 'admin', password: 'wrong' }, from('10.0.0.4'))).toEqual({
      outcome: 'refused',
    })
    expect(await signIn(rooms(), { username: 'admin', password: 'wrong' }, from('10.0.0.4'))).toMatchObject({
      outcome: 'wait',
    })
    const lines = await database.db.auditEntry.findMany({
      where: { action: 'session.signIn', result: 'failed' },
    })
    expect(lines.length).toBe(freeAttempts + 4)
    expect(
      JSON.stringify(lines, (_, value) => (typeof value === 'bigint' ? String(value) : value)),
    ).not.toContain('wrong')
  })

  it('ends a session when it is revoked, idle too long, or too old', async () => {
    const { db, sessions } = rooms()
    const user = await db.user.findFirstOrThrow()
    const first = await sessions.open(user.id, '10.0.0.1', 'test')
    const ended: string[] = []
    sessions.onEnd(id => ended.push(id))
    expect(await sessions.revoke('somebody else', first.id)).toBe(false)
    expect(await sessions.revoke(user.id, first.id)).toBe(true)
    expect(ended).toEqual([first.id])
    expect(await sessions.find(first.token)).toBeNull()

    const second = await sessions.open(user.id, '10.0.0.1', 'test')
    now += 11 * 3600 * 1000
    expect(await sessions.find(second.token)).not.toBeNull()
    now += 11 * 3600 * 1000
    expect(await sessions.find(second.token)).not.toBeNull()
    now += 13 * 3600 * 1000
    expect(await sessions.find(second.token)).toBeNull()
  })

  it('gives a console ticket that works once, for half a minute, while the sign-in stands', async () => {
    const { db, sessions, tickets } = rooms()
    const user = await db.user.findFirstOrThrow()
    const session = await sessions.open(user.id, '10.0.0.1', 'test')
    const grant = { userId: user.id, sessionId: session.id, pool: 'p', object: 'p.1', kind: 'text' as const }
    const once = await tickets.issue(grant)
    const both = await Promise.all([tickets.redeem(once), tickets.redeem(once)])
    expect(both.filter(Boolean)).toEqual([grant])
    expect(await tickets.redeem(once)).toBeNull()
    expect(await tickets.redeem('never given')).toBeNull()

    const late = await tickets.issue(grant)
    now += 31_000
    expect(await tickets.redeem(late)).toBeNull()

    const orphan = await tickets.issue(grant)
    await sessions.revoke(user.id, session.id)
    expect(await tickets.redeem(orphan)).toBeNull()
  })
})
