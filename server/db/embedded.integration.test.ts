import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { afterAll, describe, expect, it } from 'vitest'
import { prismaDir } from '@/server/testing/database'
import { startEmbedded } from './embedded'
import { lockFolder } from './lock'
import { migrate } from './migrate'

const dataDir = mkdtempSync(path.join(os.tmpdir(), 'domus-embedded-'))
afterAll(() => rmSync(dataDir, { recursive: true, force: true }))

async function query(url: string, sql: string) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

describe('the embedded database', () => {
  it('keeps what was written over a stop and over a kill', async () => {
    const said: string[] = []
    const first = await startEmbedded(dataDir, line => said.push(line))
    expect(await migrate(first.url, prismaDir)).not.toHaveLength(0)
    expect(await migrate(first.url, prismaDir)).toHaveLength(0)
    await query(
      first.url,
      `INSERT INTO "Connection" (id, address, username, secret, "createdBy") VALUES ('a', 'x', 'y', 'z', 't')`,
    )
    await first.stop()

    const second = await startEmbedded(dataDir, line => said.push(line))
    const postmaster = Number(
      readFileSync(path.join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0],
    )
    expect(() => process.kill(postmaster, 0)).not.toThrow()
    // Whoever started it is gone without a word: the next start finds it running and takes the folder over.
    const third = await startEmbedded(dataDir, line => said.push(line))
    expect(said.join('\n')).toContain('earlier start is still running')
    expect(await query(third.url, 'SELECT id FROM "Connection"')).toEqual([{ id: 'a' }])
    await second.stop()
    await third.stop()
    expect(statSync(path.join(dataDir, 'postgres-password')).mode & 0o777).toBe(0o600)
  })

  it('gives the folder to one process at a time, and takes over from one that is gone', () => {
    const lock = lockFolder(dataDir)
    const other = `
      import { lockFolder } from ${JSON.stringify(path.resolve('server/db/lock.ts'))}
      try { lockFolder(process.argv[1]); console.log('got it') } catch (error) { console.log(error.message) }`
    const ask = () =>
      execFileSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', other, dataDir], {
        encoding: 'utf8',
      }).trim()
    expect(ask()).toContain('already running')
    lock.release()
    // It ends holding the lock; its number is nobody's then.
    expect(ask()).toBe('got it')
    expect(ask()).toBe('got it')
  })
})
