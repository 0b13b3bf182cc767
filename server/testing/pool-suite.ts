import { afterAll, afterEach, beforeAll } from 'vitest'
import { startTestDatabase, type TestDatabase } from './database'
import { roomsWithPool } from './rooms-with-pool'

/**
 * A database for the tests of a file. Gives what starts the rooms of one server with a simulated pool, for one test:
 * after it they end, and what it left in the database is gone.
 */
export function poolSuite(): (speed?: number) => ReturnType<typeof roomsWithPool> {
  let database: TestDatabase
  const stops: (() => Promise<void>)[] = []
  beforeAll(async () => {
    database = await startTestDatabase()
  })
  afterAll(() => database.stop())
  afterEach(async () => {
    for (const stop of stops.splice(0).reverse()) await stop()
    await database.db.connection.deleteMany()
    await database.db.project.deleteMany()
  })
  return speed => roomsWithPool(database, stops, speed)
}
