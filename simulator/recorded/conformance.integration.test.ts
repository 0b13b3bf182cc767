import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readBaseline, readScenario, scenarioNames } from './recording'
import { replay } from './replay'
import { countsOf, share, sum } from './report'

const folder = resolve(import.meta.dirname, '../../../shared/xenapi/recordings')
const there = existsSync(folder)

/** Share of steps that come out equal. It only ever rises: a change that lowers it broke something. */
const REACHED = 0.99

describe.skipIf(!there)(`what a real host answered (skipped: there are no recordings in ${folder})`, () => {
  it(`is answered alike in at least ${REACHED * 100} % of the steps`, { timeout: 600_000 }, async () => {
    const baseline = readBaseline(folder)
    const counts = []
    for (const name of scenarioNames(folder))
      counts.push(countsOf(await replay(baseline, readScenario(folder, name))))
    expect(share(sum(counts))).toBeGreaterThanOrEqual(REACHED)
  })
})
