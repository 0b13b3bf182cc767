import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { standings } from './standing'

const list = resolve(import.meta.dirname, '../../../shared/features/xencenter.md')

describe('what stands behind messages', () => {
  const all = standings()

  it('is told of every message of the model', () => {
    expect(all.size).toBeGreaterThan(2000)
    expect(all.get('VM.start')).toBe('implemented')
    expect(all.get('event.from')).toBe('implemented')
    expect(all.get('VM.set_name_label')).toBe('generic')
    expect(all.get('host.propose_new_master')).toBe('refused')
  })

  it.skipIf(!existsSync(list))(
    `is something for every call that XenCenter makes (skipped: there is no ${list})`,
    () => {
      const missing = callsIn(readFileSync(list, 'utf8')).filter(name => all.get(name) === 'not implemented')
      expect(missing).toEqual([])
    },
  )

  /** Messages named in the column of calls; it writes classes in its own way, and marks what goes on behind a task. */
  function callsIn(features: string): readonly string[] {
    const spelled = new Map([...all.keys()].map(name => [name.toLowerCase(), name]))
    const found = new Set<string>()
    for (const row of features.split('\n').filter(line => /^\| [A-Z]{2,5}-\d\d /.test(line)))
      for (const [, code = ''] of (row.split(' | ')[2] ?? '').matchAll(/`([^`]*)`/g))
        for (const [, cls, message = ''] of code.matchAll(/\b([A-Za-z_]+)\.([A-Za-z_]+)/g)) {
          const name = spelled.get(`${cls}.${message.replace(/^async_/, '')}`.toLowerCase())
          if (name) found.add(name)
        }
    expect(found.size).toBeGreaterThan(200)
    return [...found]
  }
})
