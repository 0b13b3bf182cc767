import pg from 'pg'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { createSecretBox } from '@/server/access/secrets'
import { openDatabase } from '@/server/db/client'
import { startTestDatabase, type TestDatabase, testSecret } from '@/server/testing/database'
import { exportCheckpoints, makeCheckpoint, readExported } from './checkpoints'
import { auditKeys } from './keys'
import { createAuditLog } from './record'
import { verifyLog } from './verify'

let database: TestDatabase
beforeAll(async () => {
  database = await startTestDatabase()
})
afterAll(() => database.stop())
afterEach(() => database.forgetAudit())

const keys = auditKeys(createSecretBox(testSecret))
const day = 24 * 60 * 60 * 1000
const entry = { userName: 'ann', address: '192.0.2.7', action: 'vm.start', sentence: 'Start web-01' }
const log = (now?: () => number, process: number | null = 7) =>
  createAuditLog(database.db, keys, now, process)
const verify = () => verifyLog(database.db, keys)

it('keeps beginning, task and outcome as rows, and shows them as one line', async () => {
  let now = Date.parse('2026-10-24T10:00:00.000Z')
  const audit = log(() => now)
  const pool = { id: 'p', name: 'Frankfurt' }
  const id = await audit.begin({ ...entry, pool, params: { on: 'xen1', Ünïcode: 'a\0b\ud800c' } })
  await audit.followedAs(id, { ref: 'OpaqueRef:1' })
  now += 1500
  await audit.finish(id, {
    result: 'failed',
    errorCode: 'NO',
    errorParams: ['x'],
    changes: { a: { before: 1 } },
  })
  expect(await database.db.auditEntry.findUnique({ where: { id } })).toMatchObject({
    userName: 'ann',
    poolName: 'Frankfurt',
    params: { on: 'xen1', Ünïcode: 'a\uFFFDb\uFFFDc' },
    task: 'OpaqueRef:1',
    result: 'failed',
    errorParams: ['x'],
    changes: { a: { before: 1 } },
    durationMs: 1500,
    process: 7,
  })
  const rows = await database.db.auditEvent.findMany({ orderBy: { seq: 'asc' } })
  expect(rows.map(row => [row.kind, row.deed === id])).toEqual([
    ['start', false],
    ['begin', true],
    ['task', true],
    ['outcome', true],
  ])
  // What is over stays as it ended.
  await audit.finish(id, { result: 'succeeded' })
  expect(await database.db.auditEvent.count()).toBe(4)
  expect(await verify()).toMatchObject({ rows: 4, entries: 1, wrong: 0 })
})

it('completes an unknown outcome when it is known after all, and each deed once, whoever asks', async () => {
  const [one, two] = [log(), log(undefined, 8)]
  const id = await one.begin(entry)
  await one.finish(id, { result: 'unknown' })
  await Promise.all([
    one.finish(id, { result: 'succeeded' }),
    one.finish(id, { result: 'failed' }),
    two.finish(id, { result: 'cancelled' }),
  ])
  expect(await database.db.auditEvent.count({ where: { kind: 'outcome' } })).toBe(2)
  expect((await verify()).wrong).toBe(0)
})

it('stays one chain without gaps under writers in several processes', async () => {
  const clients = Array.from({ length: 4 }, () => openDatabase(database.url))
  try {
    await Promise.all(
      clients.map(async (db, process) => {
        const audit = createAuditLog(db, keys, Date.now, process)
        await Promise.all(
          Array.from({ length: 50 }, async () => {
            const id = await audit.begin(entry)
            await audit.finish(id, { result: 'succeeded' })
          }),
        )
      }),
    )
  } finally {
    await Promise.all(clients.map(db => db.$disconnect()))
  }
  expect(await verify()).toMatchObject({ rows: 401, entries: 200, first: '1', last: '401', findings: [] })
})

it.each([
  'UPDATE "AuditEvent" SET body = body',
  'DELETE FROM "AuditEvent"',
  'TRUNCATE "AuditEvent"',
  'UPDATE "AuditEntry" SET "userName" = \'bob\'',
  'DELETE FROM "AuditEntry"',
  'TRUNCATE "AuditEntry"',
  "INSERT INTO \"AuditEntry\" (id, at, \"userName\", address, action, sentence, result) SELECT id + 1, at, 'bob', '', 'a', 'b', result FROM \"AuditEntry\"",
  'UPDATE "AuditCheckpoint" SET mac = mac',
  'DELETE FROM "AuditCheckpoint"',
  'TRUNCATE "AuditCheckpoint"',
  'UPDATE "AuditHead" SET seq = seq - 1',
  'DELETE FROM "AuditHead"',
  'TRUNCATE "AuditHead"',
])('is refused by the database, for the owner too: %s', async sql => {
  await log().note({ ...entry, result: 'succeeded' })
  await makeCheckpoint(database.db, keys, Date.now())
  await expect(database.db.$executeRawUnsafe(sql)).rejects.toThrow(/permission denied|refused/)
  const owner = new pg.Client({ connectionString: database.ownerUrl })
  await owner.connect()
  try {
    await expect(owner.query(sql)).rejects.toThrow(/refused/)
  } finally {
    await owner.end()
  }
})

it('leaves the role that Domus runs as no way around its triggers', async () => {
  for (const sql of [
    'ALTER TABLE "AuditEvent" DISABLE TRIGGER ALL',
    'DROP TRIGGER domus_audit_kept ON "AuditEvent"',
    'SET session_replication_role = replica',
    'CREATE TRIGGER mine BEFORE INSERT ON "AuditEvent" FOR EACH ROW EXECUTE FUNCTION domus_audit_project()',
    'SET ROLE domus',
  ]) {
    await expect(database.db.$executeRawUnsafe(sql)).rejects.toThrow(/permission denied|must be owner/)
  }
})

it('takes over what an earlier Domus wrote, under the same numbers', async () => {
  await database.beyondTriggers(
    `INSERT INTO "AuditEntry" (id, at, "userName", address, action, sentence, params, result, process) VALUES
      (3, '2026-01-01', 'ann', '', 'vm.start', 'Start a', '{"b": 1, "a": [2]}', 'succeeded', NULL),
      (9, '2026-01-02', 'bob', '', 'vm.start', 'Start b', '{}', 'started', 4)`,
  )
  const audit = log()
  await audit.open()
  await audit.open()
  await audit.finish(9n, { result: 'unknown', errorText: 'Domus ended.' })
  const id = await audit.note({ ...entry, result: 'succeeded' })
  expect(id).toBe(14n)
  expect(await verify()).toMatchObject({ rows: 5, entries: 3, first: '10', last: '14', findings: [] })
  expect((await database.db.auditEntry.findUniqueOrThrow({ where: { id: 9n } })).result).toBe('unknown')
})

it('removes what is old behind a checkpoint, says so in a row, and still verifies', async () => {
  const old = log(() => Date.now() - 400 * day)
  for (let at = 0; at < 5; at++) await old.note({ ...entry, result: 'succeeded' })
  const open = await old.begin(entry)
  const recent = log()
  await recent.note({ ...entry, result: 'succeeded' })
  await makeCheckpoint(database.db, keys, Date.now(), open - 1n)
  const kept = readExported(await exportCheckpoints(database.db, keys))
  const by = {
    userName: 'Domus',
    address: '',
    action: 'audit.prune',
    sentence: 'Prune',
    params: { days: 365 },
  }
  // Neither what is not over, nor where there is no checkpoint, nor what is recent.
  await expect(recent.prune(open - 2n, by)).rejects.toThrow('only at a checkpoint')
  await makeCheckpoint(database.db, keys, Date.now(), open)
  await expect(recent.prune(open, by)).rejects.toThrow('not over')
  await old.finish(open, { result: 'succeeded' })
  await makeCheckpoint(database.db, keys, Date.now())
  const last = await database.db.auditEvent.findFirstOrThrow({ orderBy: { seq: 'desc' } })
  await expect(recent.prune(last.seq, by)).rejects.toThrow('recent')

  await recent.prune(open - 1n, by)
  const after = await verifyLog(database.db, keys, { kept })
  expect(after).toMatchObject({ findings: [], first: String(open), entries: 3 })
  expect(await database.db.auditEntry.findFirst({ where: { action: 'audit.prune' } })).toMatchObject({
    params: { days: 365, through: String(open - 1n) },
    result: 'succeeded',
  })
})

it('finds that the tail was cut off by a checkpoint that was kept elsewhere, also where everything was thrown away', async () => {
  for (let at = 0; at < 5; at++) await log().note({ ...entry, result: 'succeeded' })
  await makeCheckpoint(database.db, keys, Date.now())
  const kept = readExported(await exportCheckpoints(database.db, keys))
  await database.forgetAudit()
  await log().open()
  expect((await verify()).findings).toEqual([])
  expect((await verifyLog(database.db, keys, { kept })).findings).toEqual([
    { seq: '6', text: expect.stringContaining('Row 6, of which there is a checkpoint') },
  ])
})

it('does not verify with another secret', async () => {
  await log().note({ ...entry, result: 'succeeded' })
  await makeCheckpoint(database.db, keys, Date.now())
  const other = auditKeys(createSecretBox('another of that length'))
  expect((await verifyLog(database.db, other)).wrong).toBeGreaterThan(2)
})
