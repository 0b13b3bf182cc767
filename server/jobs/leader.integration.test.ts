import pg from 'pg'
import { expect, it } from 'vitest'
import { databaseSuite } from '@/server/testing/database-suite'
import { type Leader, openLeader } from './leader'

const suite = databaseSuite()

async function open(): Promise<Leader> {
  const leader = await openLeader(suite.database.url, () => undefined)
  suite.stops.push(leader.stop)
  return leader
}

/** The next time that a process leads, with the signal of that term. */
const term = (leader: Leader) =>
  new Promise<AbortSignal>(resolve => leader.whileLeader(async signal => resolve(signal)))

const over = (signal: AbortSignal) =>
  new Promise<void>(resolve =>
    signal.aborted ? resolve() : signal.addEventListener('abort', () => resolve(), { once: true }),
  )

it('lets one lead, and another when that one stops', async () => {
  const first = await open()
  const mine = await term(first)
  const second = await open()
  const theirs = term(second)
  expect([first.leading, second.leading]).toEqual([true, false])
  await first.stop()
  expect(mine.aborted).toBe(true)
  expect((await theirs).aborted).toBe(false)
  expect([first.leading, second.leading]).toEqual([false, true])
})

it('ends the work of a leader that loses its connection, and some process leads again', async () => {
  const processes = [await open(), await open()]
  let terms = 0
  const begun: AbortSignal[] = []
  const next = () =>
    new Promise<AbortSignal>(resolve => {
      for (const leader of processes)
        leader.whileLeader(async signal => {
          terms++
          begun.push(signal)
          resolve(signal)
        })
    })
  const first = await next()
  const client = new pg.Client({ connectionString: suite.database.ownerUrl })
  await client.connect()
  await client.query(
    "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND granted AND pid <> pg_backend_pid()",
  )
  await client.end()
  await over(first)
  const second = begun.find(signal => !signal.aborted) ?? (await next())
  expect(second.aborted).toBe(false)
  expect(processes.filter(leader => leader.leading)).toHaveLength(1)
  expect(terms).toBeGreaterThan(1)
})
