import { databaseSuite } from './database-suite'
import { roomsWithPool } from './rooms-with-pool'

/**
 * A database for the tests of a file. Gives what starts the rooms of one server with a simulated pool, for one test:
 * after it they end, and what it left in the database is gone.
 */
export function poolSuite(): (speed?: number) => ReturnType<typeof roomsWithPool> {
  const suite = databaseSuite()
  return speed => roomsWithPool(suite.database, suite.stops, speed)
}
