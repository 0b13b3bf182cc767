import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isStruct, type Wire, type WireStruct } from '../../server/xapi/wire'
import { readJson } from '../http/json-read'

export interface RecordedEvent {
  readonly op: string
  readonly cls: string
  readonly ref: string
  /** The whole record of what was added, the changed fields of what was modified. */
  readonly fields: WireStruct
}

export interface Step {
  readonly n: number
  readonly call: string
  readonly params: readonly Wire[]
  readonly result: Wire | undefined
  readonly error: readonly string[] | undefined
  /** No answer came. */
  readonly transport: boolean
  /** The task of an Async call at its end. */
  readonly task: WireStruct | undefined
  /** Undefined: nobody looked. */
  readonly events: readonly RecordedEvent[] | undefined
  /** Sent to the other host of the pool. */
  readonly host: string | undefined
  /** What it came to was caused by the place it was recorded at. */
  readonly artefact: boolean
}

export interface Scenario {
  readonly name: string
  /** How the pool differed from the baseline when it began. */
  readonly delta: readonly RecordedEvent[]
  readonly steps: readonly Step[]
}

/** Class → symbol → record. */
export type Baseline = WireStruct

export function readBaseline(folder: string): Baseline {
  return structOf(structOf(readJson(readFileSync(join(folder, 'baseline.json'), 'utf8'))).classes)
}

export function scenarioNames(folder: string): string[] {
  return readdirSync(folder)
    .filter(name => name.endsWith('.jsonl'))
    .map(name => name.slice(0, -'.jsonl'.length))
    .sort()
}

export function readScenario(folder: string, name: string): Scenario {
  const lines = readFileSync(join(folder, `${name}.jsonl`), 'utf8')
    .split('\n')
    .filter(line => line !== '')
    .map(line => structOf(readJson(line)))
  const [header = {}, ...steps] = lines
  return { name, delta: listOf(header.delta).map(readEvent), steps: steps.map(readStep) }
}

function readStep(line: WireStruct): Step {
  const { n, call, params, result, error, task, events, host } = line
  return {
    n: Number(n),
    call: String(call),
    params: listOf(params),
    result,
    error: Array.isArray(error) ? error.map(String) : undefined,
    transport: line.transport !== undefined,
    task: isStruct(task) ? task : undefined,
    events: Array.isArray(events) ? events.map(readEvent) : undefined,
    host: typeof host === 'string' ? host : undefined,
    artefact: line.artefact !== undefined,
  }
}

function readEvent(event: Wire): RecordedEvent {
  const { op, class: cls, ref, snapshot, changed } = structOf(event)
  return { op: String(op), cls: String(cls), ref: String(ref), fields: structOf(snapshot ?? changed) }
}

export function structOf(wire: Wire | undefined): WireStruct {
  return isStruct(wire) ? wire : {}
}

export function listOf(wire: Wire | undefined): readonly Wire[] {
  return Array.isArray(wire) ? wire : []
}
