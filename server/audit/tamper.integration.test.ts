import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createSecretBox } from '@/server/access/secrets'
import { type Db, openDatabase } from '@/server/db/client'
import type { Prisma } from '@/server/db/generated/client'
import { startTestDatabase, type TestDatabase, testSecret } from '@/server/testing/database'
import { makeCheckpoint } from './checkpoints'
import { auditKeys } from './keys'
import { createAuditLog } from './record'
import { entryColumns, eventColumns, type Tampering, tamperings } from './testing/tamperings'
import { type Finding, verifyIn } from './verify'

const keys = auditKeys(createSecretBox(testSecret))
const day = 24 * 60 * 60 * 1000
let database: TestDatabase
/** The owner, who is a superuser: nothing in the database stops them. */
let owner: Db
beforeAll(async () => {
  database = await startTestDatabase()
  owner = openDatabase(database.ownerUrl)
  await fill()
})
afterAll(async () => {
  await owner.$disconnect()
  await database.stop()
})

/** A log with deeds of all kinds, its old rows removed, and checkpoints on the way. */
async function fill(): Promise<void> {
  const { db } = database
  const old = createAuditLog(db, keys, () => Date.now() - 90 * day, 1)
  for (let at = 0; at < 5; at++) {
    await old.note({
      userName: 'old',
      address: '',
      action: 'session.signIn',
      sentence: 'Sign in',
      result: 'failed',
    })
  }
  const through = await makeCheckpoint(db, keys, Date.now())
  const audit = createAuditLog(db, keys, Date.now, 1)
  const by = { userName: 'Domus', address: '', action: 'audit.prune', sentence: 'Remove old rows' }
  await audit.prune(through?.seq ?? 0n, { ...by, params: {} })
  for (let at = 0; at < 12; at++) {
    const id = await audit.begin({
      userId: 'u1',
      userName: 'ann',
      sessionId: 's1',
      tokenName: `token ${at}`,
      address: '192.0.2.7',
      action: 'vm.start',
      sentence: `Start web-${at}`,
      pool: { id: 'p', name: 'Frankfurt' },
      poolUser: 'root',
      object: { class: 'VM', uuid: `uuid-${at}`, ref: `OpaqueRef:${at}`, name: `web-${at}` },
      params: { at },
    })
    await audit.followedAs(id, { ref: `OpaqueRef:t${at}`, uuid: `task-${at}` })
    if (at % 4 === 3) continue
    await audit.finish(id, {
      result: at % 2 ? 'failed' : 'succeeded',
      ...(at % 2 ? { errorCode: 'NO', errorParams: ['a', String(at)], errorText: 'It would not.' } : {}),
      changes: { power_state: { before: 'Halted', after: at } },
    })
    if (at === 5) await makeCheckpoint(db, keys, Date.now())
  }
}

class Undo extends Error {}

/** What is found after a change that is undone afterwards; null when it changed nothing. */
async function foundAfter(tampering: Tampering): Promise<Finding[] | null> {
  let findings: Finding[] | null = null
  const attempt = owner.$transaction(
    async tx => {
      await tx.$executeRaw`SET LOCAL session_replication_role = replica`
      const before = await stateOf(tx)
      for (const sql of tampering.sql) await tx.$executeRawUnsafe(sql)
      if ((await stateOf(tx)) !== before) ({ findings } = await verifyIn(tx, keys))
      throw new Undo()
    },
    { timeout: 20_000 },
  )
  await expect(attempt, tampering.sql.join(';')).rejects.toThrow(Undo)
  return findings
}

async function stateOf(tx: Prisma.TransactionClient): Promise<string> {
  const [{ state = '' } = {}] = await tx.$queryRaw<{ state: string }[]>`
    SELECT (SELECT md5(string_agg(row::text, ',' ORDER BY row.seq)) FROM "AuditEvent" row)
      || (SELECT md5(string_agg(row::text, ',' ORDER BY row.id)) FROM "AuditEntry" row)
      || (SELECT md5(string_agg(row::text, ',' ORDER BY row.seq)) FROM "AuditCheckpoint" row)
      || (SELECT coalesce(md5(string_agg(row::text, ',')), '') FROM "AuditHead" row) AS state`
  return state
}

async function columnsOf(table: string): Promise<string[]> {
  const rows = await owner.$queryRaw<{ name: string }[]>`
    SELECT column_name AS name FROM information_schema.columns WHERE table_name = ${table} AND is_generated = 'NEVER'`
  return rows.map(row => row.name).sort()
}

it('tries every column there is', async () => {
  expect(await columnsOf('AuditEvent')).toEqual([...eventColumns].sort())
  expect(await columnsOf('AuditEntry')).toEqual([...entryColumns].sort())
})

it('finds nothing where nothing was touched', async () => {
  const untouched = await owner.$transaction(tx => verifyIn(tx, keys))
  expect(untouched).toMatchObject({ findings: [], entries: 13 })
})

it('finds a thousand tamperings of a thousand', async () => {
  const rows = await owner.auditEvent.findMany({ orderBy: { seq: 'asc' } })
  const entries = await owner.auditEntry.findMany({ orderBy: { id: 'asc' } })
  const kinds = new Map<string, number>()
  let seed = 1
  let tried = 0
  while (tried < 1000) {
    const [tampering] = fc.sample(tamperings(rows, entries, seed), { numRuns: 1, seed: seed++ })
    const findings = tampering && (await foundAfter(tampering))
    if (!findings) continue
    tried++
    kinds.set(tampering.kind, (kinds.get(tampering.kind) ?? 0) + 1)
    expect(findings.length, `seed ${seed - 1}: ${tampering.sql.join('; ')}`).toBeGreaterThan(0)
    // What is found is named, and where one row was touched it is that one.
    if (tampering.names) expect(findings.map(found => found.seq)).toContain(tampering.names)
  }
  expect([...kinds.keys()].sort()).toMatchInlineSnapshot(`
    [
      "added at the end",
      "all thrown away",
      "beginning cut off",
      "checkpoint changed",
      "deed deleted with its line",
      "deeds of outcomes swapped",
      "deleted",
      "deleted and closed up",
      "line",
      "line added",
      "line deleted",
      "outcomes swapped",
      "reordered",
      "reordered with macs",
      "repeated in another’s place",
      "row: body",
      "row: deed",
      "row: kind",
      "row: mac",
      "row: seq",
      "seal changed",
      "seal removed",
      "sign",
      "spliced in",
      "tail cut off",
    ]
  `)
}, 180_000)

it('names what it found', async () => {
  const rows = await owner.auditEvent.findMany({ orderBy: { seq: 'asc' } })
  const [, , row] = rows
  if (!row) throw new Error('no rows')
  const said = async (kind: string, ...sql: string[]) =>
    (await foundAfter({ kind, sql }))?.map(found => found.text)
  expect(await said('changed', `UPDATE "AuditEvent" SET body = '{}' WHERE seq = ${row.seq}`)).toContainEqual(
    expect.stringMatching(`^Row ${row.seq} \\(.*\\) is not as it was written`),
  )
  expect(await said('missing', `DELETE FROM "AuditEvent" WHERE seq = ${row.seq}`)).toContain(
    `Row ${row.seq} is missing.`,
  )
  expect(await said('line', `UPDATE "AuditEntry" SET "userName" = 'bob' WHERE id = ${row.deed}`)).toEqual([
    expect.stringMatching(`^The line of row ${row.deed} .* says otherwise about userName`),
  ])
})
