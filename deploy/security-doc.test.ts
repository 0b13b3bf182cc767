import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))
const rows = readFileSync(`${root}docs/security.md`, 'utf8')
  .split('\n')
  .filter(line => /^\| .*`[\w/.-]+\.(ts|md)`/.test(line))

describe('docs/security.md', () => {
  it('has rows to look at', () => {
    expect(rows.length).toBeGreaterThan(40)
  })

  it.each(rows)('%s', row => {
    for (const [, file = '', title] of row.matchAll(/`([\w/.-]+\.(?:ts|md))`(?: "([^"]+)")?/g)) {
      expect(existsSync(root + file), file).toBe(true)
      // Titles stand over several lines where they are long, and with typographic signs.
      if (title !== undefined) expect(readFileSync(root + file, 'utf8'), `${file}: ${title}`).toContain(title)
    }
  })
})
