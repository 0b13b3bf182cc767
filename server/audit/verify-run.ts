import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { createSecretBox, installationSecret } from '@/server/access/secrets'
import { openDatabase } from '@/server/db/client'
import { runningEmbedded, startEmbedded } from '@/server/db/embedded'
import { lockFolder } from '@/server/db/lock'
import { readEnv } from '@/server/env'
import { type Checkpoint, readExported } from './checkpoints'
import { auditKeys } from './keys'
import { type Verification, verifyLog } from './verify'

/** The command `npm run audit:verify`: prints what it found and returns the exit code. Throws where it can't read. */
export async function run(args: string[], write: (line: string) => void): Promise<0 | 1> {
  const { values } = parseArgs({ args, options: { checkpoints: { type: 'string' } } })
  const kept = values.checkpoints ? readExported(readFileSync(values.checkpoints, 'utf8')) : []
  const env = readEnv()
  if (!env.DATABASE_URL && !existsSync(path.join(env.DATA_DIR, 'postgres'))) {
    throw new Error(`There is no database in ${env.DATA_DIR}. Set DATA_DIR or DATABASE_URL as for Domus.`)
  }
  const keys = auditKeys(createSecretBox(installationSecret(env.DATA_DIR, env.SECRET_KEY)))
  const database = await databaseOf(env)
  try {
    const db = openDatabase(database.url)
    try {
      const found = await verifyLog(db, keys, { kept })
      for (const line of report(found, kept)) write(line)
      return found.wrong === 0 ? 0 : 1
    } finally {
      await db.$disconnect()
    }
  } finally {
    await database.stop()
  }
}

/** The database that is given, the embedded one that runs, or one that is started for this. */
async function databaseOf(env: { DATABASE_URL?: string | undefined; DATA_DIR: string }) {
  const url = env.DATABASE_URL ?? runningEmbedded(env.DATA_DIR)
  if (url) return { url, stop: async () => undefined }
  const lock = lockFolder(env.DATA_DIR)
  try {
    const database = await startEmbedded(env.DATA_DIR, line => console.error(line))
    return {
      url: database.url,
      async stop() {
        await database.stop()
        lock.release()
      },
    }
  } catch (error) {
    lock.release()
    throw error
  }
}

function report(found: Verification, kept: readonly Checkpoint[]): string[] {
  const { rows, entries, checkpoints, first, last, findings, wrong } = found
  const read = `${rows} rows (${first ?? '–'} to ${last ?? '–'}), ${entries} lines, ${checkpoints} checkpoints, ${kept.length} of them given`
  if (wrong === 0) return [`The audit log is whole: ${read}.`]
  return [
    `The audit log was tampered with: ${wrong} findings in ${read}.`,
    ...findings.map(({ text }) => `  ${text}`),
    ...(wrong > findings.length ? [`  … and ${wrong - findings.length} more`] : []),
  ]
}
