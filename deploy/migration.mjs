/** `npm run migration -- NAME`: writes what schema.prisma has that prisma/migrations have not. */
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { bundleOnce, generateClient, inRoot, install } from './steps.mjs'

const name = process.argv[2]?.trim()
if (!name || !/^[a-z0-9][a-z0-9_-]*$/.test(name)) {
  process.stderr.write(
    'Give the migration a name of small letters, digits and dashes: npm run migration -- add-groups\n',
  )
  process.exit(2)
}
install()
await generateClient()
const { startEmbedded } = await import(await bundleOnce('embedded', 'server/db/embedded.ts'))
const { writeMigration } = await import(await bundleOnce('write-migration', 'server/db/write-migration.ts'))
const folder = mkdtempSync(path.join(os.tmpdir(), 'domus-migration-'))
const database = await startEmbedded(folder, line => console.error(line))
try {
  const file = await writeMigration(database.url, inRoot('prisma'), name)
  console.log(
    file
      ? `Written: ${path.relative(inRoot(), file)}`
      : 'Nothing to write: the migrations lead to schema.prisma.',
  )
} finally {
  await database.stop()
  rmSync(folder, { recursive: true, force: true })
}
