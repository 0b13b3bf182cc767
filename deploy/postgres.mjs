/**
 * Runs an embedded PostgreSQL on a folder of its own and tells its address in one JSON line: to try several processes of
 * Domus on one database. It ends, and its data goes, when its standard input closes or it is told to stop.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { bundleOnce, checkNode, install } from './steps.mjs'

checkNode()
install(line => process.stderr.write(`${line}\n`))
const { startEmbedded } = await import(await bundleOnce('embedded', 'server/db/embedded.ts'))
const folder = mkdtempSync(path.join(os.tmpdir(), 'domus-postgres-'))
const database = await startEmbedded(folder, line => process.stderr.write(`${line}\n`))
process.stdout.write(`${JSON.stringify({ url: database.url })}\n`)

let ending
async function end() {
  ending ??= database.stop()
  await ending
  rmSync(folder, { recursive: true, force: true })
  process.exit(0)
}
process.stdin.resume().once('end', end)
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, end)
