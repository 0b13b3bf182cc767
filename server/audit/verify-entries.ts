import { isDeepStrictEqual } from 'node:util'
import type { AuditEntry, Prisma } from '@/server/db/generated/client'
import type { ChainRow } from './chain'
import { contentOf, pageRows } from './verify'

/** What goes on with a deed changes these; see the trigger that makes lines of rows. */
const mutable = new Set([
  ...['poolId', 'poolName', 'objectClass', 'objectUuid', 'objectRef', 'objectName', 'changes', 'result'],
  ...['finishedAt', 'durationMs', 'errorCode', 'errorParams', 'errorText', 'task', 'taskUuid', 'poolUser'],
])

/**
 * Compares the lines that people read with the rows of the chain that they were made of. Resolves to how many lines
 * there are.
 */
export async function checkEntries(
  tx: Prisma.TransactionClient,
  {
    pruned,
    find,
    signal,
  }: { pruned: bigint; find: (seq: bigint, text: string) => void; signal: AbortSignal | undefined },
  onProgress: (share: number) => void,
): Promise<number> {
  const [{ last = 0n } = {}] = await tx.$queryRaw<{ last: bigint | null }[]>`
    SELECT greatest((SELECT max(id) FROM "AuditEntry"), (SELECT max(deed) FROM "AuditEvent")) AS last`
  let entries = 0
  let after = -1n
  for (;;) {
    signal?.throwIfAborted()
    const events = await nextDeeds(tx, after)
    const lines = await tx.auditEntry.findMany({
      where: { id: { gt: after, ...(events.upTo === null ? {} : { lte: events.upTo }) } },
      orderBy: { id: 'asc' },
    })
    entries += lines.length
    const shown = new Map(lines.map(line => [line.id, line]))
    for (const [deed, expected] of events.deeds) {
      const line = shown.get(deed)
      shown.delete(deed)
      // What is left of a deed whose beginning was removed is shown nowhere.
      if (deed <= pruned && !expected.begun) continue
      if (!expected.begun) find(deed, `Row ${deed}, by which a deed began, is missing.`)
      else if (!line) find(deed, `The line of row ${deed} is missing where the log is read.`)
      else {
        const field = differing(line, expected.content)
        if (field) find(deed, `The line of row ${deed} (“${line.sentence}”) says otherwise about ${field}.`)
      }
    }
    for (const id of shown.keys())
      find(id, `The line ${id} is shown where the log is read, and no row tells of it.`)
    if (events.upTo === null) return entries
    after = events.upTo
    onProgress(last ? Math.min(1, Number(after) / Number(last)) : 1)
  }
}

interface Expected {
  begun: boolean
  content: Record<string, unknown>
}

/** The deeds after the one named, a page of rows, each as its rows tell it; `upTo` is null once there are no more. */
async function nextDeeds(
  tx: Prisma.TransactionClient,
  after: bigint,
): Promise<{ deeds: Map<bigint, Expected>; upTo: bigint | null }> {
  const ids = await tx.$queryRaw<{ upTo: bigint | null; rows: bigint }[]>`
    SELECT max(deed) AS "upTo", count(*) AS rows FROM (
      SELECT deed FROM "AuditEvent" WHERE deed > ${after} ORDER BY deed LIMIT ${pageRows}) AS page`
  const upTo = ids[0]?.upTo ?? null
  const deeds = new Map<bigint, Expected>()
  if (upTo === null) return { deeds, upTo }
  const rows = await tx.$queryRaw<Omit<ChainRow, 'mac'>[]>`
    SELECT seq, kind, deed, body FROM "AuditEvent" WHERE deed > ${after} AND deed <= ${upTo} ORDER BY deed, seq`
  for (const { kind, deed, body } of rows) {
    const content = contentOf(body)
    if (kind === 'begin' || kind === 'note' || kind === 'prune' || kind === 'import')
      deeds.set(deed, { begun: true, content })
    else if (kind !== 'start') {
      const known = deeds.get(deed) ?? { begun: false, content: {} }
      const going = Object.entries(content).filter(([name]) => mutable.has(name))
      deeds.set(deed, { ...known, content: { ...known.content, ...Object.fromEntries(going) } })
    }
  }
  return { deeds, upTo: Number(ids[0]?.rows) < pageRows ? await beyond(tx, upTo) : upTo }
}

/** Lines may stand behind the last deed: then the last page goes up to them. */
async function beyond(tx: Prisma.TransactionClient, upTo: bigint): Promise<bigint> {
  const [found] = await tx.$queryRaw<{ last: bigint | null }[]>`SELECT max(id) AS last FROM "AuditEntry"`
  return found?.last && found.last > upTo ? found.last : upTo
}

/** The first field in which a line is not what its rows make it; undefined if it is. */
function differing(line: AuditEntry, expected: Record<string, unknown>): string | undefined {
  const { id: _, ...columns } = line
  return Object.entries(columns).find(([name, value]) => {
    const told = expected[name] ?? null
    const shown = value instanceof Date ? value.toISOString() : value
    return !isDeepStrictEqual(shown, told)
  })?.[0]
}
