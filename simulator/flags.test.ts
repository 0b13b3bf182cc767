import { describe, expect, it } from 'vitest'
import { parseFlags } from './flags'

describe('flags', () => {
  it('take a rate of changes with or without its unit', () => {
    expect(parseFlags(['--churn', '500/s']).churn).toBe(500)
    expect(parseFlags(['--churn', '2.5']).churn).toBe(2.5)
    expect(parseFlags([]).churn).toBe(0)
  })

  it.each(['500/min', '-1', 'x', '9999/s'])('refuse what is no rate: %s', text => {
    expect(() => parseFlags([`--churn=${text}`])).toThrow('--churn takes changes a second')
  })

  it('take the moment at which the time of the pool begins', () => {
    expect(parseFlags(['--now', '2026-01-15T09:00:00Z']).now).toBe(Date.UTC(2026, 0, 15, 9))
    expect(() => parseFlags(['--now', 'soon'])).toThrow('--now takes a time')
  })

  it('take a pool of a size, or one from a file, not both', () => {
    expect(parseFlags(['--hosts', '64', '--vms', '10000']).size).toEqual({ hosts: 64, vms: 10_000 })
    expect(() => parseFlags(['--hosts', '2', '--state', 'a.xml'])).toThrow('exclude each other')
  })

  it('that do not exist are refused', () => {
    expect(() => parseFlags(['--nosuch'])).toThrow('--nosuch')
  })
})
