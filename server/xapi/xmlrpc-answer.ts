import type { Answer, AnswerReader } from './answer'
import { type Plan, RecordPlan, recordPlan, wirePlan } from './plan'
import { isStruct, type Wire, WireError } from './wire'
import { XmlRpcReader } from './xmlrpc'

/** The struct that hosts put around a value: Status and Value, or Status and ErrorDescription. */
class Envelope {
  constructor(
    readonly status: unknown,
    readonly value: unknown,
    readonly description: unknown,
  ) {}
}

const envelopes = new WeakMap<Plan, Plan>()

function envelopeOf(plan: Plan): Plan {
  let envelope = envelopes.get(plan)
  if (envelope === undefined) {
    const nothing = () => undefined
    const record = new RecordPlan(
      [
        { name: 'Status', plan: wirePlan, absent: nothing },
        { name: 'Value', plan, absent: () => plan.decode('') },
        { name: 'ErrorDescription', plan: wirePlan, absent: nothing },
      ],
      ([status, value, description]) => new Envelope(status, value, description),
    )
    // system.listMethods answers without an envelope.
    const bare = (wire: Wire | undefined) =>
      new Envelope(Array.isArray(wire) ? 'Success' : undefined, plan.decode(wire), undefined)
    envelope = recordPlan(record, false, bare)
    envelopes.set(plan, envelope)
  }
  return envelope
}

/** Reads an answer in XML-RPC whose value is what `plan` says. */
export class XmlAnswerReader implements AnswerReader {
  readonly #reader: XmlRpcReader<unknown>

  constructor(plan: Plan, bytes?: number) {
    this.#reader = new XmlRpcReader(
      { strict: false, ...(bytes === undefined ? {} : { bytes }) },
      envelopeOf(plan),
    )
  }

  write(chunk: Uint8Array): void {
    this.#reader.write(chunk)
  }

  end(): Answer {
    const document = this.#reader.end()
    if (document.kind === 'fault') {
      const fault = isStruct(document.value) ? document.value : {}
      return { kind: 'refusal', description: ['Fault', fault.faultCode ?? '', fault.faultString ?? ''] }
    }
    if (document.kind === 'response' && document.value instanceof Envelope) {
      const { status, value, description } = document.value
      if (status === 'Success') return { kind: 'value', value }
      if (status === 'Failure' && Array.isArray(description) && description.length > 0)
        return { kind: 'refusal', description }
    }
    throw new WireError('malformed', 'No answer of the XenAPI')
  }
}
