import fc from 'fast-check'
import type { AuditEntry, AuditEvent } from '@/server/db/generated/client'

/** What somebody who may do everything in the database could do to the log. */
export interface Tampering {
  kind: string
  sql: string[]
  /** The row that has to be named. */
  names?: string
}

export const eventColumns = ['seq', 'kind', 'deed', 'body', 'mac'] as const
export const entryColumns = [
  ...['id', 'at', 'userId', 'userName', 'sessionId', 'tokenName', 'address', 'action', 'sentence'],
  ...['poolId', 'poolName', 'objectClass', 'objectUuid', 'objectRef', 'objectName', 'params', 'changes'],
  ...['result', 'finishedAt', 'durationMs', 'errorCode', 'errorParams', 'errorText', 'task', 'taskUuid'],
  ...['poolUser', 'process'],
]

const listed = entryColumns.map(name => `"${name}"`).join()
const text = (value: string) => `'${value.replaceAll("'", "''")}'`
const bytes = (value: Uint8Array) => `'\\x${Buffer.from(value).toString('hex')}'`
const valuesOf = ({ seq, kind, deed, body, mac }: AuditEvent) =>
  `(${seq}, ${text(kind)}, ${deed}, ${text(body)}, ${bytes(mac)})`
const insert = (rows: readonly AuditEvent[]) =>
  `INSERT INTO "AuditEvent" (seq, kind, deed, body, mac) VALUES ${rows.map(valuesOf).join()}`
/** Keys are moved out of the way first: they are unique at every moment. */
const renumber = (after: bigint, by: number) => [
  `UPDATE "AuditEvent" SET seq = seq + 100000 WHERE seq > ${after}`,
  `UPDATE "AuditEvent" SET seq = seq - 100000 + ${by} WHERE seq > 100000`,
]
const headAt = (seq: bigint) => `UPDATE "AuditHead" SET seq = ${seq}`

/** One tampering after another, spread over all kinds; `turn` leads through the columns. */
export function tamperings(
  rows: readonly AuditEvent[],
  entries: readonly AuditEntry[],
  turn: number,
): fc.Arbitrary<Tampering> {
  const row = fc.constantFrom(...rows)
  const later = fc.constantFrom(...rows.slice(1))
  const entry = fc.constantFrom(...entries)
  const last = rows.at(-1)?.seq ?? 0n
  const pair = (of: readonly AuditEvent[]) => fc.shuffledSubarray([...of], { minLength: 2, maxLength: 2 })
  const outcomes = rows.filter(one => one.kind === 'outcome')
  const eventColumn = eventColumns[turn % eventColumns.length] ?? 'body'
  const entryColumn = entryColumns[turn % entryColumns.length] ?? 'id'

  return fc.oneof(
    fc
      .record({ row, salt: fc.string({ maxLength: 8 }), number: fc.nat(9999) })
      .map(({ row, salt, number }) => ({
        kind: `row: ${eventColumn}`,
        sql: [
          `UPDATE "AuditEvent" SET ${eventColumn} = ${otherValue(row, eventColumn, salt, number)} WHERE seq = ${row.seq}`,
        ],
        ...(eventColumn === 'seq' ? {} : { names: String(row.seq) }),
      })),
    fc
      .record({ entry, salt: fc.string({ minLength: 1, maxLength: 8 }), number: fc.nat(9999) })
      .map(({ entry, salt, number }) => ({
        kind: 'line',
        sql: [
          `UPDATE "AuditEntry" SET "${entryColumn}" = ${otherCell(entryColumn, salt, number)} WHERE id = ${entry.id}`,
        ],
        names: String(entry.id),
      })),
    // One sign of the text of a row.
    fc
      .record({ row, at: fc.nat(), sign: fc.constantFrom('0', '1', 'x', ' ', '"') })
      .map(({ row, at, sign }) => {
        const place = at % row.body.length
        const body = row.body.slice(0, place) + sign + row.body.slice(place + 1)
        return {
          kind: 'sign',
          sql: [`UPDATE "AuditEvent" SET body = ${text(body)} WHERE seq = ${row.seq}`],
          names: String(row.seq),
        }
      }),
    row.map(({ seq }) => ({ kind: 'deleted', sql: [`DELETE FROM "AuditEvent" WHERE seq = ${seq}`] })),
    row.map(({ seq, deed }) => ({
      kind: 'deed deleted with its line',
      sql: [
        `DELETE FROM "AuditEvent" WHERE deed = ${deed}`,
        `DELETE FROM "AuditEntry" WHERE id = ${deed}`,
        headAt(seq > last ? seq : last),
      ],
    })),
    row.map(({ seq }) => ({
      kind: 'deleted and closed up',
      sql: [`DELETE FROM "AuditEvent" WHERE seq = ${seq}`, ...renumber(seq, -1), headAt(last - 1n)],
    })),
    entry.map(({ id }) => ({
      kind: 'line deleted',
      sql: [`DELETE FROM "AuditEntry" WHERE id = ${id}`],
      names: String(id),
    })),
    entry.map(({ id }) => ({
      kind: 'line added',
      sql: [
        `INSERT INTO "AuditEntry" (${listed}) SELECT ${listed} FROM (SELECT made.* FROM "AuditEntry" line, jsonb_populate_record(line, '{"id": ${last + id}}') AS made WHERE line.id = ${id}) AS forged`,
      ],
      names: String(last + id),
    })),
    pair(rows).map(([one, other]) => ({
      kind: 'reordered',
      sql: one && other ? swap(one, other, true) : [],
    })),
    pair(rows).map(([one, other]) => ({
      kind: 'reordered with macs',
      sql: one && other ? swap(one, other, false) : [],
    })),
    pair(outcomes).map(([one, other]) => ({
      kind: 'outcomes swapped',
      sql:
        one && other
          ? [
              `UPDATE "AuditEvent" SET body = ${text(other.body)} WHERE seq = ${one.seq}`,
              `UPDATE "AuditEvent" SET body = ${text(one.body)} WHERE seq = ${other.seq}`,
            ]
          : [],
    })),
    pair(outcomes).map(([one, other]) => ({
      kind: 'deeds of outcomes swapped',
      sql:
        one && other
          ? [
              `UPDATE "AuditEvent" SET deed = ${other.deed} WHERE seq = ${one.seq}`,
              `UPDATE "AuditEvent" SET deed = ${one.deed} WHERE seq = ${other.seq}`,
            ]
          : [],
    })),
    fc
      .record({ later, checkpoints: fc.boolean(), head: fc.boolean() })
      .map(({ later: { seq }, checkpoints, head }) => ({
        kind: 'tail cut off',
        sql: [
          `DELETE FROM "AuditEvent" WHERE seq >= ${seq}`,
          `DELETE FROM "AuditEntry" WHERE id >= ${seq}`,
          ...(checkpoints ? [`DELETE FROM "AuditCheckpoint" WHERE seq >= ${seq}`] : []),
          ...(head ? [headAt(seq - 1n)] : []),
        ],
      })),
    later.map(({ seq }) => ({
      kind: 'beginning cut off',
      sql: [`DELETE FROM "AuditEvent" WHERE seq < ${seq}`, `DELETE FROM "AuditEntry" WHERE id < ${seq}`],
    })),
    fc.record({ row, other: row }).map(({ row: { seq }, other }) => ({
      kind: 'spliced in',
      sql: [...renumber(seq, 1), insert([{ ...other, seq: seq + 1n }]), headAt(last + 1n)],
    })),
    row.map(other => ({
      kind: 'added at the end',
      sql: [insert([{ ...other, seq: last + 1n }]), headAt(last + 1n)],
    })),
    pair(rows).map(([one, other]) => ({
      kind: 'repeated in another’s place',
      sql:
        one && other
          ? [
              `UPDATE "AuditEvent" SET kind = ${text(one.kind)}, deed = ${one.deed}, body = ${text(one.body)}, mac = ${bytes(one.mac)} WHERE seq = ${other.seq}`,
            ]
          : [],
    })),
    fc.constantFrom<Tampering[]>(
      { kind: 'checkpoint changed', sql: [`UPDATE "AuditCheckpoint" SET mac = sha256(mac)`] },
      { kind: 'checkpoint changed', sql: [`UPDATE "AuditCheckpoint" SET at = at + interval '1 hour'`] },
      { kind: 'checkpoint changed', sql: [`UPDATE "AuditCheckpoint" SET seq = seq + 1`] },
      { kind: 'checkpoint changed', sql: [`UPDATE "AuditCheckpoint" SET signature = signature || '\\x00'`] },
      { kind: 'seal changed', sql: [`UPDATE "AuditHead" SET seal = sha256(seal)`] },
      { kind: 'seal changed', sql: [headAt(last + 1n)] },
      { kind: 'seal removed', sql: [`DELETE FROM "AuditHead"`] },
      {
        kind: 'all thrown away',
        sql: ['TRUNCATE "AuditEvent", "AuditEntry", "AuditHead", "AuditCheckpoint"'],
      },
    ),
  )
}

function swap(one: AuditEvent, other: AuditEvent, keepMacs: boolean): string[] {
  const put = (from: AuditEvent, to: AuditEvent) => ({
    ...from,
    seq: to.seq,
    ...(keepMacs ? { mac: to.mac } : {}),
  })
  return [
    `DELETE FROM "AuditEvent" WHERE seq IN (${one.seq}, ${other.seq})`,
    insert([put(one, other), put(other, one)]),
  ]
}

function otherValue(
  row: AuditEvent,
  column: (typeof eventColumns)[number],
  salt: string,
  number: number,
): string {
  if (column === 'kind') return text(['start', 'begin', 'note', 'task', 'outcome', 'prune'][number % 6] ?? '')
  if (column === 'body') return text(JSON.stringify({ ...JSON.parse(row.body), sentence: storable(salt) }))
  if (column === 'mac') return `sha256('\\x${number.toString(16).padStart(4, '0')}')`
  return column === 'seq' ? String(100_000 + number) : String(number % 60)
}

const storable = (value: string) => value.replace(/\p{Surrogate}|\0/gu, '')

function otherCell(column: string, salt: string, number: number): string {
  if (column === 'id') return String(100_000 + number)
  if (column === 'process' || column === 'durationMs') return String(number)
  if (column === 'at' || column === 'finishedAt') return `now() - interval '${number + 1} seconds'`
  if (column === 'params' || column === 'changes' || column === 'errorParams') return `'{"x": ${number}}'`
  return text(storable(salt))
}
