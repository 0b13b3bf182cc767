import { PrismaPg } from '@prisma/adapter-pg'
import { PrismaClient } from './generated/client'

export type Db = PrismaClient

/** Where many come at once, as after an outage, they wait for their turn instead of failing after Prisma's two seconds. */
const transactionOptions = { maxWait: 15_000, timeout: 30_000 }

/** The one database client of a process. */
export function openDatabase(url: string): Db {
  return new PrismaClient({ adapter: new PrismaPg({ connectionString: url, max: 20 }), transactionOptions })
}
