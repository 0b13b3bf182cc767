import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { type Domus, startDomus } from './domus'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Several processes of Domus on one PostgreSQL; one sign-in holds at all of them, being on one host. */
export interface Fleet {
  processes: Domus[]
  /** For what nobody could wait for: tests make sign-ins old here. */
  databaseUrl: string
  stop(): Promise<void>
}

export async function startFleet(size: number): Promise<Fleet> {
  const postgres = spawn(process.execPath, [path.join(root, 'deploy/postgres.mjs')], {
    cwd: root,
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const ended = new Promise<void>(resolve => postgres.on('exit', () => resolve()))
  const line = await new Promise<string>((resolve, reject) => {
    postgres.on('exit', code => reject(new Error(`PostgreSQL ended at once (${code})`)))
    createInterface({ input: postgres.stdout }).once('line', resolve)
  })
  const { url }: { url: string } = JSON.parse(line)
  const settings = {
    DATABASE_URL: url,
    SECRET_KEY: randomBytes(24).toString('base64url'),
    ADMIN_PASSWORD: randomBytes(12).toString('base64url'),
  }
  // All at once, as an orchestrator would: migrations and the first administrator are made by one of them.
  const processes = await Promise.all(Array.from({ length: size }, () => startDomus(settings)))
  return {
    processes,
    databaseUrl: url,
    async stop() {
      await Promise.all(processes.map(one => one.stop()))
      postgres.stdin.end()
      await ended
    },
  }
}
