import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { openSchemaEngine, readMigrations } from './schema-engine'

/**
 * Writes prisma/migrations/<time>_<name>/migration.sql with what leads from the migrations so far to
 * schema.prisma. Needs an empty database to replay them in. Returns the path, or undefined if nothing differs.
 */
export async function writeMigration(
  url: string,
  prismaDir: string,
  name: string,
): Promise<string | undefined> {
  const schema = readFileSync(path.join(prismaDir, 'schema.prisma'), 'utf8')
  const engine = await openSchemaEngine(url, schema)
  const { stdout } = await engine.diff({
    from: { tag: 'migrations', ...readMigrations(path.join(prismaDir, 'migrations')) },
    to: { tag: 'schemaDatamodel', files: [{ path: 'schema.prisma', content: schema }] },
    script: true,
    exitCode: null,
    filters: { externalTables: [], externalEnums: [] },
  })
  if (!stdout || /^-- This is an empty migration/.test(stdout.trim())) return undefined
  const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14)
  const folder = path.join(prismaDir, 'migrations', `${stamp}_${name}`)
  mkdirSync(folder, { recursive: true })
  writeFileSync(path.join(folder, 'migration.sql'), stdout)
  return path.join(folder, 'migration.sql')
}
