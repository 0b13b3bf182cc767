import type { Answer, AnswerReader } from './answer'
import { JsonReader } from './json-reader'
import { type Plan, RecordPlan, recordPlan, wirePlan } from './plan'
import { isStruct, type Wire, WireError } from './wire'

/** What stands around a value or a refusal in JSON-RPC. */
class Envelope {
  constructor(
    readonly result: unknown,
    readonly error: Wire | undefined,
  ) {}
}

/** Stands for a result that did not come, or became undefined. */
const none = Symbol('none')
const envelopes = new WeakMap<Plan, Plan>()

function envelopeOf(plan: Plan): Plan {
  let envelope = envelopes.get(plan)
  if (envelope === undefined) {
    const record = new RecordPlan(
      [
        { name: 'jsonrpc', plan: wirePlan, absent: () => undefined },
        { name: 'result', plan, absent: () => none },
        { name: 'error', plan: wirePlan, absent: () => undefined },
        { name: 'id', plan: wirePlan, absent: () => undefined },
      ],
      ([, result, error]) => new Envelope(result, asWire(error)),
    )
    envelope = recordPlan(record, false, () => undefined)
    envelopes.set(plan, envelope)
  }
  return envelope
}

/** What the wire plan of the member gives. */
function asWire(value: unknown): Wire | undefined {
  return value as Wire | undefined
}

/** Reads an answer in JSON-RPC, 1.0 or 2.0, whose result is what `plan` says. */
export class JsonAnswerReader implements AnswerReader {
  readonly #reader: JsonReader
  readonly #plan: Plan

  constructor(plan: Plan, bytes?: number) {
    this.#plan = plan
    this.#reader = new JsonReader(envelopeOf(plan), bytes === undefined ? {} : { bytes })
  }

  write(chunk: Uint8Array): void {
    this.#reader.write(chunk)
  }

  end(): Answer {
    const envelope = this.#reader.end()
    if (!(envelope instanceof Envelope)) throw new WireError('malformed', 'No answer of the XenAPI')
    const { result, error } = envelope
    if (error !== undefined && error !== null) return { kind: 'refusal', description: refusalOf(error) }
    if (result !== none) return { kind: 'value', value: result }
    // Where null or nothing is a value of the type, it is one.
    if (this.#plan.decode(null) === undefined) return { kind: 'value', value: undefined }
    throw new WireError('malformed', 'An answer with neither a result nor an error')
  }
}

/**
 * The code and its parameters. Version 2.0 has them as message and data, 1.0 in an array, and so has 2.0 for what is
 * refused before a call is looked at.
 */
function refusalOf(error: Wire): readonly unknown[] {
  if (Array.isArray(error) && error.length > 0) return error
  if (isStruct(error) && typeof error.message === 'string' && error.message !== '')
    return [error.message, ...(Array.isArray(error.data) ? error.data : [])]
  throw new WireError('malformed', 'An error without a code')
}
