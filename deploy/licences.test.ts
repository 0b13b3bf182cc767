import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, it } from 'vitest'

interface Licences {
  isTaken(expression: string): boolean
  foreignLicences(root: string): { found: string[]; looked: number }
}
const licences: Licences = await import(String(new URL('licences.mjs', import.meta.url)))
const root = fileURLToPath(new URL('..', import.meta.url))
const folder = mkdtempSync(path.join(os.tmpdir(), 'domus-licences-'))
afterAll(() => rmSync(folder, { recursive: true }))

it.each([
  ['MIT', true],
  ['(MIT OR GPL-3.0-only)', true],
  ['MIT AND ISC', true],
  ['Apache-2.0 WITH LLVM-exception', true],
  ['GPL-3.0-only', false],
  ['MIT AND GPL-3.0-only', false],
  ['SEE LICENSE IN x', false],
  ['none given', false],
])('%s: %s', (expression, taken) => {
  expect(licences.isTaken(expression)).toBe(taken)
})

it('finds nothing here that may not be used', () => {
  const { found, looked } = licences.foreignLicences(root)
  expect(looked).toBeGreaterThan(300)
  expect(found).toEqual([])
})

it('names a package under another licence, and one for tests that something else needs now', () => {
  const packages: Record<string, { dev?: boolean }> = {}
  for (const [name, license, dev] of [
    ['good', 'MIT', false],
    ['bad', 'GPL-3.0-only', false],
    ['xo-common', 'AGPL-3.0-or-later', false],
    ['axe-core', 'MPL-2.0', true],
  ] as const) {
    const place = path.join('node_modules', name)
    packages[place] = dev ? { dev } : {}
    mkdirSync(path.join(folder, place), { recursive: true })
    writeFileSync(
      path.join(folder, place, 'package.json'),
      JSON.stringify({ name, version: '1.0.0', license }),
    )
  }
  writeFileSync(path.join(folder, 'package-lock.json'), JSON.stringify({ packages: { '': {}, ...packages } }))
  expect(licences.foreignLicences(folder)).toEqual({
    found: ['bad 1.0.0: GPL-3.0-only', 'xo-common 1.0.0: AGPL-3.0-or-later'],
    looked: 4,
  })
})
