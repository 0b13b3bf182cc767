import { readFileSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import { openSchemaEngine, readMigrations } from './schema-engine'

/** Any number will do, so long as every Domus takes the same one. */
const lockKey = 1_148_151_157

/**
 * Brings the database to the state of prisma/migrations, under a lock so that processes that start together
 * wait for one another. Returns the names of the migrations applied now. Throws where the history in the database
 * is not ours: a migration that was edited, failed half-way, or is newer than this program.
 */
export async function migrate(url: string, prismaDir: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: url })
  try {
    await client.connect()
  } catch (cause) {
    // The address holds a password: it is not part of the sentence.
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new Error(`The database can’t be reached: ${reason}. Check DATABASE_URL.`, { cause })
  }
  try {
    await client.query('SELECT pg_advisory_lock($1)', [lockKey])
    const migrationsList = readMigrations(path.join(prismaDir, 'migrations'))
    if (
      await upToDate(
        client,
        migrationsList.migrationDirectories.map(entry => entry.path),
      )
    )
      return []
    const engine = await openSchemaEngine(url, readFileSync(path.join(prismaDir, 'schema.prisma'), 'utf8'))
    const filters = { externalTables: [], externalEnums: [] }
    const state = await engine.diagnoseMigrationHistory({
      migrationsList,
      optInToShadowDatabase: false,
      filters,
    })
    if (state.failedMigrationNames.length > 0) {
      throw new Error(
        `The migration ${state.failedMigrationNames.join(', ')} failed half-way. Restore a backup.`,
      )
    }
    if (state.editedMigrationNames.length > 0) {
      throw new Error(
        `The migration ${state.editedMigrationNames.join(', ')} was changed after it was applied.`,
      )
    }
    if (state.history && state.history.diagnostic !== 'databaseIsBehind') {
      throw new Error('The database was written by a newer Domus. Start that one, or restore a backup.')
    }
    return (await engine.applyMigrations({ migrationsList, filters })).appliedMigrationNames
  } finally {
    // The lock goes with the connection.
    await client.end()
  }
}

/** The engine takes most of a second to load: an ordinary start has nothing to do and need not wait for it. */
async function upToDate(client: pg.Client, names: string[]): Promise<boolean> {
  const table = await client.query("SELECT to_regclass('public._prisma_migrations') AS found")
  if (!table.rows[0]?.found) return false
  const { rows } = await client.query<{ migration_name: string }>(
    'SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL',
  )
  const unfinished = await client.query(
    'SELECT 1 FROM _prisma_migrations WHERE finished_at IS NULL AND rolled_back_at IS NULL',
  )
  const applied = rows.map(row => row.migration_name).sort()
  return unfinished.rowCount === 0 && JSON.stringify(applied) === JSON.stringify(names)
}
