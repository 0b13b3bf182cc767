import { afterAll, afterEach, beforeAll } from 'vitest'
import { startTestDatabase, type TestDatabase } from './database'

/**
 * A database for the tests of a file. After each test `stops` are run, the last begun first, and what it left of pools,
 * projects and people is gone.
 */
export function databaseSuite() {
  let started: TestDatabase | undefined
  const stops: (() => Promise<void>)[] = []
  const suite = {
    stops,
    /** Not before the first test begins. */
    get database(): TestDatabase {
      if (!started) throw new Error('The database starts with the first test')
      return started
    },
  }
  beforeAll(async () => {
    started = await startTestDatabase()
  })
  afterAll(() => started?.stop())
  afterEach(async () => {
    for (const stop of stops.splice(0).reverse()) await stop()
    const { db } = suite.database
    await db.connection.deleteMany()
    await db.project.deleteMany()
    await db.user.deleteMany()
  })
  return suite
}
