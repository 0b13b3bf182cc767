import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import catalogue from '@/bench/catalogue.json'

const root = fileURLToPath(new URL('..', import.meta.url))
const read = (name: string) => readFileSync(`${root}${name}`, 'utf8')

test('every bench has its file, and every figure its bench', () => {
  const benches = Object.keys(catalogue.benches)
  for (const bench of benches) expect(existsSync(`${root}bench/${bench}.ts`)).toBe(true)
  for (const [id, { bench }] of Object.entries(catalogue.figures)) {
    expect(benches).toContain(bench)
    expect(read(`bench/${bench}.ts`)).toContain(`'${id}'`)
  }
})

test('the tables of the page are those of the results, and what is missed is explained', () => {
  const { status, stderr } = spawnSync(process.execPath, ['deploy/performance.mjs', '--check'], {
    cwd: root,
    encoding: 'utf8',
  })
  expect(stderr).toBe('')
  expect(status).toBe(0)
})
