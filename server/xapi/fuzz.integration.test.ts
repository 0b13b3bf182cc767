import { describe, expect, it } from 'vitest'
import { fuzzOnce } from './testing/fuzz'

describe('answers that were damaged or made up', () => {
  it('are read the same in any pieces, or refused with a typed error, 100,000 of them', () => {
    const met = { value: 0, refusal: 0, fault: 0 }
    for (let seed = 1; seed <= 100_000; seed++) met[fuzzOnce(seed)]++
    // The mutations are neither all harmless nor all fatal.
    for (const count of Object.values(met)) expect(count).toBeGreaterThan(500)
  }, 120_000)
})
