import pg from 'pg'
import { expect, it } from 'vitest'
import { z } from 'zod'
import { databaseSuite } from '@/server/testing/database-suite'
import { type Notices, openNotices, presenceClass } from './notices'
import { defineTopic } from './topic'

const suite = databaseSuite()

const greeting = defineTopic('test.greeting', z.object({ text: z.string() }))

async function open(said: string[] = []): Promise<Notices> {
  const notices = await openNotices(suite.database.url, suite.database.db, what => said.push(what))
  suite.stops.push(notices.stop)
  return notices
}

/** What is heard from now on, and a wait for so many. */
function listen(notices: Notices) {
  const heard: string[] = []
  let wake = () => {}
  notices.on(greeting, ({ text }) => {
    heard.push(text)
    wake()
  })
  return {
    heard,
    async count(wanted: number) {
      while (heard.length < wanted) {
        await new Promise<void>(resolve => {
          wake = resolve
        })
      }
      return heard
    },
  }
}

it('tells every process, itself included, in order and at any length', async () => {
  const [one, two] = [await open(), await open()]
  const [atOne, atTwo] = [listen(one), listen(two)]
  const texts = ['first', 'x'.repeat(30_000), 'last']
  for (const text of texts) await one.send(greeting, { text })
  expect(await atOne.count(3)).toEqual(texts)
  expect(await atTwo.count(3)).toEqual(texts)
})

it('reports what is not as it should be and hears what comes next', async () => {
  const said: string[] = []
  const notices = await open(said)
  const { count } = listen(notices)
  await suite.database.db.$executeRaw`SELECT pg_notify('domus', 'no JSON')`
  await suite.database.db
    .$executeRaw`SELECT pg_notify('domus', '{"topic":"test.greeting","body":{"text":1}}')`
  await notices.send(greeting, { text: 'well' })
  expect(await count(1)).toEqual(['well'])
  expect(said).toHaveLength(2)
})

it('comes back when the server has hung up, says so, and hears again', async () => {
  const notices = await open()
  const { count } = listen(notices)
  const resumed = new Promise<void>(resolve => notices.onResume(resolve))
  const client = new pg.Client({ connectionString: suite.database.url })
  await client.connect()
  await client.query(
    "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND classid = $1 AND objid = $2",
    [presenceClass, notices.process],
  )
  await client.end()
  await resumed
  await notices.send(greeting, { text: 'again' })
  expect(await count(1)).toEqual(['again'])
  expect(await notices.present()).toContain(notices.process)
})

it('sees who is there', async () => {
  const one = await open()
  const two = await openNotices(suite.database.url, suite.database.db, () => undefined)
  expect((await one.present()).sort()).toEqual([one.process, two.process].sort())
  await two.stop()
  expect(await one.present()).toEqual([one.process])
})

it('rejects when there is no database to listen to', async () => {
  const nowhere = 'postgresql://domus:x@127.0.0.1:9/postgres'
  await expect(openNotices(nowhere, suite.database.db, () => undefined)).rejects.toThrow('ECONNREFUSED')
})
