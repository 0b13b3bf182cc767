import { afterAll, beforeAll, expect, it } from 'vitest'
import { createSecretBox } from '@/server/access/secrets'
import { Prisma } from '@/server/db/generated/client'
import { startTestDatabase, type TestDatabase, testSecret } from '@/server/testing/database'
import { csvCell, exportAudit } from './export'
import { auditKeys } from './keys'
import { type AuditFilter, auditFacets, readAudit, readEntry } from './read'
import { createAuditLog } from './record'
import { visibleTo } from './visible'

let database: TestDatabase
const everything = visibleTo({ whole: true })
const web = '11111111-2222-3333-4444-555555555555'
beforeAll(async () => {
  database = await startTestDatabase()
  let now = Date.parse('2026-10-01T00:00:00Z')
  const audit = createAuditLog(database.db, auditKeys(createSecretBox(testSecret)), () => now)
  const entry = { address: '192.0.2.7', action: 'vm.start', result: 'succeeded' as const }
  const on = (name: string, uuid: string) => ({ class: 'VM', uuid, ref: 'r', name })
  await audit.note({ ...entry, userName: 'ann', sentence: 'Start web-01', object: on('web-01', web) })
  now += 1000
  await audit.note({
    ...entry,
    userName: 'bob',
    sentence: 'Start Größe',
    pool: { id: 'p1', name: 'Frankfurt' },
    object: on('=cmd()', 'u2'),
    result: 'failed',
    errorCode: 'SR_BACKEND_FAILURE_46',
    errorText: 'The storage refused: "no".',
  })
  now += 1000
  for (let at = 0; at < 5; at++)
    await audit.note({ ...entry, userName: `user-${at}`, action: 'a.b', sentence: 'Do' })
})
afterAll(() => database.stop())

const found = async (filter: AuditFilter) =>
  (await readAudit(database.db, filter, everything)).rows.map(row => row.user)

it.each<[string, AuditFilter, string[]]>([
  ['a person', { user: 'ann' }, ['ann']],
  ['an object by its name', { object: 'web-01' }, ['ann']],
  ['an object by how words of its name begin', { object: 'WE' }, ['ann']],
  ['an object by its uuid', { object: web.toUpperCase() }, ['ann']],
  ['a pool', { pool: 'p1' }, ['bob']],
  ['a result', { result: 'failed' }, ['bob']],
  ['words of anything', { text: 'backend frank' }, ['bob']],
  ['words that are not of this language', { text: 'größe' }, ['bob']],
  ['a part of an address', { text: '192.0.2 start', user: 'ann' }, ['ann']],
  ['what somebody wrote to break the question', { text: `'web & !x:* \\ <->` }, []],
  ['no word at all', { text: '--' }, []],
  ['a time', { from: '2026-10-01T00:00:01Z', to: '2026-10-01T00:00:02Z' }, ['bob']],
  ['what is not there', { user: 'ann', result: 'failed' }, []],
])('finds %s', async (_, filter, users) => {
  expect(await found(filter)).toEqual(users)
})

it('leads from page to page, also through lines of one moment, to each once', async () => {
  const seen: string[] = []
  let cursor: string | undefined
  do {
    const page = await readAudit(database.db, cursor ? { cursor } : {}, everything, 2)
    seen.push(...page.rows.map(row => row.user))
    cursor = page.nextCursor ?? undefined
  } while (cursor)
  expect(seen).toEqual(['user-4', 'user-3', 'user-2', 'user-1', 'user-0', 'bob', 'ann'])
})

it('knows what can be chosen, and no line that may not be known of', async () => {
  const choices = await auditFacets(database.db, everything)
  expect(choices.actions).toEqual(['a.b', 'vm.start'])
  expect(choices.pools).toEqual([{ id: 'p1', name: 'Frankfurt' }])
  expect(choices.users).toHaveLength(7)
  const onlyAnn = Prisma.sql`"userName" = 'ann'`
  expect(await auditFacets(database.db, onlyAnn)).toEqual({
    users: ['ann'],
    actions: ['vm.start'],
    pools: [],
  })
  const { rows } = await readAudit(database.db, {}, onlyAnn)
  expect(rows.map(row => row.user)).toEqual(['ann'])
  const [bob] = (await readAudit(database.db, { user: 'bob' }, everything)).rows
  expect(await readEntry(database.db, BigInt(bob?.id ?? 0), onlyAnn)).toBeNull()
  expect(await readEntry(database.db, BigInt(bob?.id ?? 0), everything)).toEqual(bob)
})

it('exports what the filter finds, as JSON lines and as CSV that no spreadsheet calculates', async () => {
  const text = async (format: 'csv' | 'jsonl') => {
    let all = ''
    for await (const part of exportAudit(database.db, format, { user: 'bob' }, everything)) all += part.text
    return all
  }
  const lines = (await text('jsonl')).trimEnd().split('\n')
  expect(lines.map(line => JSON.parse(line).object.name)).toEqual(['=cmd()'])
  const [head, line, ...rest] = (await text('csv')).split('\r\n')
  expect(head).toMatch(/^number,time,user,/)
  expect(line).toContain(`,"'=cmd()",`)
  expect(line).toContain(',"The storage refused: ""no"".",')
  expect(rest).toEqual([''])
})

it.each([
  ['=1+1', `"'=1+1"`],
  ['+1', `"'+1"`],
  ['-1', `"'-1"`],
  ['@x', `"'@x"`],
  ['\tx', `"'\tx"`],
  ['a,b', '"a,b"'],
  ['a\nb', '"a\nb"'],
  [-5, '-5'],
  [null, ''],
])('writes the cell %j', (value, cell) => expect(csvCell(value)).toBe(cell))
