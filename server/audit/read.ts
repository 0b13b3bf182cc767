import { z } from 'zod'
import type { Db } from '@/server/db/client'
import { type AuditEntry, Prisma } from '@/server/db/generated/client'
import { type AuditRow, rowOf } from './audit-row'
import { auditResults } from './record'

export const auditFilter = z.object({
  user: z.string().max(64).optional(),
  /** Words of an object's name, from their beginnings, or its uuid. */
  object: z.string().max(256).optional(),
  /** Words of the line, from their beginnings. */
  text: z.string().max(256).optional(),
  action: z.string().max(64).optional(),
  result: z.enum(auditResults).optional(),
  pool: z.string().max(64).optional(),
  from: z.iso.datetime({ offset: true }).optional(),
  to: z.iso.datetime({ offset: true }).optional(),
})
export type AuditFilter = z.infer<typeof auditFilter>

export const auditQuery = auditFilter.extend({
  cursor: z
    .string()
    .regex(/^\d{1,15}_\d{1,18}$/)
    .optional(),
})
export type AuditQuery = z.infer<typeof auditQuery>

/** All but the words, which nobody reads. */
const columns = Prisma.raw(
  Object.values(Prisma.AuditEntryScalarFieldEnum)
    .map(name => `"${name}"`)
    .join(),
)
const pageSize = 100
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** Newest first, a page at a time; `nextCursor` leads to the next one. */
export async function readAudit(
  db: Db,
  query: AuditQuery,
  visible: Prisma.Sql,
  size = pageSize,
): Promise<{ rows: AuditRow[]; nextCursor: string | null }> {
  const where = await conditionsOf(db, query, visible)
  if (!where) return { rows: [], nextCursor: null }
  const found = await newestOf(db, where, size + 1)
  const rows = found.slice(0, size)
  const last = rows.at(-1)
  return {
    rows: rows.map(rowOf),
    nextCursor: found.length > size && last ? `${last.at.getTime()}_${last.id}` : null,
  }
}

/** Lines among which a common word is found at once. */
const recent = 20_000

/**
 * The newest lines that match. Words are looked for among the most recent lines first: the index finds all lines with a
 * word before one of them is read, which takes long for a word of tens of thousands, and those are recent ones as well.
 */
async function newestOf(db: Db, { plain, words }: Conditions, count: number): Promise<AuditEntry[]> {
  const order = Prisma.sql`ORDER BY at DESC, id DESC`
  const lines = Prisma.sql`SELECT ${columns} FROM "AuditEntry"`
  if (!words) return db.$queryRaw`${lines} WHERE ${plain} ${order} LIMIT ${count}`
  const found = await db.$queryRaw<AuditEntry[]>`
    SELECT ${columns} FROM (SELECT * FROM "AuditEntry" WHERE ${plain} ${order} LIMIT ${recent}) AS line
    WHERE ${words} ${order} LIMIT ${count}`
  if (found.length === count) return found
  return db.$queryRaw`${lines} WHERE ${plain} AND ${words} ${order} LIMIT ${count}`
}

/** One line; null where there is none that may be known of. */
export async function readEntry(db: Db, id: bigint, visible: Prisma.Sql): Promise<AuditRow | null> {
  const [found] = await db.$queryRaw<AuditEntry[]>`
    SELECT ${columns} FROM "AuditEntry" WHERE id = ${id} AND (${visible})`
  return found ? rowOf(found) : null
}

interface Conditions {
  plain: Prisma.Sql
  /** Of what is looked for by its words. */
  words: Prisma.Sql | null
}

/** Null: nothing can match. */
async function conditionsOf(db: Db, query: AuditQuery, visible: Prisma.Sql): Promise<Conditions | null> {
  const words: Prisma.Sql[] = []
  const all = [Prisma.sql`(${visible})`]
  if (query.user) all.push(Prisma.sql`"userName" = ${query.user}`)
  if (query.action) all.push(Prisma.sql`action = ${query.action}`)
  if (query.result) all.push(Prisma.sql`result = ${query.result}`)
  if (query.pool) all.push(Prisma.sql`"poolId" = ${query.pool}`)
  if (query.from) all.push(Prisma.sql`at >= ${new Date(query.from)}`)
  if (query.to) all.push(Prisma.sql`at < ${new Date(query.to)}`)
  if (query.object && uuid.test(query.object)) {
    all.push(Prisma.sql`"objectUuid" = ${query.object.toLowerCase()}`)
  } else if (query.object) {
    const asked = await beginnings(db, query.object, '=')
    if (!asked) return null
    words.push(Prisma.sql`words @@ ${asked}::tsquery`)
  }
  if (query.text) {
    const asked = await beginnings(db, query.text, '')
    if (!asked) return null
    words.push(Prisma.sql`words @@ ${asked}::tsquery`)
  }
  if (query.cursor) {
    const [at = '', id = ''] = query.cursor.split('_')
    all.push(Prisma.sql`(at, id) < (${new Date(Number(at))}, ${BigInt(id)})`)
  }
  return { plain: Prisma.join(all, ' AND '), words: words.length > 0 ? Prisma.join(words, ' AND ') : null }
}

/**
 * The words of a text as a query for lines that have them, the last of "web-0" as how a word begins; null for a text
 * without words. Asked before the lines are: only then the database knows how rare they are.
 */
async function beginnings(db: Db, text: string, mark: '' | '='): Promise<string | null> {
  const parts = text.split(/\s+/)
  const ends = parts.map(part => /[^\s!-/:-@[-`{-~]+$/.exec(part)?.[0] ?? '')
  const [found] = await db.$queryRaw<{ query: string | null }[]>`
    SELECT string_agg(quote_literal(word.lexeme) || CASE WHEN ends.lexeme IS NULL THEN '' ELSE ':*' END, ' & ') AS query
    FROM unnest(domus_words(${text}, ${mark})) AS word
    LEFT JOIN unnest(domus_words(${ends.join(' ')}, ${mark})) AS ends USING (lexeme)`
  return found?.query ?? null
}

/** What the log can be filtered by: each value that occurs, found by leaping through its index. */
export async function auditFacets(
  db: Db,
  visible: Prisma.Sql,
): Promise<{ users: string[]; actions: string[]; pools: { id: string; name: string }[] }> {
  const [users, actions, ids] = await Promise.all([
    distinct(db, Prisma.sql`"userName"`, visible),
    distinct(db, Prisma.sql`action`, visible),
    distinct(db, Prisma.sql`"poolId"`, visible),
  ])
  const pools = await Promise.all(
    ids.map(async id => {
      const [last] = await db.$queryRaw<{ name: string | null }[]>`
        SELECT "poolName" AS name FROM "AuditEntry" WHERE "poolId" = ${id} AND (${visible}) ORDER BY at DESC LIMIT 1`
      return { id, name: last?.name || id }
    }),
  )
  return { users, actions, pools }
}

const mostValues = 500

async function distinct(db: Db, column: Prisma.Sql, visible: Prisma.Sql): Promise<string[]> {
  const next = (after: Prisma.Sql) => Prisma.sql`
    SELECT ${column} FROM "AuditEntry" WHERE ${column} > ${after} AND (${visible}) ORDER BY ${column} LIMIT 1`
  const rows = await db.$queryRaw<{ value: string }[]>`
    WITH RECURSIVE known(value) AS (
      (${next(Prisma.sql`''`)})
      UNION ALL SELECT (${next(Prisma.sql`known.value`)}) FROM known WHERE known.value IS NOT NULL
    ) SELECT value FROM known WHERE value IS NOT NULL LIMIT ${mostValues}`
  return rows.map(row => row.value)
}
