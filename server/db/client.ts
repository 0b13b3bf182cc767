import { PrismaPg } from '@prisma/adapter-pg'
import { PrismaClient } from './generated/client'

export type Db = PrismaClient

/** The one database client of a process. */
export function openDatabase(url: string): Db {
  return new PrismaClient({ adapter: new PrismaPg({ connectionString: url, max: 20 }) })
}
