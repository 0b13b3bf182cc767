import { encodeValue, encodeWire, member, struct } from '../../server/xapi/encode'
import { classFacts, isClassName, modelClass } from '../../server/xapi/facts'
import { typeOf } from '../../server/xapi/type-text'
import {
  type OutgoingEvent,
  writeBare,
  writeFailure,
  writeSuccess,
  writeSuccessWire,
} from '../../server/xapi/xmlrpc-write'
import type { Answer } from '../handlers/answer'
import { mapped, type Pieces } from './pieces'
import { asObject } from './records'

/** The `<methodResponse>` of an answer. */
export function xmlAnswer(answer: Answer): Pieces {
  switch (answer.kind) {
    case 'value':
      return value(answer.type, answer.value)
    case 'wire':
      return [answer.bare ? writeBare(encodeWire(answer.value)) : writeSuccessWire(answer.value)]
    case 'batch':
      return batch(answer)
    case 'events':
      return list(answer.events)
    case 'failure':
      return [writeFailure(answer.code, answer.params)]
  }
}

/** What stands before and after the value of a successful answer. */
const [HEAD = '', TAIL = ''] = writeBare(
  struct([member('Status', '<value>Success</value>'), member('Value', '|')]),
).split('|')

/** Tables of records are the long answers. */
function* value(text: string, given: unknown): Pieces {
  const type = typeOf(text)
  if (type.kind !== 'map' || type.of.kind !== 'record') {
    yield writeSuccess(text, given)
    return
  }
  const record = `record ${type.of.name}`
  yield `${HEAD}<value><struct>`
  yield* mapped(Object.entries(asObject(given)), ([key, one]) => member(key, encodeValue(record, one)))
  yield `</struct></value>${TAIL}`
}

function* batch(answer: Extract<Answer, { kind: 'batch' }>): Pieces {
  yield `${HEAD}<value><struct><member><name>events</name>`
  yield* events(answer.events)
  const rest = member('valid_ref_counts', encodeWire(answer.validRefCounts))
  yield `</member>${rest}${member('token', encodeWire(answer.token))}</struct></value>${TAIL}`
}

function* list(answer: readonly OutgoingEvent[]): Pieces {
  yield HEAD
  yield* events(answer)
  yield TAIL
}

function* events(all: readonly OutgoingEvent[]): Pieces {
  yield '<value><array><data>'
  yield* mapped(all, event)
  yield '</data></array></value>'
}

function event(one: OutgoingEvent): string {
  const name = modelClass(one.class)
  const members = [
    member('id', encodeWire(one.id)),
    member('timestamp', encodeWire(one.timestamp ?? '0.0')),
    member('class', encodeWire(one.class.toLowerCase())),
    member('operation', encodeWire(one.operation)),
    member('ref', encodeWire(one.ref)),
  ]
  if (one.snapshot !== undefined && isClassName(name) && classFacts(name) !== undefined)
    members.push(member('snapshot', encodeValue(`record ${name}`, one.snapshot)))
  return struct(members)
}
