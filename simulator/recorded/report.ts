import type { Wire } from '../../server/xapi/wire'
import { jsonOfWire } from '../http/json-write'
import type { Difference } from './compare'
import type { Outcome } from './replay'

export interface ScenarioReport {
  readonly name: string
  readonly outcomes: readonly Outcome[]
}

export interface Counts {
  readonly equal: number
  readonly different: number
}

export function countsOf(outcomes: readonly Outcome[]): Counts {
  const count = (verdict: string) => outcomes.filter(one => one.verdict === verdict).length
  return { equal: count('equal'), different: count('different') }
}

export function leftOut(outcomes: readonly Outcome[]): number {
  return outcomes.filter(one => one.verdict === 'left out').length
}

export function share({ equal, different }: Counts): number {
  return equal + different === 0 ? 1 : equal / (equal + different)
}

export function sum(counts: readonly Counts[]): Counts {
  return counts.reduce(
    (all, one) => ({ equal: all.equal + one.equal, different: all.different + one.different }),
    { equal: 0, different: 0 },
  )
}

export function percent(counts: Counts): string {
  return `${(Math.floor(share(counts) * 1000) / 10).toFixed(1)} %`
}

/** One line: `VM.start 12: VM.power_state: "Running" was recorded, "Halted" came`. */
export function sentence({ step }: Outcome, { path, expected, got }: Difference): string {
  return `${step.n} ${step.call}: ${path}: recorded ${short(expected)}, here ${short(got)}`
}

function short(value: Wire | undefined): string {
  const text = value === undefined ? 'nothing' : jsonOfWire(value)
  return text.length > 160 ? `${text.slice(0, 157)}…` : text
}
