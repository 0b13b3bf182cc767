import { randomInt } from 'node:crypto'
import type pg from 'pg'
import { z } from 'zod'
import type { Db } from './client'
import { keepConnection } from './kept-connection'
import { PartReader, toParts } from './parts'
import type { Topic } from './topic'

/** Migrations make triggers that tell on this channel as well. */
const channel = 'domus'
/** The first key of the advisory locks by which processes are seen; the second is the process. */
export const presenceClass = 1_148_151_158

const envelope = z.object({ topic: z.string(), body: z.unknown() })

/** What the processes on one database tell one another. */
export interface Notices {
  /** The number of this process among those on the database: random, positive, of 31 bits. */
  process: number
  /** Tells all processes, this one included. Rejects when the database does not take it. */
  send<Body>(topic: Topic<Body>, body: Body): Promise<void>
  on<Body>(topic: Topic<Body>, listener: (body: Body) => void): () => void
  /** Called after the connection was lost and is there again: what was told meanwhile was missed. */
  onResume(listener: () => void): () => void
  /** The processes that are alive now, this one included. */
  present(): Promise<number[]>
  stop(): Promise<void>
}

/**
 * Listens on one connection of its own (not through a pooler: LISTEN belongs to a session). Changes in the database
 * reach every process in the order of their transactions. Holds an advisory lock by which others see that this process
 * lives. Rejects when the database can't be reached.
 */
export async function openNotices(
  url: string,
  db: Db,
  report: (what: string, error: unknown) => void,
): Promise<Notices> {
  const process = randomInt(1, 2 ** 31 - 1)
  const listeners = new Map<string, Set<(body: unknown) => void>>()
  const resumed = new Set<() => void>()
  const parts = new PartReader()
  let before = false

  function heard(payload: string): void {
    try {
      const document = parts.take(payload)
      if (document === undefined) return
      const { topic, body } = envelope.parse(document)
      for (const listener of [...(listeners.get(topic) ?? [])]) listener(body)
    } catch (error) {
      report('What another process told could not be taken', error)
    }
  }

  async function begin(client: pg.Client): Promise<void> {
    parts.clear()
    client.on('notification', message => heard(message.payload ?? ''))
    // Shared: the server may still hold the lock for a connection of ours that it has not found dead yet.
    await client.query('SELECT pg_advisory_lock_shared($1, $2)', [presenceClass, process])
    await client.query(`LISTEN ${channel}`)
    if (before) for (const listener of [...resumed]) call(listener)
    before = true
  }

  function call(act: () => void): void {
    try {
      act()
    } catch (error) {
      report('Something could not be read anew', error)
    }
  }

  const kept = keepConnection({
    url,
    begin,
    beat: async client => {
      await client.query('SELECT 1')
    },
    lost: () => undefined,
    report,
  })
  await kept.opened
  return {
    process,
    async send(topic, body) {
      const texts = toParts(JSON.stringify({ topic: topic.name, body }))
      await db.$executeRaw`SELECT pg_notify(${channel}, part) FROM unnest(${texts}::text[]) AS part`
    },
    on(topic, listener) {
      const known = listeners.get(topic.name) ?? new Set()
      const parsed = (body: unknown) => listener(topic.schema.parse(body))
      listeners.set(topic.name, known.add(parsed))
      return () => known.delete(parsed)
    },
    onResume(listener) {
      resumed.add(listener)
      return () => resumed.delete(listener)
    },
    async present() {
      const rows = await db.$queryRaw<{ process: number }[]>`
        SELECT DISTINCT objid::int AS process FROM pg_locks
        WHERE locktype = 'advisory' AND classid = ${presenceClass}::int::oid AND objsubid = 2 AND granted
          AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`
      return rows.map(row => row.process)
    },
    stop: () => kept.stop(),
  }
}
