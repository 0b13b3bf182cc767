import { encodeWire } from '../../server/xapi/encode'
import {
  writeBare,
  writeEventBatch,
  writeEvents,
  writeFailure,
  writeSuccess,
  writeSuccessWire,
} from '../../server/xapi/xmlrpc-write'
import type { Answer } from '../handlers/answer'

/** The `<methodResponse>` of an answer. */
export function xmlAnswer(answer: Answer): string {
  switch (answer.kind) {
    case 'value':
      return writeSuccess(answer.type, answer.value)
    case 'wire':
      return answer.bare ? writeBare(encodeWire(answer.value)) : writeSuccessWire(answer.value)
    case 'batch':
      return writeEventBatch(answer)
    case 'events':
      return writeEvents(answer.events)
    case 'failure':
      return writeFailure(answer.code, answer.params)
  }
}
