/**
 * What a long audit log costs: each way to filter a million lines, what writers get done, and what it takes to verify.
 * A filter has to answer within 200 ms.
 *
 * `npm run bench -- audit [lines] [times] [deeds]`; 1,000,000 lines, each filter asked 7 times, and 2,000 deeds of writers if not
 * given. On an embedded database of its own.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { createSecretBox } from '../server/access/secrets'
import { auditKeys } from '../server/audit/keys'
import { type AuditQuery, auditFacets, readAudit } from '../server/audit/read'
import { createAuditLog } from '../server/audit/record'
import { verifyLog } from '../server/audit/verify'
import { visibleTo } from '../server/audit/visible'
import { openDatabase } from '../server/db/client'
import { startEmbedded } from '../server/db/embedded'
import { migrate } from '../server/db/migrate'
import { restrictedUrl } from '../server/db/restricted-role'
import { tell } from './figures'

const budgetMs = 200
const [lines = 1_000_000, times = 7, deedsAtOnce = 2000] = process.argv.slice(2).map(Number)
const folder = mkdtempSync(path.join(os.tmpdir(), 'domus-bench-'))
const postgres = await startEmbedded(folder, line => console.error(line))
try {
  await migrate(postgres.url, path.join(process.cwd(), 'prisma'))
  await load(postgres.url)
  const box = createSecretBox('a secret of some length')
  const url = await restrictedUrl(postgres.url, box.derive('database role'), line => console.error(line))
  const db = openDatabase(url)
  await filters(db)
  await writers(url)
  await db.$disconnect()
} finally {
  await postgres.stop()
  rmSync(folder, { recursive: true })
}

/** Three years of a large house, made in the database: 200 people, 5,000 VMs in 20 pools, of the results one in 20 bad. */
async function load(ownerUrl: string): Promise<void> {
  const owner = new pg.Client({ connectionString: ownerUrl })
  await owner.connect()
  const start = performance.now()
  await owner.query("SET session_replication_role = replica; SET maintenance_work_mem = '512MB'")
  const indexes = await owner.query<{ name: string; made: string }>(
    `SELECT indexname AS name, indexdef AS made FROM pg_indexes WHERE tablename = 'AuditEntry' AND indexname NOT LIKE '%pkey'`,
  )
  for (const { name } of indexes.rows) await owner.query(`DROP INDEX "${name}"`)
  await owner.query(
    `INSERT INTO "AuditEntry" (id, at, "userId", "userName", "sessionId", address, action, sentence, "poolId", "poolName",
      "objectClass", "objectUuid", "objectRef", "objectName", params, changes, result, "finishedAt", "durationMs", "errorCode", "errorText", task, process)
    SELECT id, now() - interval '3 years' + id * interval '3 years' / $1, 'u' || u, 'user-' || u, md5('s' || u), '192.0.' || u || '.7',
      (ARRAY['vm.start', 'vm.shutDown', 'vm.reboot', 'console.open', 'vm.suspend'])[1 + v % 5],
      (ARRAY['Start ', 'Shut down ', 'Reboot ', 'Open the console of ', 'Suspend '])[1 + v % 5] || 'web-' || v,
      'pool-' || v % 20, 'Pool ' || v % 20, 'VM', (md5('vm' || v))::uuid::text, 'OpaqueRef:' || md5('ref' || v), 'web-' || v,
      jsonb_build_object('force', v % 2 = 0), '{"power_state": {"before": "Halted", "after": "Running"}}',
      CASE WHEN r < 0.95 THEN 'succeeded' WHEN r < 0.98 THEN 'failed' WHEN r < 0.995 THEN 'refused' ELSE 'unknown' END,
      now() - interval '3 years' + id * interval '3 years' / $1 + interval '2 seconds', 2000,
      CASE WHEN r >= 0.95 THEN 'SR_BACKEND_FAILURE_' || v % 50 END, CASE WHEN r >= 0.95 THEN 'The storage refused.' END,
      'OpaqueRef:' || md5('task' || id), 1
    FROM (SELECT id, 1 + (random() * 199)::int AS u, 1 + (random() * 4999)::int AS v, random() AS r FROM generate_series(1, $1::int) AS id) AS made`,
    [lines],
  )
  for (const { made } of indexes.rows) await owner.query(made)
  await owner.query('ANALYZE "AuditEntry"')
  const {
    rows: [size],
  } = await owner.query(`SELECT pg_size_pretty(pg_total_relation_size('"AuditEntry"')) AS text`)
  await owner.end()
  console.log(`${lines} lines, ${size?.text}, loaded in ${seconds(start)} s; Node ${process.version}\n`)
}

async function filters(db: ReturnType<typeof openDatabase>): Promise<void> {
  const visible = visibleTo({ whole: true })
  const day = (back: number) => new Date(Date.now() - back * 24 * 60 * 60 * 1000).toISOString()
  const middle = { from: day(500), to: day(499) }
  const asked: [string, AuditQuery][] = [
    ['no filter', {}],
    ['deep in it', { cursor: `${Date.parse(day(900))}_1` }],
    ['a day long ago', middle],
    ['an empty time', { to: day(2000) }],
    ['a person', { user: 'user-77' }],
    ['an action', { action: 'console.open' }],
    ['a result', { result: 'unknown' }],
    ['a pool', { pool: 'pool-7' }],
    ['nobody', { user: 'nobody' }],
    ['a person, a result', { user: 'user-77', result: 'unknown' }],
    ['a person, a pool, a result', { user: 'user-77', pool: 'pool-7', result: 'unknown' }],
    ['results of a day', { result: 'failed', ...middle }],
    ['a result that is not there', { result: 'cancelled', pool: 'pool-3' }],
    ['an object by name', { object: 'web-4711' }],
    ['an object by the beginning', { object: 'web-47' }],
    ['an object of a result', { object: 'web-4711', result: 'unknown' }],
    ['a rare word', { text: 'SR_BACKEND_FAILURE_17 web-17' }],
    ['a word of all', { text: 'web' }],
    ['a common word of a person', { text: 'start', user: 'user-77' }],
    ['a common word long ago', { text: 'suspend', ...middle }],
    ['two common words', { text: 'start refused' }],
    ['a word that is not there', { text: 'xyzzy' }],
    ['a common and one not there', { text: 'start xyzzy' }],
  ]
  const medians: number[] = []
  console.log(
    `${'a page of'.padEnd(30)}${'median ms'.padStart(12)}${'worst ms'.padStart(12)}${'lines'.padStart(8)}`,
  )
  for (const [name, query] of asked)
    medians.push(await measure(name, async () => (await readAudit(db, query, visible)).rows.length))
  medians.push(
    await measure('all choices of filters', async () => (await auditFacets(db, visible)).users.length),
  )
  const longest = Math.max(...medians)
  console.log(`
The slowest: ${longest.toFixed(1)} ms; it should not be above ${budgetMs}.
`)
  tell('audit.filter', longest)
}

async function measure(name: string, ask: () => Promise<number>): Promise<number> {
  const took: number[] = []
  let rows = 0
  for (let at = 0; at < times; at++) {
    const start = performance.now()
    rows = await ask()
    took.push(performance.now() - start)
  }
  took.sort((one, other) => one - other)
  const median = took[Math.floor(times / 2)] ?? 0
  const worst = took.at(-1) ?? 0
  console.log(
    `${name.padEnd(30)}${median.toFixed(1).padStart(12)}${worst.toFixed(1).padStart(12)}${String(rows).padStart(8)}`,
  )
  return median
}

/** Deeds in an otherwise empty chain: each is two rows. */
async function writers(url: string): Promise<void> {
  const keys = auditKeys(createSecretBox('a secret of some length'))
  const owner = new pg.Client({ connectionString: postgres.url })
  await owner.connect()
  await owner.query('SET session_replication_role = replica; TRUNCATE "AuditEntry"')
  await owner.end()
  for (const [clients, each] of [
    [1, 1],
    [1, 50],
    [4, 50],
  ] as const) {
    const dbs = Array.from({ length: clients }, () => openDatabase(url))
    const deeds = each === 1 ? Math.min(300, deedsAtOnce) : deedsAtOnce
    let left = deeds
    const start = performance.now()
    await Promise.all(
      dbs.flatMap((db, process) => {
        const log = createAuditLog(db, keys, Date.now, process)
        return Array.from({ length: each }, async () => {
          while (left-- > 0) {
            const id = await log.begin({
              userName: 'a',
              address: '',
              action: 'vm.start',
              sentence: 'Start web-1',
            })
            await log.finish(id, { result: 'succeeded' })
          }
        })
      }),
    )
    const took = (performance.now() - start) / 1000
    if (clients === 4) tell('audit.rows', (2 * deeds) / took)
    console.log(
      `${clients} connection${clients > 1 ? 's' : ''} × ${each} at once: ${((2 * deeds) / took).toFixed(0)} rows a second`,
    )
    await Promise.all(dbs.map(db => db.$disconnect()))
  }
  const db = openDatabase(url)
  const start = performance.now()
  const { rows, wrong } = await verifyLog(db, keys)
  const took = (performance.now() - start) / 1000
  tell('audit.verify', rows / took)
  console.log(
    `verified ${rows} rows in ${took.toFixed(2)} s: ${(rows / took).toFixed(0)} a second, ${wrong} findings`,
  )
  await db.$disconnect()
}

function seconds(start: number): string {
  return ((performance.now() - start) / 1000).toFixed(0)
}
