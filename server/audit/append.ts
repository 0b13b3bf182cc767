import { z } from 'zod'
import type { Db } from '@/server/db/client'
import type { Prisma } from '@/server/db/generated/client'
import { type ChainRow, canonical, macOf, nothingBefore, type RowKind } from './chain'
import { type AuditKeys, sealOf } from './keys'

/** Any number will do, so long as every Domus takes the same one. */
const appendLock = 1_148_151_160
/** Rows of one transaction: the lock is held for as long as they take. */
const mostAtOnce = 200

/** A deed that has begun, as far as its outcome leans on it. */
export interface Begun {
  at: Date
  result: string
}

/** A row that is to be added; its number and its mac are known only under the lock. */
export type Draft =
  /** Begins a deed, or is one. */
  | { kind: 'begin' | 'note' | 'prune'; content: object }
  /** Goes on with a deed: content by what is known of it, or null where there is nothing to add. */
  | { kind: 'task' | 'outcome'; deed: bigint; content: (begun: Begun) => object | null }

interface Waiting {
  draft: Draft
  resolve: (seq: bigint | null) => void
  reject: (error: unknown) => void
}
type Tx = Prisma.TransactionClient
type Last = Pick<ChainRow, 'seq' | 'mac'>
type Unsigned = Omit<ChainRow, 'mac'> & { kind: RowKind }

/**
 * Adds rows to the chain: under one lock of the database, so that writers of all processes stand in one line, and as
 * many rows in a transaction as wait for it, so that the line moves.
 */
export function createAppender(db: Db, keys: AuditKeys, now: () => number) {
  const waiting: Waiting[] = []
  let writing: Promise<void> | undefined

  async function write(): Promise<void> {
    // Whoever asks in this turn of the event loop goes along.
    await Promise.resolve()
    while (waiting.length > 0) {
      const batch = waiting.splice(0, mostAtOnce)
      try {
        const seqs = await db.$transaction(tx => addAll(tx, batch), { maxWait: 20_000, timeout: 60_000 })
        batch.forEach(({ resolve }, at) => {
          resolve(seqs[at] ?? null)
        })
      } catch (error) {
        for (const { reject } of batch) reject(error)
      }
    }
    writing = undefined
  }

  async function addAll(tx: Tx, batch: readonly Waiting[]): Promise<(bigint | null)[]> {
    const { last, begun } = await turn(tx, batch)
    const writer = await chainWriter(tx, last)
    const seqs = batch.map(({ draft }) => {
      if (!('deed' in draft)) {
        return writer.add(seq => ({ kind: draft.kind, deed: seq, body: canonical(draft.content) }))
      }
      const known = begun.get(draft.deed)
      const content = known && draft.content(known)
      if (!known || !content) return null
      // The next of this batch finds the deed as this one leaves it.
      if ('result' in content && typeof content.result === 'string') known.result = content.result
      return writer.add(() => ({ kind: draft.kind, deed: draft.deed, body: canonical(content) }))
    })
    await writer.store()
    return seqs
  }

  /** Numbers and binds rows after the last one there is; begins the log where there is none. */
  async function chainWriter(tx: Tx, last: Last | null) {
    let { seq, mac }: Last = last ?? { seq: 0n, mac: nothingBefore }
    const rows: ChainRow[] = []
    const add = (make: (seq: bigint) => Omit<Unsigned, 'seq'>): bigint => {
      seq++
      const row = { seq, ...make(seq) }
      mac = macOf(keys.chain, row, mac)
      rows.push({ ...row, mac })
      return seq
    }
    if (!last) {
      // Deeds of an earlier Domus are taken over under their own numbers; new ones must not meet them.
      const old = await tx.auditEntry.findMany({ orderBy: { id: 'asc' } })
      seq = old.at(-1)?.id ?? 0n
      const content = { at: new Date(now()), taken: old.length, after: seq }
      add(first => ({ kind: 'start', deed: first, body: canonical(content) }))
      for (const { id, ...entry } of old)
        add(() => ({ kind: 'import', deed: id, body: canonical(dropNulls(entry)) }))
    }
    return {
      add,
      async store(): Promise<void> {
        if (rows.length === 0) return
        const column = <T>(read: (row: ChainRow) => T) => rows.map(read)
        const seal = sealOf(keys, seq, mac)
        await tx.$executeRaw`
          WITH sealed AS (
            INSERT INTO "AuditHead" (id, seq, seal) VALUES (1, ${seq}, ${seal})
            ON CONFLICT (id) DO UPDATE SET seq = EXCLUDED.seq, seal = EXCLUDED.seal
          )
          INSERT INTO "AuditEvent" (seq, kind, deed, body, mac)
          SELECT seq, kind, deed, body, decode(mac, 'hex') FROM unnest(
            ${column(row => row.seq)}::bigint[], ${column(row => row.kind)}::text[],
            ${column(row => row.deed)}::bigint[], ${column(row => row.body)}::text[],
            ${column(row => Buffer.from(row.mac).toString('hex'))}::text[]
          ) AS row(seq, kind, deed, body, mac) ORDER BY seq`
      },
    }
  }

  return {
    /** Resolves once the row stands: to its number, or to null where there was nothing to add. */
    append(draft: Draft): Promise<bigint | null> {
      return new Promise((resolve, reject) => {
        waiting.push({ draft, resolve, reject })
        writing ??= write()
      })
    },
    /** Resolves once no row waits to be written. */
    async idle(): Promise<void> {
      while (writing) await writing
    },
    /** Begins the log where there is none, which takes over what an earlier Domus wrote. */
    async open(): Promise<void> {
      const begin = async (tx: Tx) => {
        await (await chainWriter(tx, (await turn(tx, [])).last)).store()
      }
      await db.$transaction(begin, { maxWait: 20_000, timeout: 600_000 })
    },
  }
}

const begunSchema = z.array(z.object({ id: z.string(), at: z.coerce.date(), result: z.string() }))

/** Waits for the lock of the database; then the last row, and what is known of the deeds that are gone on with. */
async function turn(
  tx: Tx,
  batch: readonly Waiting[],
): Promise<{ last: Last | null; begun: Map<bigint, Begun> }> {
  const deeds = batch.flatMap(({ draft }) => ('deed' in draft ? [draft.deed] : []))
  const [found] = await tx.$queryRaw<
    { seq: bigint | null; mac: Uint8Array | null; begun: unknown }[]
  >`SELECT * FROM domus_audit_turn(${appendLock}, ${deeds}::bigint[])`
  const { seq = null, mac = null, begun = [] } = found ?? {}
  return {
    last: seq !== null && mac !== null ? { seq, mac } : null,
    begun: new Map(begunSchema.parse(begun).map(({ id, ...known }) => [BigInt(id), known])),
  }
}

const dropNulls = (entry: object) =>
  Object.fromEntries(Object.entries(entry).filter(([, value]) => value !== null))
