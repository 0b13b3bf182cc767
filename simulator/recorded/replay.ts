import type { Wire } from '../../server/xapi/wire'
import { isStruct, WireDouble } from '../../server/xapi/wire'
import { readXmlRpc } from '../../server/xapi/xmlrpc'
import { serveCall } from '../handlers/dispatch'
import { NULL } from '../tables/row'
import type { TestPool } from '../test-pool'
import type { Json, Symbols } from './symbols'

export interface Step {
  readonly n: number
  readonly call: string
  readonly params: readonly Json[]
  readonly result?: Json
  readonly error?: readonly string[]
  readonly task?: { readonly status: string; readonly error_info: readonly string[] }
  readonly host?: string
  readonly artefact?: boolean
}

export type Outcome =
  /** Answered as recorded. */
  | { readonly kind: 'same' }
  | { readonly kind: 'different'; readonly step: Step; readonly expected: Json; readonly got: Json }
  /** Not tried: it needs something that nobody made, or that is out of reach here. */
  | { readonly kind: 'skipped' }

/** Plays the steps of a recording and tells how each was answered. Compares refusals, states of tasks and plain results. */
export async function replay(test: TestPool, symbols: Symbols, steps: readonly Step[]): Promise<Outcome[]> {
  const outcomes: Outcome[] = []
  for (const step of steps) outcomes.push(await play(test, symbols, step))
  return outcomes
}

async function play(test: TestPool, symbols: Symbols, step: Step): Promise<Outcome> {
  const answered = step.result !== undefined || step.error !== undefined
  if (!answered || step.call.startsWith('@') || step.artefact || step.host) {
    if (step.call === '@sleep' || step.call === '@until' || step.call === '@wait_task')
      await test.clock.advance(10)
    return { kind: 'skipped' }
  }
  symbols.inventUuids([...step.params])
  if (!symbols.knows([...step.params])) return { kind: 'skipped' }
  const params = step.params.map(param => toWire(symbols.resolve(param)))
  const answer = await finished(test, serveCall(test.pool, step.call, params))
  // It waits for something that a call nobody made would have brought about.
  if (answer === undefined) return { kind: 'skipped' }
  const { value, error } = read(answer)
  if (error?.[0] === 'MESSAGE_METHOD_UNKNOWN' && step.error?.[0] !== 'MESSAGE_METHOD_UNKNOWN')
    return { kind: 'skipped' }
  if (step.error || error)
    return compare(step, symbols, step.error ? [...step.error] : 'success', error ?? 'success')
  bind(symbols, step.result ?? '', value)
  if (step.task && typeof value === 'string') return compareTask(test, symbols, step, value)
  return compareResult(step, symbols, value)
}

/** Time passes until the call is answered, a minute at most. */
async function finished(test: TestPool, call: Promise<string>): Promise<string | undefined> {
  let answer: string | undefined
  void call.then(text => {
    answer = text
  })
  await test.clock.advance(0)
  for (let waited = 0; answer === undefined && waited < 600; waited++) await test.clock.advance(0.1)
  return answer
}

async function compareTask(test: TestPool, symbols: Symbols, step: Step, ref: string): Promise<Outcome> {
  await test.clock.advance(20)
  const task = test.pool.db.find('task', ref)
  const expected = [step.task?.status ?? '', ...(step.task?.error_info ?? [])]
  return compare(step, symbols, expected, task ? [task.status, ...task.error_info] : 'gone')
}

/** Plain values only: records and sets of refs have fields and members that differ by nature. */
function compareResult(step: Step, symbols: Symbols, value: Wire): Outcome {
  const plain = typeof step.result === 'number' || typeof step.result === 'boolean'
  const text = typeof step.result === 'string' && !/\$(date|time|id|token)|^19700101T/.test(step.result)
  if (!plain && !text) return { kind: 'same' }
  // Ints are texts in XML, numbers in JSON, where the recording was made.
  const got =
    typeof step.result === 'number' ? Number(value) : typeof value === 'boolean' ? value : String(value)
  return compare(step, symbols, step.result ?? '', got)
}

function compare(step: Step, symbols: Symbols, expected: Json, got: Json): Outcome {
  const wanted = symbols.resolve(expected)
  if (!symbols.knows(wanted)) return { kind: 'skipped' }
  if (JSON.stringify(wanted) === JSON.stringify(got)) return { kind: 'same' }
  return { kind: 'different', step, expected: wanted, got }
}

/** A name met for the first time in a result means what stands there now. */
function bind(symbols: Symbols, expected: Json, got: Wire): void {
  if (typeof expected === 'string' && expected.startsWith('$') && typeof got === 'string' && got !== NULL) {
    if (symbols.bound(expected) === undefined) symbols.bind(expected, got)
  }
}

function read(answer: string): { readonly value: Wire; readonly error: string[] | undefined } {
  const document = readXmlRpc(answer)
  if (document.kind !== 'response' || !isStruct(document.value)) throw new Error('No answer of the API')
  const { Status, Value, ErrorDescription } = document.value
  const error =
    Status === 'Success' || !Array.isArray(ErrorDescription) ? undefined : ErrorDescription.map(String)
  return { value: Value ?? null, error }
}

/** As a client of XML-RPC would send it. */
function toWire(value: Json): Wire {
  if (typeof value === 'number') return Number.isInteger(value) ? value : new WireDouble(value)
  if (value === null || typeof value !== 'object') return value
  if (Array.isArray(value)) return value.map(toWire)
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, toWire(one)]))
}
