import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { prismaDir } from '@/server/testing/database'
import { type EmbeddedDatabase, startEmbedded } from './embedded'
import { writeMigration } from './write-migration'

const folder = mkdtempSync(path.join(os.tmpdir(), 'domus-migration-'))
let database: EmbeddedDatabase
beforeAll(async () => {
  database = await startEmbedded(folder, line => console.error(line))
})
afterAll(async () => {
  await database.stop()
  rmSync(folder, { recursive: true, force: true })
})

it('finds that the migrations lead to the schema', async () => {
  expect(await writeMigration(database.url, prismaDir, 'nothing')).toBeUndefined()
})

it('writes what the schema has and the migrations have not', async () => {
  const copy = path.join(folder, 'prisma')
  cpSync(prismaDir, copy, { recursive: true })
  appendFileSync(path.join(copy, 'schema.prisma'), '\nmodel Note {\n  id   Int @id\n  text String\n}\n')
  const file = await writeMigration(database.url, copy, 'notes')
  expect(file).toMatch(/\d{14}_notes\/migration\.sql$/)
  const sql = readFileSync(file ?? '', 'utf8')
  expect(sql).toContain('CREATE TABLE "Note"')
  expect(sql).not.toContain('"User"')
  expect(await writeMigration(database.url, copy, 'again')).toBeUndefined()
})
