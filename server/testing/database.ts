import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { createSecretBox } from '@/server/access/secrets'
import { type Db, openDatabase } from '@/server/db/client'
import { startEmbedded } from '@/server/db/embedded'
import { migrate } from '@/server/db/migrate'
import { restrictedUrl } from '@/server/db/restricted-role'

export const prismaDir = fileURLToPath(new URL('../../prisma', import.meta.url))

/** The secret of the tests' installations. */
export const testSecret = 'a secret of some length'

export interface TestDatabase {
  /** As Domus works on it: by the role that can't change the audit log. */
  db: Db
  url: string
  /** The owner's, who may do everything. */
  ownerUrl: string
  dataDir: string
  /** Runs statements as the owner, in one transaction past all triggers. */
  beyondTriggers(...statements: string[]): Promise<void>
  /** Empties the audit log, as nothing in Domus can. */
  forgetAudit(): Promise<void>
  stop(): Promise<void>
}

/** A PostgreSQL of the test's own, with the schema in it. */
export async function startTestDatabase(): Promise<TestDatabase> {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'domus-test-'))
  const database = await startEmbedded(dataDir, line => console.error(line))
  await migrate(database.url, prismaDir)
  const password = createSecretBox(testSecret).derive('database role')
  const url = await restrictedUrl(database.url, password, line => {
    throw new Error(line)
  })
  const db = openDatabase(url)
  async function beyondTriggers(...statements: string[]): Promise<void> {
    const client = new pg.Client({ connectionString: database.url })
    await client.connect()
    try {
      await client.query(
        ['BEGIN', 'SET session_replication_role = replica', ...statements, 'COMMIT'].join(';'),
      )
    } finally {
      await client.end()
    }
  }
  return {
    db,
    url,
    ownerUrl: database.url,
    dataDir,
    beyondTriggers,
    forgetAudit: () => beyondTriggers('TRUNCATE "AuditEvent", "AuditEntry", "AuditHead", "AuditCheckpoint"'),
    async stop() {
      await db.$disconnect()
      await database.stop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}
