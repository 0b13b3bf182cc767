import { expect, it } from 'vitest'
import { manualClock } from './clock'
import { Faults } from './faults'
import { growPool } from './grow'
import { gather } from './http/pieces'
import { xmlAnswer } from './http/xml-answer'
import type { Ground, Seed } from './seeds/builder'
import { demoPool } from './seeds/demo'
import { generatedPool } from './seeds/generated'
import { changesSince, rowCounts, START, writeToken } from './tables/changes'
import { parseSubscription } from './tables/subscription'

/** The first answer of event.from to a client of a new pool, as bytes. */
async function firstAnswer(seed: (ground: Ground) => Seed, randomSeed: number): Promise<Buffer> {
  const pool = growPool({
    clock: manualClock(),
    faults: new Faults(),
    consoleBase: 'http://127.0.0.1:8080',
    seed,
    randomSeed,
  })
  const { events, position } = changesSince(pool.db, pool.messages, parseSubscription(['*']), START)
  const validRefCounts = rowCounts(pool.db)
  const body = await gather(xmlAnswer({ kind: 'batch', token: writeToken(position), validRefCounts, events }))
  return Buffer.concat(body.chunks)
}

it.each([
  ['demo', demoPool],
  ['generated', (ground: Ground) => generatedPool({ hosts: 4, vms: 60 }, ground)],
] as const)('equal seeds make equal %s pools, byte for byte', async (_, seed) => {
  const [one, same, other] = [
    await firstAnswer(seed, 7),
    await firstAnswer(seed, 7),
    await firstAnswer(seed, 8),
  ]
  expect(one.length).toBeGreaterThan(100_000)
  expect(one.equals(same)).toBe(true)
  expect(one.equals(other)).toBe(false)
})
