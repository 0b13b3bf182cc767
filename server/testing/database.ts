import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Db, openDatabase } from '@/server/db/client'
import { startEmbedded } from '@/server/db/embedded'
import { migrate } from '@/server/db/migrate'

export const prismaDir = fileURLToPath(new URL('../../prisma', import.meta.url))

export interface TestDatabase {
  db: Db
  url: string
  dataDir: string
  stop(): Promise<void>
}

/** A PostgreSQL of the test's own, with the schema in it. */
export async function startTestDatabase(): Promise<TestDatabase> {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'domus-test-'))
  const database = await startEmbedded(dataDir, line => console.error(line))
  await migrate(database.url, prismaDir)
  const db = openDatabase(database.url)
  return {
    db,
    url: database.url,
    dataDir,
    async stop() {
      await db.$disconnect()
      await database.stop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}
