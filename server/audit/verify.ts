import type { Db } from '@/server/db/client'
import type { Prisma } from '@/server/db/generated/client'
import { type ChainRow, macOf, nothingBefore } from './chain'
import { type Checkpoint, isGenuine } from './checkpoints'
import { type AuditKeys, sealOf } from './keys'
import { checkEntries } from './verify-entries'

/** Something in the log that Domus did not write so. */
export interface Finding {
  /** The row that is meant; null where it is about the whole log. */
  seq: string | null
  /** A sentence that names it. */
  text: string
}

export interface Verification {
  /** The rows the log should have now, and how many of them were read. */
  rows: number
  entries: number
  checkpoints: number
  /** Numbers of the first and the last row; null for a log without rows. */
  first: string | null
  last: string | null
  /** The first hundred. */
  findings: Finding[]
  /** All of them. */
  wrong: number
}

export interface VerifyOptions {
  /** Checkpoints that were kept elsewhere. */
  kept?: readonly Checkpoint[]
  /** 0…1 */
  onProgress?: (share: number) => void
  signal?: AbortSignal
}

export const pageRows = 2000
const mostFindings = 100
/** A log of millions of rows takes minutes; whoever asked may be gone by then. */
const longestMs = 2 * 60 * 60 * 1000

/**
 * Reads the whole log as it stands at one moment and compares it with its macs, seal and checkpoints, and the lines that
 * people read with the rows they were made of. Nothing is locked; rows that are added meanwhile are not looked at.
 */
export function verifyLog(db: Db, keys: AuditKeys, options: VerifyOptions = {}): Promise<Verification> {
  return db.$transaction(tx => verifyIn(tx, keys, options), {
    isolationLevel: 'RepeatableRead',
    maxWait: 20_000,
    timeout: longestMs,
  })
}

/** The same within a transaction of the caller's, which should see the log at one moment. */
export async function verifyIn(
  tx: Prisma.TransactionClient,
  keys: AuditKeys,
  { kept = [], onProgress, signal }: VerifyOptions = {},
): Promise<Verification> {
  const findings: Finding[] = []
  let wrong = 0
  const find = (seq: bigint | null, text: string) => {
    wrong++
    if (findings.length < mostFindings) findings.push({ seq: seq === null ? null : String(seq), text })
  }
  const checkpoints = await genuine(tx, keys, kept, find)
  const [head] = await tx.$queryRaw<
    { seq: bigint; seal: Uint8Array }[]
  >`SELECT seq, seal FROM "AuditHead" WHERE id = 1`
  const start = await beginning(tx, checkpoints, find)

  let { seq, mac } = start
  let rows = 0
  let pruned = 0n
  const macs = new Map<bigint, Uint8Array>()
  for (;;) {
    signal?.throwIfAborted()
    const page = await tx.$queryRaw<ChainRow[]>`
      SELECT seq, kind, deed, body, mac FROM "AuditEvent" WHERE seq > ${rows === 0 ? -1n : seq}
      ORDER BY seq LIMIT ${pageRows}`
    for (const row of page) {
      if (row.seq !== seq + 1n) find(row.seq, gap(seq + 1n, row.seq))
      else if (!(rows === 0 && start.unknown) && !same(macOf(keys.chain, row, mac), row.mac)) {
        find(row.seq, `Row ${row.seq} (${nameOf(row)}) is not as it was written, or not where it was.`)
      }
      if (row.kind === 'prune') pruned = throughOf(row.body)
      if (checkpoints.has(row.seq)) macs.set(row.seq, row.mac)
      seq = row.seq
      mac = row.mac
      rows++
    }
    onProgress?.(Math.min(0.5, head ? (0.5 * rows) / Math.max(1, Number(head.seq - start.seq)) : 0.5))
    if (page.length < pageRows) break
  }

  if (start.cut && !start.unknown && pruned !== start.seq) {
    find(
      start.seq + 1n,
      `The rows up to ${start.seq} are missing, and no row of the log says that they were removed.`,
    )
  }
  for (const [at, checkpoint] of checkpoints) {
    const there = macs.get(at)
    if (there && !same(there, checkpoint.mac))
      find(at, `Row ${at} is not the one that the checkpoint of ${checkpoint.at.toISOString()} was made of.`)
    if (!there && at > start.seq)
      find(at, `Row ${at}, of which there is a checkpoint of ${checkpoint.at.toISOString()}, is missing.`)
  }
  if (rows > 0 && (!head || head.seq !== seq || !same(sealOf(keys, seq, mac), head.seal))) {
    const last = head && head.seq > seq ? `the log went on to row ${head.seq}` : 'its seal is not of this row'
    find(seq, `Row ${seq} is not the last that was written: ${head ? last : 'the seal is missing'}.`)
  }
  if (rows === 0) find(null, 'The log has no rows. Domus writes the first when it starts.')

  const entries = await checkEntries(tx, { pruned: start.seq, find, signal }, share =>
    onProgress?.(0.5 + share / 2),
  )
  onProgress?.(1)
  return {
    rows,
    entries,
    checkpoints: checkpoints.size,
    first: rows === 0 ? null : String(start.seq + 1n),
    last: rows === 0 ? null : String(seq),
    findings,
    wrong,
  }
}

type Find = (seq: bigint | null, text: string) => void

/** The checkpoints of the database and those kept elsewhere, without any that was not signed by this Domus. */
async function genuine(
  tx: Prisma.TransactionClient,
  keys: AuditKeys,
  kept: readonly Checkpoint[],
  find: Find,
): Promise<Map<bigint, Checkpoint>> {
  const stored = await tx.auditCheckpoint.findMany({ orderBy: { seq: 'asc' } })
  const found = new Map<bigint, Checkpoint>()
  for (const checkpoint of [...stored, ...kept]) {
    if (!isGenuine(checkpoint, keys)) {
      find(checkpoint.seq, `The checkpoint of row ${checkpoint.seq} was not signed by this Domus.`)
      continue
    }
    const other = found.get(checkpoint.seq)
    if (other && !same(other.mac, checkpoint.mac))
      find(checkpoint.seq, `Two checkpoints of row ${checkpoint.seq} contradict one another.`)
    found.set(checkpoint.seq, checkpoint)
  }
  return found
}

/** The row and the mac that the first row follows: nothing, a checkpoint where older rows were removed, or unknown. */
async function beginning(
  tx: Prisma.TransactionClient,
  checkpoints: ReadonlyMap<bigint, Checkpoint>,
  find: Find,
): Promise<{ seq: bigint; mac: Uint8Array; cut: boolean; unknown?: boolean }> {
  const [first] = await tx.$queryRaw<ChainRow[]>`
    SELECT seq, kind, deed, body, mac FROM "AuditEvent" ORDER BY seq LIMIT 1`
  if (!first) return { seq: 0n, mac: nothingBefore, cut: false }
  if (first.kind === 'start') return { seq: first.seq - 1n, mac: nothingBefore, cut: false }
  const before = checkpoints.get(first.seq - 1n)
  if (before) return { seq: before.seq, mac: before.mac, cut: true }
  find(first.seq, `The rows before ${first.seq} are missing: the log begins with it, and no checkpoint does.`)
  return { seq: first.seq - 1n, mac: first.mac, cut: true, unknown: true }
}

const gap = (from: bigint, to: bigint) =>
  to - from === 1n ? `Row ${from} is missing.` : `Rows ${from} to ${to - 1n} are missing.`

const same = (one: Uint8Array, other: Uint8Array) => Buffer.from(one).equals(other)

/** What a row is about, for whoever looks for it; a row that was changed may say anything. */
function nameOf({ kind, deed, body }: ChainRow): string {
  const told = contentOf(body)
  const text = told.sentence ?? told.result ?? told.task
  const of = kind === 'outcome' || kind === 'task' ? ` of ${deed}` : ''
  return `${kind}${of}${typeof text === 'string' ? `, “${text}”` : ''}${typeof told.at === 'string' ? `, ${told.at}` : ''}`
}

/** The content of a row; none where it can't be read. */
export function contentOf(body: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(body)
    return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {}
  } catch {
    // Such a row does not have the mac that it has: this is found elsewhere.
    return {}
  }
}

function throughOf(body: string): bigint {
  const { params } = contentOf(body)
  if (typeof params !== 'object' || params === null || !('through' in params)) return 0n
  return typeof params.through === 'string' && /^\d{1,18}$/.test(params.through) ? BigInt(params.through) : 0n
}
