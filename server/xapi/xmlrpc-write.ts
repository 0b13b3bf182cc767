import { encodeValue, encodeWire, member, type Side, struct } from './encode'
import { classFacts, isClassName, modelClass } from './facts'
import type { Wire, WireStruct } from './wire'
import { escapeText } from './xml-text'

const head = '<?xml version="1.0"?>'

/** A parameter of a call with the model type it has: ['ref VM', ref]. */
export type TypedParam = readonly [type: string, value: unknown]

/** A call as a client sends it. */
export function writeCall(method: string, params: readonly TypedParam[]): string {
  const body = params.map(([type, value]) => `<param>${encodeValue(type, value, 'client')}</param>`).join('')
  return `${head}<methodCall><methodName>${escapeText(method)}</methodName><params>${body}</params></methodCall>`
}

/** An answer with an already encoded `<value>`: bare, without the Status envelope (system.listMethods). */
export function writeBare(value: string): string {
  return `${head}<methodResponse><params><param>${value}</param></params></methodResponse>`
}

function writeAnswer(value: string): string {
  return writeBare(struct([member('Status', '<value>Success</value>'), member('Value', value)]))
}

/** The answer of a call that succeeded with a value of a model type. */
export function writeSuccess(type: string, value: unknown): string {
  return writeAnswer(encodeValue(type, value))
}

/** The answer of a call that succeeded with a value no model type describes. */
export function writeSuccessWire(value: Wire): string {
  return writeAnswer(encodeWire(value))
}

/** The answer of a call that failed: code and parameters as they stand in ErrorDescription. */
export function writeFailure(code: string, params: readonly string[]): string {
  const description = encodeValue('set(string)', [code, ...params])
  return writeBare(
    struct([member('Status', '<value>Failure</value>'), member('ErrorDescription', description)]),
  )
}

/** A change as event.from reports it. `class` may be spelled either way; `snapshot` is absent for a deletion. */
export interface OutgoingEvent {
  id: string
  class: string
  operation: 'add' | 'mod' | 'del'
  ref: string
  snapshot?: object
  /** Text as the host writes it; '0.0' if not given, which is what event.from always has. */
  timestamp?: string
}

/** The answer of event.from. Counts go by class, in either spelling; the wire has lower case. */
export function writeEventBatch(batch: {
  token: string
  validRefCounts: { readonly [className: string]: number }
  events: readonly OutgoingEvent[]
}): string {
  const counts: WireStruct = {}
  for (const [name, count] of Object.entries(batch.validRefCounts)) counts[name.toLowerCase()] = count
  return writeAnswer(
    struct([
      member('events', encodeEvents(batch.events)),
      member('valid_ref_counts', encodeWire(counts)),
      member('token', encodeWire(batch.token)),
    ]),
  )
}

function encodeEvents(events: readonly OutgoingEvent[]): string {
  return `<value><array><data>${events.map(encodeEvent).join('')}</data></array></value>`
}

function encodeEvent(event: OutgoingEvent): string {
  const name = modelClass(event.class)
  const members = [
    member('id', encodeWire(event.id)),
    member('timestamp', encodeWire(event.timestamp ?? '0.0')),
    member('class', encodeWire(event.class.toLowerCase())),
    member('operation', encodeWire(event.operation)),
    member('ref', encodeWire(event.ref)),
  ]
  if (event.snapshot !== undefined && isClassName(name) && classFacts(name) !== undefined)
    members.push(member('snapshot', encodeValue(`record ${name}`, event.snapshot)))
  return struct(members)
}

export type { Side }
