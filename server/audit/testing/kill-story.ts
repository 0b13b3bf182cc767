import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { openNotices } from '@/server/db/notices'
import { adoptOrphans } from '@/server/operations/adopt'
import type { TestDatabase } from '@/server/testing/database'
import { openRooms } from '@/server/testing/rooms'

const root = fileURLToPath(new URL('../../..', import.meta.url))

/** The worker as one file, which starts in a part of the time. */
async function bundleWorker(): Promise<string> {
  const outfile = path.join(root, '.build', 'kill-worker.mjs')
  await build({
    entryPoints: [path.join(root, 'server/audit/testing/kill-worker.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    logLevel: 'warning',
    tsconfig: path.join(root, 'tsconfig.json'),
    // Generated Prisma code asks for it.
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
    },
  })
  return outfile
}

const settleAfter = 10

/** Lets a worker act in a pool and kills it at random, `kills` times; then has another settle what it left. */
export async function killAgainAndAgain(
  database: TestDatabase,
  pool: { url: string; username: string; password: string },
  kills: number,
  say: (line: string) => void,
): Promise<void> {
  const { url: address, username, password } = pool
  const first = openRooms(database)
  const signal = AbortSignal.timeout(15_000)
  await first.pools.connect({ address, username, password, accepted: [], by: 'admin' }, signal)
  await first.stop()
  const worker = await bundleWorker()
  for (let at = 1; at <= kills; at++) {
    await killOnce(worker, database.url)
    // Left for longer, the pool, whose clock runs fast here, would have collected what it did.
    if (at % settleAfter === 0) await settleAll(database)
    if (at % 20 === 0) say(`${at} killed`)
  }
  await settleAll(database)
}

/** Kills a worker some time after it has begun two things or more: in the middle of whatever it does then. */
async function killOnce(worker: string, url: string): Promise<void> {
  const child = spawn(process.execPath, [worker, url], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text
  })
  const gone = once(child, 'exit')
  // Counted, not timed: on a busy machine it gets less done in the same time.
  const lives = await lines(child.stdout, 2 + Math.floor(Math.random() * 10))
  if (!lives) {
    await gone
    throw new Error(`The worker ended by itself: ${said}`)
  }
  await new Promise(resolve => setTimeout(resolve, Math.random() * 60))
  child.kill('SIGKILL')
  await gone
}

/** Resolves when so many lines have come; false: there are no more. */
async function lines(from: Readable, count: number): Promise<boolean> {
  let left = count
  for await (const _ of createInterface({ input: from })) {
    left -= 1
    if (left === 0) return true
  }
  return false
}

/** Another process finds what was left open, until nothing is. */
async function settleAll(database: TestDatabase): Promise<void> {
  const notices = await openNotices(database.url, database.db, (what, error) => console.error(what, error))
  const rooms = openRooms(database, notices)
  const over = new AbortController()
  await rooms.pools.start()
  const adopting = adoptOrphans({ ...rooms, notices }, over.signal)
  const late = AbortSignal.timeout(90_000)
  while ((await database.db.auditEntry.count({ where: { result: 'started' } })) > 0) {
    if (late.aborted) break
    await new Promise(resolve => setTimeout(resolve, 200))
  }
  over.abort()
  await adopting
  await rooms.stop()
  await notices.stop()
}
